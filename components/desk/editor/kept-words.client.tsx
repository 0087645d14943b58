'use client';

import { buttonClass } from '#components/ui/button';
import { editorWords as words } from '#lib/words/editor';

type Props = { at: string; onPutBack: () => void; onForget: () => void };

/** Offers what an earlier visit could not save. */
export function KeptWords({ at, onPutBack, onForget }: Props) {
  const when = new Date(at).toLocaleString('en-GB', { dateStyle: 'medium', timeStyle: 'short' });
  return (
    <div className="note editor-kept" role="status">
      <p>{words.keptWords(when)}</p>
      <div className="button-row">
        <button type="button" className={buttonClass({ small: true })} onClick={onPutBack}>
          {words.putBack}
        </button>
        <button type="button" className={buttonClass({ variant: 'quiet', small: true })} onClick={onForget}>
          {words.forget}
        </button>
      </div>
    </div>
  );
}
