'use client';

import { Button } from '#components/ui/button';
import { frontWords as words } from '#lib/words/front';

export type ArrangementInHistory = { id: string; by: string | null; when: string };
type Props = {
  history: ArrangementInHistory[];
  /** Something on the board is not public: restoring would lose it. */
  isChanged: boolean;
  isPending: boolean;
  onRestore: (id: string) => void;
};

/** How the front page was arranged, by whom and when. */
export function FrontHistory({ history, isChanged, isPending, onRestore }: Props) {
  return (
    <section className="front-history">
      <h2>{words.history}</h2>
      {history.length === 0 && <p className="field-hint">{words.historyEmpty}</p>}
      {isChanged && history.length > 1 && <p className="field-hint">{words.restoreLater}</p>}
      <ol className="rows rows-tight">
        {history.map(({ id, by, when }, index) => (
          <li key={id} className="row-line">
            <span>
              {when}, {by || words.somebody}
            </span>
            {index === 0 ? (
              <span className="tag tag-quiet">{words.now}</span>
            ) : (
              <Button
                variant="quiet"
                small
                disabled={isPending || isChanged}
                aria-label={words.restoreLabel(when)}
                onClick={() => onRestore(id)}
              >
                {words.restore}
              </Button>
            )}
          </li>
        ))}
      </ol>
    </section>
  );
}
