'use client';

import { Button } from '#components/ui/button';
import { pastingWords as words } from '#lib/words/pasting';
import type { PasteNote } from './pasting.ts';
import './paste-notes.css';

type Props = { notes: PasteNote[]; onDismiss: (ids: string[]) => void };

/**
 * What is to say of what was pasted, at the lower edge of the window: the text may be long, and the caret anywhere in it.
 * It stands after the text, so that Tab leads there from it; Escape in it dismisses all.
 */
export function PasteNotes({ notes, onDismiss }: Props) {
  const backToText = () => document.querySelector<HTMLElement>('.article-body')?.focus({ preventScroll: true });
  const dismiss = (ids: string[]) => {
    onDismiss(ids);
    backToText();
  };
  const all = notes.map(({ id }) => id);
  return (
    <section
      className="paste-notes"
      aria-label={words.notes}
      hidden={notes.length === 0}
      onKeyDown={(event) => event.key === 'Escape' && dismiss(all)}
    >
      <ul role="status">
        {notes.map(({ id, text, isBad, action }) => (
          <li key={id} className={isBad ? 'paste-note-bad' : undefined}>
            <span>{text}</span>
            {action && (
              <Button
                variant="quiet"
                small
                onClick={() => {
                  dismiss([id]);
                  action.run();
                }}
              >
                {action.label}
              </Button>
            )}
          </li>
        ))}
      </ul>
      <Button variant="quiet" small onClick={() => dismiss(all)}>
        {words.dismiss}
      </Button>
    </section>
  );
}
