'use client';

import './editor-side.css';
import { type KeyboardEvent, type ReactNode, useId } from 'react';

export type SidePart<Name extends string> = {
  name: Name;
  label: string;
  /** How much there is in it to look at. */
  count?: number;
  isUrgent?: boolean;
  children: ReactNode;
};

type Props<Name extends string> = {
  label: string;
  /** Above the parts, always in sight. */
  children?: ReactNode;
  parts: SidePart<Name>[];
  open: Name;
  onOpen: (name: Name) => void;
};

/** What stands beside the text, one part at a time. Every part stays as it was while another is looked at. */
export function EditorSide<Name extends string>({ label, children, parts, open, onOpen }: Props<Name>) {
  const id = useId();
  const move = (event: KeyboardEvent<HTMLElement>) => {
    const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    if (!step) return;
    event.preventDefault();
    const here = parts.findIndex(({ name }) => name === open);
    const next = parts.at((here + step) % parts.length)!;
    onOpen(next.name);
    document.getElementById(`${id}-${next.name}-tab`)?.focus();
  };
  return (
    <aside className="editor-side" aria-label={label}>
      {children}
      <div role="tablist" className="editor-side-tabs" aria-label={label} onKeyDown={move}>
        {parts.map(({ name, label, count, isUrgent }) => (
          <button
            key={name}
            type="button"
            role="tab"
            id={`${id}-${name}-tab`}
            aria-selected={open === name}
            aria-controls={`${id}-${name}`}
            tabIndex={open === name ? 0 : -1}
            onClick={() => onOpen(name)}
          >
            {label}
            {count ? <span className={isUrgent ? 'side-count side-count-urgent' : 'side-count'}> {count}</span> : null}
          </button>
        ))}
      </div>
      {parts.map(({ name, children }) => (
        <div
          key={name}
          role="tabpanel"
          id={`${id}-${name}`}
          className="editor-side-part"
          aria-labelledby={`${id}-${name}-tab`}
          hidden={open !== name}
        >
          {children}
        </div>
      ))}
    </aside>
  );
}
