'use client';

import { useEffect } from 'react';

/**
 * Where what has the focus goes away (its row is done, its button is drawn no more), a browser leaves the focus nowhere. Here
 * it goes on to what has come to that place, and comes back to what could not be pressed for a while; and what was pushed out
 * of the window comes back into it. Whoever has set it elsewhere meanwhile, by a script or by a press, is left alone.
 */
export function FocusKeeper() {
  useEffect(() => {
    let last: Place | null = null;
    let frame = 0;
    const keep = () => {
      if (!last || last.page !== location.pathname) return;
      if (document.activeElement === last.element) keepInSight(last);
      if (document.activeElement !== document.body) return;
      if (!isThere(last.element)) whatCameTo(last)?.focus();
      else if (last.wasDisabled) last.element.focus(); // which does nothing as long as it is
    };
    const soon = () => {
      if (!last) return;
      if (last.element.matches(':disabled')) last.wasDisabled = true;
      else if (last.element.isContentEditable && document.activeElement === last.element) return; // a text keeps its caret
      cancelAnimationFrame(frame);
      frame = requestAnimationFrame(keep); // after whoever drew the change has set the focus themselves
    };
    const onFocus = ({ target }: FocusEvent) => {
      if (!(target instanceof HTMLElement) || target === document.body) return;
      const place = placeOf(target, last);
      last = place;
      requestAnimationFrame(() => (place.wasInSight = isInSight(target))); // when the browser has gone there, if it does
    };
    const forget = () => (last = null);
    const onScroll = () => {
      if (last) last.wasInSight = isInSight(last.element); // whoever scrolls away from it wants to
    };
    const changes = new MutationObserver(soon);
    changes.observe(document.body, {
      subtree: true,
      childList: true,
      attributes: true,
      attributeFilter: ['disabled', 'hidden', 'open'],
    });
    document.addEventListener('focusin', onFocus);
    document.addEventListener('pointerdown', forget, true);
    document.addEventListener('scroll', onScroll, { capture: true, passive: true });
    return () => {
      cancelAnimationFrame(frame);
      changes.disconnect();
      document.removeEventListener('focusin', onFocus);
      document.removeEventListener('pointerdown', forget, true);
      document.removeEventListener('scroll', onScroll, true);
    };
  }, []);
  return null;
}

/** An element and those around it, each with its number among its siblings, up to the dialog or page it stands in. */
type Place = {
  element: HTMLElement;
  page: string;
  wasDisabled: boolean;
  wasInSight: boolean;
  around: { parent: Element; index: number }[];
  /** For what stands in a dialog: where the focus was before it opened. */
  before: Place | null;
};

function placeOf(element: HTMLElement, last: Place | null): Place {
  const around: Place['around'] = [];
  for (let child: Element = element; child.parentElement && !child.matches('dialog, main'); child = child.parentElement)
    around.push({ parent: child.parentElement, index: [...child.parentElement.children].indexOf(child) });
  const dialog = element.closest('dialog');
  const before = dialog && last ? (dialog.contains(last.element) ? last.before : last) : null;
  return { element, page: location.pathname, wasDisabled: false, wasInSight: false, around, before };
}

/** What came above it may have pushed it out of the window. */
function keepInSight(place: Place): void {
  if (place.wasInSight && !isInSight(place.element)) place.element.scrollIntoView({ block: 'nearest' });
}

function isInSight(element: HTMLElement): boolean {
  const { top, bottom } = element.getBoundingClientRect();
  return bottom > 0 && top < innerHeight;
}

const isThere = (element: HTMLElement): boolean => element.isConnected && element.checkVisibility();

/**
 * The first that can have the focus from there on, else the last before it; as near as there is one. For a dialog that is
 * gone, where the focus was before it.
 */
function whatCameTo({ around, before }: Place): HTMLElement | undefined {
  for (const { parent, index } of around) {
    if (!parent.isConnected || !parent.checkVisibility()) continue;
    const there = parent.children[index];
    const candidates = [...parent.querySelectorAll<HTMLElement>(focusable)].filter((each) => each.checkVisibility());
    const isFromThere = (each: Element) =>
      there && (there.contains(each) || there.compareDocumentPosition(each) & Node.DOCUMENT_POSITION_FOLLOWING);
    const found = candidates.find(isFromThere) ?? candidates.at(-1);
    if (found) return found;
  }
  if (!before) return undefined;
  return isThere(before.element) && !before.element.matches(':disabled') ? before.element : whatCameTo(before);
}

const focusable =
  ':is(a[href], button, input:not([type="hidden"]), select, textarea, summary, [tabindex="0"], [contenteditable="true"])' +
  ':not(:disabled, [tabindex="-1"])';
