import { Extension, isMacOS } from '@tiptap/core';
import type { Editor } from '@tiptap/react';
import { useCallback, useEffect, useState } from 'react';
import { isTaken } from './input-method.ts';

const key = 'desk:writing-alone';

declare module '@tiptap/core' {
  interface Storage {
    writingAlone: { leave: (() => boolean) | null };
  }
}

/** Escape in the text, when nothing else there wants it: the editor keeps this key from the page in any case. */
export const writingAlone = Extension.create<object, { leave: (() => boolean) | null }>({
  name: 'writingAlone',
  priority: 1,
  addStorage: () => ({ leave: null }),
  addKeyboardShortcuts() {
    return { Escape: () => this.storage.leave?.() ?? false };
  },
});

/**
 * Whether only the sheet is shown, without the desk around it (writing-alone.css hides that). Ctrl+Shift+F begins and ends
 * it, Escape ends it, and the browser's tab remembers it from one article to the next.
 */
export function useWritingAlone(editor: Editor): { isAlone: boolean; toggle: () => void } {
  const [isAlone, setAlone] = useState(isRemembered);

  useEffect(() => {
    document.documentElement.toggleAttribute('data-writing-alone', isAlone);
    return () => document.documentElement.removeAttribute('data-writing-alone');
  }, [isAlone]);

  const toggle = useCallback(() => {
    setAlone((present) => {
      remember(!present);
      return !present;
    });
    requestAnimationFrame(() => editor.isFocused && editor.commands.scrollIntoView()); // all has moved
  }, [editor]);

  useEffect(() => {
    const keys = (event: KeyboardEvent) => {
      if (event.defaultPrevented || isTaken(event)) return;
      const isShortcut =
        event.code === 'KeyF' && event.shiftKey && !event.altKey && (isMacOS() ? event.metaKey : event.ctrlKey);
      const isEnd = event.key === 'Escape' && isAlone && !isSomethingOpen();
      if (!isShortcut && !isEnd) return;
      event.preventDefault();
      toggle();
    };
    editor.storage.writingAlone.leave = () => {
      if (isAlone) toggle();
      return isAlone;
    };
    window.addEventListener('keydown', keys);
    return () => window.removeEventListener('keydown', keys);
  }, [editor, isAlone, toggle]);

  return { isAlone, toggle };
}

function isRemembered(): boolean {
  try {
    return sessionStorage.getItem(key) === 'yes';
  } catch {
    return false; // a browser that keeps nothing
  }
}

function remember(isAlone: boolean): void {
  try {
    if (isAlone) sessionStorage.setItem(key, 'yes');
    else sessionStorage.removeItem(key);
  } catch {
    // then the next article begins as always
  }
}

/** Escape closes that first. */
const isSomethingOpen = (): boolean => document.querySelector('dialog[open], [popover]:popover-open') !== null;
