'use client';

import './combobox.css';
import { type KeyboardEvent, type ReactNode, useId, useState } from 'react';
import { isTaken } from './editor/input-method.ts';

export type ComboboxOption = { id: string; name: string; hangulName?: string | null; language?: string };
type Props = {
  label: string;
  hint?: string;
  /** What is offered for what is typed. */
  options: ComboboxOption[];
  onType?: (typed: string) => void;
  onPick: (option: ComboboxOption) => void;
  /** Makes what is typed, where nothing is called so. */
  create?: { label: (typed: string) => string; make: (typed: string) => void };
  /** Backspace in the empty field. */
  onErase?: () => void;
  /** What is said under it: that nothing was found, or something went wrong. */
  note?: string;
  /** What is chosen already, between the label and the field. */
  children?: ReactNode;
};

/** A field in which one types to choose from what is offered: with the arrow keys and Enter, or by a press. */
export function Combobox({ label, hint, options, onType, onPick, create, onErase, note, children }: Props) {
  const id = useId();
  const [typed, setTyped] = useState('');
  const [isOpen, setOpen] = useState(false);
  const [at, setAt] = useState(0);
  const wanted = typed.trim();
  const isCalled = (name: string | null | undefined) => name?.toLowerCase() === wanted.toLowerCase();
  const canCreate =
    create && wanted !== '' && !options.some((option) => isCalled(option.name) || isCalled(option.hangulName));
  const count = options.length + (canCreate ? 1 : 0);
  const isShown = isOpen && count > 0;

  const type = (text: string) => {
    setTyped(text);
    setAt(0);
    setOpen(true);
    onType?.(text);
  };
  const choose = (index: number) => {
    const option = options[index];
    if (option) onPick(option);
    else if (canCreate && index === options.length) create.make(wanted);
    else return;
    type('');
    setOpen(false);
  };
  const onKeyDown = (event: KeyboardEvent<HTMLInputElement>) => {
    if (isTaken(event.nativeEvent) || event.nativeEvent.isComposing) return;
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step) {
      event.preventDefault();
      if (isShown) setAt((at + step + count) % count);
      else setOpen(true);
    } else if (event.key === 'Enter') {
      event.preventDefault();
      if (isShown) choose(at);
    } else if (event.key === 'Escape' && isShown) {
      event.preventDefault();
      event.stopPropagation();
      setOpen(false);
    } else if (event.key === 'Backspace' && typed === '') onErase?.();
  };
  const optionId = (index: number) => `${id}-${index}`;
  /** Before the field loses the focus to it. */
  const press = (index: number) => ({
    id: optionId(index),
    role: 'option',
    'aria-selected': index === at,
    onPointerDown: (event: { preventDefault: () => void }) => event.preventDefault(),
    onClick: () => choose(index),
  });

  return (
    <div className="field combobox">
      <label className="field-label" htmlFor={id}>
        {label}
      </label>
      {children}
      <input
        id={id}
        className="field-input"
        role="combobox"
        autoComplete="off"
        aria-expanded={isShown}
        aria-controls={`${id}-list`}
        aria-autocomplete="list"
        aria-activedescendant={isShown ? optionId(at) : undefined}
        aria-describedby={hint ? `${id}-hint` : undefined}
        value={typed}
        onChange={(event) => type(event.target.value)}
        onClick={() => setOpen(true)}
        onBlur={() => setOpen(false)}
        onKeyDown={onKeyDown}
      />
      <div id={`${id}-list`} role="listbox" aria-label={label} className="combobox-list" hidden={!isShown}>
        {options.map((option, index) => (
          <div key={option.id} {...press(index)}>
            <span lang={option.language === 'ko' ? 'ko' : undefined}>{option.name}</span>
            {option.hangulName && <span lang="ko">{option.hangulName}</span>}
          </div>
        ))}
        {canCreate && <div {...press(options.length)}>{create.label(wanted)}</div>}
      </div>
      <p role="status" className="field-hint combobox-note">
        {note}
      </p>
      {hint && (
        <p className="field-hint" id={`${id}-hint`}>
          {hint}
        </p>
      )}
    </div>
  );
}
