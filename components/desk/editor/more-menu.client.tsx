'use client';

import '../action-menu.css';
import './more-menu.css';
import { type MouseEvent, type ReactNode, useId, useRef } from 'react';
import { moreWords as words } from '#lib/words/more';

/**
 * Operations of the bar that are rarely asked for, in a list that opens under a button. `children` are buttons and links;
 * each closes the list, so that the focus is on its button again before a question opens.
 */
export function MoreMenu({ children }: { children: ReactNode }) {
  const id = useId();
  const list = useRef<HTMLDivElement>(null);
  const close = ({ target }: MouseEvent<HTMLDivElement>) => {
    // a dialog that an operation opened is its child for React, and not in the list
    const isInList = target instanceof Element && list.current?.contains(target);
    if (isInList && target.closest('a, button')) list.current?.hidePopover();
  };
  return (
    <div className="more-menu">
      <button type="button" className="button button-quiet button-small" popoverTarget={id}>
        {words.more}
      </button>
      {/* biome-ignore lint/a11y/noStaticElementInteractions: what is pressed are the buttons in it */}
      {/* biome-ignore lint/a11y/useKeyWithClickEvents: a key on a button is a click */}
      <div id={id} ref={list} popover="auto" className="action-menu" onClick={close}>
        {children}
      </div>
    </div>
  );
}
