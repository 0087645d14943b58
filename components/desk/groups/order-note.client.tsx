'use client';

import type { ReactNode } from 'react';
import { buttonClass } from '#components/ui/button';
import { groupWords as words } from '#lib/words/groups';

type Props = {
  /** What became of the last change; empty before the first. */
  said: string;
  hint: string;
  canUndo: boolean;
  isBusy: boolean;
  onUndo: () => void;
  children?: ReactNode;
};

/** Above a list that is put in order: how, what became of it, and the way back. */
export function OrderNote({ said, hint, canUndo, isBusy, onUndo, children }: Props) {
  return (
    <div className="sorting-said">
      <p role="status">{said || hint}</p>
      {canUndo && said && (
        <button
          type="button"
          className={buttonClass({ variant: 'quiet', small: true })}
          disabled={isBusy}
          onClick={onUndo}
        >
          {words.undo}
        </button>
      )}
      {children}
    </div>
  );
}
