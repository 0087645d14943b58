'use client';

import type { Editor } from '@tiptap/react';
import { type KeyboardEvent, useEffect, useId, useRef, useState } from 'react';
import { typingWords as words } from '#lib/words/typing';
import { type HeadingInText, headingsOf } from './headings.ts';

/** The headings of the text, in a panel: press one to go there. A level that is skipped is said. */
export function Outline({ editor }: { editor: Editor }) {
  const [headings, setHeadings] = useState<HeadingInText[] | null>(null);
  const root = useRef<HTMLDivElement>(null);
  const opener = useRef<HTMLButtonElement>(null);
  const id = useId();
  const isOpen = headings !== null;

  useEffect(() => {
    if (!isOpen) return;
    const panel = root.current?.querySelector<HTMLElement>('.outline-panel');
    (panel?.querySelector<HTMLElement>('[aria-current]') ?? panel?.querySelector('button') ?? panel)?.focus();
    const follow = () => setHeadings(headingsOf(editor.state.doc));
    const leave = (event: Event) => {
      if (!root.current?.contains(event.target as Node)) setHeadings(null);
    };
    editor.on('update', follow);
    document.addEventListener('pointerdown', leave);
    document.addEventListener('focusin', leave);
    return () => {
      editor.off('update', follow);
      document.removeEventListener('pointerdown', leave);
      document.removeEventListener('focusin', leave);
    };
  }, [isOpen, editor]);

  const close = () => {
    setHeadings(null);
    opener.current?.focus();
  };
  const go = ({ pos }: HeadingInText) => {
    setHeadings(null);
    editor.commands.setTextSelection(pos + 1);
    editor.view.focus();
    const heading = editor.view.nodeDOM(pos);
    if (heading instanceof HTMLElement) heading.scrollIntoView({ block: 'center' });
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const items = [...(root.current?.querySelectorAll<HTMLElement>('.outline-panel button') ?? [])];
    const here = items.indexOf(document.activeElement as HTMLElement);
    if (event.key === 'Escape') close();
    else if (event.key === 'ArrowDown') items[(here + 1) % items.length]?.focus();
    else if (event.key === 'ArrowUp') items.at(here - 1)?.focus();
    else if (event.key === 'Home') items[0]?.focus();
    else if (event.key === 'End') items.at(-1)?.focus();
    else return;
    event.preventDefault();
    event.stopPropagation();
  };
  const current = headings?.findLastIndex(({ pos }) => pos < editor.state.selection.from);

  return (
    <div className="outline" ref={root}>
      <button
        ref={opener}
        type="button"
        className="editor-tool editor-tool-words"
        aria-expanded={isOpen}
        aria-controls={isOpen ? id : undefined}
        onClick={() => setHeadings(isOpen ? null : headingsOf(editor.state.doc))}
      >
        {words.outline}
      </button>
      {headings && (
        <nav id={id} className="outline-panel" aria-label={words.outlineTitle} tabIndex={-1} onKeyDown={onKeyDown}>
          {headings.length === 0 && <p>{words.noHeadings}</p>}
          <ol>
            {headings.map((heading, index) => (
              <li key={heading.pos} data-level={heading.level}>
                <button
                  type="button"
                  aria-current={index === current ? 'location' : undefined}
                  onClick={() => go(heading)}
                >
                  <span className="outline-level">H{heading.level}</span>
                  <span>
                    {heading.text || <em>{words.emptyHeading}</em>}
                    {heading.isSkipping && <span className="outline-skip">⚠ {words.levelSkipped}</span>}
                  </span>
                </button>
              </li>
            ))}
          </ol>
        </nav>
      )}
    </div>
  );
}
