'use client';

import { type ComponentProps, useLayoutEffect, useRef } from 'react';

type Props = Omit<ComponentProps<'textarea'>, 'onChange' | 'value'> & { value: string; onText: (text: string) => void };

/** One line of text that may be long: a field as tall as its words, in which a line break is a space. */
export function GrowingText({ value, onText, className = '', ...rest }: Props) {
  const field = useRef<HTMLTextAreaElement>(null);
  // Without a list of what it depends on: the height follows whatever was drawn.
  useLayoutEffect(() => {
    if (!field.current || CSS.supports('field-sizing', 'content')) return;
    field.current.style.height = 'auto';
    field.current.style.height = `${field.current.scrollHeight}px`;
  });
  return (
    <textarea
      {...rest}
      ref={field}
      rows={1}
      value={value}
      className={`editor-growing ${className}`}
      onChange={(event) => onText(event.target.value.replace(/\s*\n\s*/g, ' '))}
    />
  );
}
