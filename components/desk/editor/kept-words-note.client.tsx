'use client';

import { buttonClass } from '#components/ui/button';
import { formatMoment } from '#lib/dates';
import { editorWords as words } from '#lib/words/editor';
import type { KeptWords } from './kept-in-browser.ts';

type Props<Words> = {
  kept: KeptWords<Words>;
  timeZone: string;
  onPutBack: (kept: KeptWords<Words>) => void;
  onForget: (kept: KeptWords<Words>) => void;
};

/** Offers what a further window that is gone could not save. */
export function KeptWordsNote<Words>({ kept, timeZone, onPutBack, onForget }: Props<Words>) {
  const when = formatMoment(new Date(kept.at), { timeZone, language: 'en' });
  return (
    <div className="note editor-kept" role="status">
      <p>{words.keptWords(when)}</p>
      <div className="button-row">
        <button type="button" className={buttonClass({ small: true })} onClick={() => onPutBack(kept)}>
          {words.putBack}
        </button>
        <button type="button" className={buttonClass({ variant: 'quiet', small: true })} onClick={() => onForget(kept)}>
          {words.forget}
        </button>
      </div>
    </div>
  );
}
