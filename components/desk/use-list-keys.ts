import { type RefObject, useEffect, useRef } from 'react';

/** What keys do, by the key. `row` is the one that they are about, if there is any. */
type Keys = (row: HTMLElement | undefined) => Record<string, () => void>;

/**
 * The rows of a list are gone through with j and k, and each selected with x; z takes back what was done last, by the button
 * with the id `undo`. `more` are the keys of this list. Returns what brings the focus back to the place in the list where it
 * was, when its row has gone and left the focus nowhere.
 */
export function useListKeys(list: RefObject<HTMLElement | null>, more: Keys): () => void {
  const current = useRef(0);
  const rows = () => [...(list.current?.querySelectorAll<HTMLElement>(':scope > li') ?? [])];
  const goTo = (place: number) => {
    const every = rows();
    current.current = Math.max(0, Math.min(place, every.length - 1));
    every[current.current]?.focus();
  };

  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (event.defaultPrevented || event.isComposing || event.ctrlKey || event.metaKey || event.altKey) return;
      if (isTyping(event.target) || document.querySelector('dialog[open]')) return;
      const every = rows();
      // where the focus is, not where it was seen to go: that was before this script ran, or the list has moved since
      const focused = every.findIndex((each) => each.contains(document.activeElement));
      const isOn = focused >= 0;
      if (isOn) current.current = focused;
      const row = every[current.current];
      const keys: Record<string, () => void> = {
        j: () => goTo(isOn ? current.current + 1 : current.current),
        k: () => goTo(isOn ? current.current - 1 : current.current),
        x: () => row?.querySelector<HTMLInputElement>('.row-check')?.click(),
        z: () => document.getElementById('undo')?.click(),
        ...more(row),
      };
      // Enter on a link or a button is theirs
      const work = event.key === 'Enter' && event.target !== row ? undefined : keys[event.key];
      if (!work) return;
      event.preventDefault();
      work();
    };
    // also where a button of a row was pressed by mouse
    const onFocus = () => {
      const focused = rows().findIndex((each) => each.contains(document.activeElement));
      if (focused >= 0) current.current = focused;
    };
    document.addEventListener('keydown', onKey);
    document.addEventListener('focusin', onFocus);
    return () => {
      document.removeEventListener('keydown', onKey);
      document.removeEventListener('focusin', onFocus);
    };
  });

  return () => {
    if (document.activeElement === document.body) goTo(current.current);
  };
}

const isTyping = (target: EventTarget | null): boolean =>
  target instanceof HTMLElement &&
  (target.isContentEditable || target.matches('input:not([type=checkbox]), textarea, select'));
