import { type RefObject, type SyntheticEvent, useEffect, useRef } from 'react';

type Modal = {
  dialog: RefObject<HTMLDialogElement | null>;
  close: () => void;
  /** For the dialog's `onCancel`: what Escape asks for. */
  onCancel: (event: SyntheticEvent) => void;
};

/**
 * Shows a dialog as the browser's own modal one. `close`, and Escape, give back the focus and the place in the text at once:
 * Chromium gives back the focus alone, and what is typed next would stand at the beginning. (Its `close` event comes later.)
 */
export function useModal(): Modal {
  const dialog = useRef<HTMLDialogElement>(null);
  const selectAgain = useRef<() => void>(undefined);
  useEffect(() => {
    if (dialog.current?.open) return;
    selectAgain.current = keepSelection();
    dialog.current?.showModal();
  }, []);
  const close = () => {
    dialog.current?.close();
    selectAgain.current?.();
  };
  const onCancel = (event: SyntheticEvent) => {
    if (event.target !== dialog.current) return; // a choice of files in it was left
    event.preventDefault();
    close();
  };
  return { dialog, close, onCancel };
}

/** Remembers what is selected now. The function that it returns selects it again where the focus is in that text. */
function keepSelection(): () => void {
  const selection = getSelection();
  const range = selection?.rangeCount ? selection.getRangeAt(0).cloneRange() : null;
  return () => {
    const here = document.activeElement;
    if (!range || !(here instanceof HTMLElement && here.isContentEditable && here.contains(range.startContainer)))
      return;
    selection?.removeAllRanges();
    selection?.addRange(range);
  };
}
