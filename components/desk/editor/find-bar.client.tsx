'use client';

import './find-bar.css';
import { isMacOS } from '@tiptap/core';
import { type Editor, useEditorState } from '@tiptap/react';
import { type KeyboardEvent, type RefObject, useEffect, useId, useRef, useState } from 'react';
import { flushSync } from 'react-dom';
import { typingWords as words } from '#lib/words/typing';
import { findingOf, look, replaceAll, replaceOne, step, stopLooking } from './find-in-text.ts';
import type { Query } from './find-matches.ts';
import { isTaken } from './input-method.ts';

type Open = { withReplace: boolean };
type Props = { editor: Editor; opener: RefObject<((withReplace: boolean) => void) | null> };

/**
 * Looks for words in the text: Ctrl+F opens it from there, Ctrl+H with a field for other words. Enter goes on, Shift+Enter
 * back, Escape closes and leaves what was found selected.
 */
export function FindBar({ editor, opener }: Props) {
  const [open, setOpen] = useState<Open | null>(null);
  const [query, setQuery] = useState<Query>({ text: '', matchCase: false, wholeWord: false });
  const [other, setOther] = useState('');
  const [said, setSaid] = useState('');
  const bar = useRef<HTMLElement>(null);
  const field = useRef<HTMLInputElement>(null);
  const id = useId();
  const found = useEditorState({
    editor,
    selector: ({ editor }) => {
      const finding = findingOf(editor.state);
      const match = finding?.matches[finding.at];
      return finding && { count: finding.matches.length, at: finding.at, attribute: match?.attribute?.name };
    },
  });

  const change = (more: Partial<Query>) => {
    const next = { ...query, ...more };
    setQuery(next);
    setSaid('');
    look(editor.view, next);
  };
  const close = () => {
    setOpen(null);
    stopLooking(editor.view);
    editor.view.focus(); // at once: the next key is for the text
  };
  const show = (withReplace: boolean) => {
    const chosen = selectedLine(editor.view.dom);
    flushSync(() => setOpen({ withReplace })); // whoever types on at once types into the field
    field.current?.focus();
    flushSync(() => change(chosen ? { text: chosen } : {}));
    field.current?.select();
  };
  opener.current = show;

  useEffect(() => {
    const text = editor.view.dom;
    const keys = (event: globalThis.KeyboardEvent) => {
      const asked = askedBy(event);
      if (!asked) return;
      event.preventDefault();
      opener.current?.(asked === 'replace');
    };
    text.addEventListener('keydown', keys); // also from the fields of a picture
    return () => text.removeEventListener('keydown', keys);
  }, [editor, opener]);
  const isOpen = open !== null;
  useEffect(() => {
    if (isOpen) return keepBelowToolbar(bar.current);
  }, [isOpen]);

  if (!open) return null;
  const replaced = (count: number) => {
    if (count > 0) setSaid(words.replaced(count));
  };
  const onKeyDown = (event: KeyboardEvent<HTMLElement>) => {
    const asked = askedBy(event.nativeEvent);
    const isNext = event.key.toLowerCase() === 'g' && (event.ctrlKey || event.metaKey);
    if (isTaken(event.nativeEvent)) return;
    if (event.key === 'Escape') close();
    else if (asked) {
      setOpen({ withReplace: asked === 'replace' || open.withReplace });
      field.current?.select();
    } else if (isNext || (event.key === 'Enter' && event.target === field.current))
      step(editor.view, event.shiftKey ? -1 : 1);
    else if (event.key === 'Enter' && event.target instanceof HTMLInputElement)
      replaced(replaceOne(editor.view, other));
    else return;
    event.preventDefault();
    event.stopPropagation();
  };
  const isNowhere = query.text !== '' && found?.count === 0;
  const place = found && found.count > 0 ? words.findPlace(found.at + 1, found.count) : '';

  return (
    <search ref={bar} className="find-bar" aria-label={words.findInText} onKeyDown={onKeyDown}>
      <div className="find-row">
        <div className="find-entry">
          <input
            ref={field}
            className="field-input find-field"
            aria-label={words.findInText}
            aria-describedby={`${id}-scope`}
            aria-invalid={isNowhere || undefined}
            placeholder={words.findInText}
            value={query.text}
            autoComplete="off"
            spellCheck={false}
            onChange={(event) => change({ text: event.target.value })}
          />
          <div className="find-status" role="status">
            {said && <span className="find-said">{said} </span>}
            <span className="find-count">{isNowhere ? words.findNothing : place}</span>
            {found?.attribute && <span className="find-said"> {words.findWhere[found.attribute]}</span>}
          </div>
        </div>
        <div className="find-buttons">
          <button
            type="button"
            className="editor-tool"
            aria-label={words.findPrevious}
            title={`${words.findPrevious} (⇧⏎)`}
            onClick={() => step(editor.view, -1)}
          >
            <Arrow d="M5 12l5-5 5 5" />
          </button>
          <button
            type="button"
            className="editor-tool"
            aria-label={words.findNext}
            title={`${words.findNext} (⏎)`}
            onClick={() => step(editor.view, 1)}
          >
            <Arrow d="M5 8l5 5 5-5" />
          </button>
          <button
            type="button"
            className="editor-tool"
            aria-label={words.matchCase}
            title={words.matchCase}
            aria-pressed={query.matchCase}
            onClick={() => change({ matchCase: !query.matchCase })}
          >
            <span aria-hidden="true">Aa</span>
          </button>
          <button
            type="button"
            className="editor-tool"
            aria-label={words.wholeWord}
            title={words.wholeWord}
            aria-pressed={query.wholeWord}
            onClick={() => change({ wholeWord: !query.wholeWord })}
          >
            <span aria-hidden="true" className="find-whole">
              ab
            </span>
          </button>
          {!open.withReplace && (
            <button
              type="button"
              className="editor-tool editor-tool-words"
              aria-keyshortcuts="Control+H"
              onClick={() => setOpen({ withReplace: true })}
            >
              {words.showReplace}
            </button>
          )}
          <button
            type="button"
            className="editor-tool find-close"
            aria-label={words.closeFind}
            title={`${words.closeFind} (Esc)`}
            onClick={close}
          >
            <Arrow d="M5.5 5.5l9 9M14.5 5.5l-9 9" />
          </button>
        </div>
      </div>
      {open.withReplace && (
        <div className="find-row">
          <input
            className="field-input find-field"
            aria-label={words.replaceWith}
            placeholder={words.replaceWith}
            value={other}
            autoComplete="off"
            onChange={(event) => setOther(event.target.value)}
          />
          <button
            type="button"
            className="editor-tool editor-tool-words"
            onClick={() => replaced(replaceOne(editor.view, other))}
          >
            {words.replace}
          </button>
          <button
            type="button"
            className="editor-tool editor-tool-words"
            onClick={() => replaced(replaceAll(editor.view, other))}
          >
            {words.replaceAll}
          </button>
        </div>
      )}
      <p id={`${id}-scope`} className="editor-unseen">
        {words.findScope}
      </p>
    </search>
  );
}

/** Ctrl+F and Ctrl+H; on a Mac ⌘F and ⇧⌘H, because ⌘H hides the program. */
function askedBy(event: globalThis.KeyboardEvent): 'find' | 'replace' | null {
  const isMac = isMacOS();
  if (!(isMac ? event.metaKey : event.ctrlKey) || event.altKey) return null;
  if (event.code === 'KeyF') return event.shiftKey ? null : 'find';
  return event.code === 'KeyH' && event.shiftKey === isMac ? 'replace' : null;
}

/** What is selected of one line, as the browser has it: the editor hears of a selection a moment later. */
function selectedLine(text: HTMLElement): string {
  const selection = document.getSelection();
  const words = selection && text.contains(selection.anchorNode) ? selection.toString() : '';
  return words.includes('\n') ? '' : words;
}

/** The bar sticks below the toolbar, which has two rows where the page is narrow. */
function keepBelowToolbar(bar: HTMLElement | null): (() => void) | undefined {
  const toolbar = bar?.parentElement?.querySelector<HTMLElement>('.editor-toolbars');
  if (!bar || !toolbar) return undefined;
  const observer = new ResizeObserver(() => bar.style.setProperty('--editor-toolbar', `${toolbar.offsetHeight}px`));
  observer.observe(toolbar);
  return () => observer.disconnect();
}

const Arrow = ({ d }: { d: string }) => (
  <svg
    viewBox="0 0 20 20"
    width="18"
    height="18"
    aria-hidden="true"
    fill="none"
    stroke="currentColor"
    strokeWidth="1.8"
  >
    <path d={d} strokeLinecap="round" strokeLinejoin="round" />
  </svg>
);
