'use client';

import { buttonClass } from '#components/ui/button';
import { formatMoment } from '#lib/dates';
import { editorWords as words } from '#lib/words/editor';

type Props = { at: string; timeZone: string; onPutBack: () => void; onForget: () => void };

/** Offers what an earlier visit could not save. */
export function KeptWords({ at, timeZone, onPutBack, onForget }: Props) {
  const when = formatMoment(new Date(at), { timeZone, language: 'en' });
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
