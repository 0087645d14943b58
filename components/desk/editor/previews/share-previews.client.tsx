'use client';

import './share-previews.css';
import { useEffect, useRef, useState } from 'react';
import { EditorDialog } from '#components/desk/editor/editor-dialog.client';
import { ShareTextFields } from '#components/desk/editor/share-text-fields.client';
import { Button } from '#components/ui/button';
import type { Body } from '#lib/body/body';
import { paths } from '#lib/paths';
import { placesOfCards } from '#lib/share-images/cards';
import { sharePreviewWords as words } from '#lib/words/share-previews';
import type { DraftFields } from '../article-editor.client.tsx';
import { type ImageFacts, warningsOf } from './card-warnings.ts';
import { type PageHead, readHead } from './page-head.ts';
import { ShareCard } from './share-card.client.tsx';

type Props = {
  articleId: string;
  /** Of the draft at the site: when it is another, the page is another. */
  version: number;
  /** Has what is typed saved. */
  save: () => Promise<boolean>;
  fields: DraftFields;
  errors: Record<string, string>;
  disabled: boolean;
  body: () => Body;
  onChange: (change: Partial<DraftFields>) => void;
  onClose: () => void;
};

type Shown = { head: PageHead; image: string | null; facts: ImageFacts | null };

/**
 * How a link to the article will look in eleven places. What they show is read from the page of the draft as it is sent, not
 * from the fields beside them: they change when what was typed is saved and the page is drawn anew.
 */
export function SharePreviews({ articleId, version, save, fields, errors, disabled, body, onChange, onClose }: Props) {
  const [shown, setShown] = useState<Shown>();
  const [state, setState] = useState<'loading' | 'there' | 'failed'>('loading');
  const [attempt, setAttempt] = useState(0);
  const hasSaved = useRef(false);
  useEffect(() => {
    const stop = new AbortController();
    setState('loading');
    const look = async () => {
      if (!hasSaved.current) await save(); // what is on the screen is looked at
      hasSaved.current = true;
      const found = await lookAt(articleId, stop.signal);
      if (stop.signal.aborted) return;
      setShown((before) => found ?? before);
      setState(found ? 'there' : 'failed');
    };
    void look();
    return () => stop.abort();
  }, [articleId, version, attempt]);
  const warnings = shown ? warningsOf(shown.head, shown.facts) : [];
  return (
    <EditorDialog title={words.title} text={words.text} cancel={words.close} isWide onClose={onClose}>
      <div className="share-previews">
        <fieldset className="share-previews-fields" disabled={disabled}>
          <legend>{words.fields}</legend>
          <ShareTextFields place="previews" fields={fields} errors={errors} body={body} onChange={onChange} />
        </fieldset>
        <section className="share-previews-warnings" aria-labelledby="share-previews-warnings">
          <h3 id="share-previews-warnings">{words.warnings}</h3>
          <div role="status">
            {state === 'loading' && <p className="field-hint">{shown ? words.updating : words.loading}</p>}
            {state === 'failed' && (
              <p className="field-error">
                {shown ? words.notLoaded : words.notThere}{' '}
                <Button variant="quiet" small onClick={() => setAttempt(attempt + 1)}>
                  {words.again}
                </Button>
              </p>
            )}
            {state === 'there' && warnings.length === 0 && <p className="field-hint">{words.noWarnings}</p>}
          </div>
          {warnings.length > 0 && (
            <ul>
              {warnings.map((warning) => (
                <li key={warning}>{warning}</li>
              ))}
            </ul>
          )}
        </section>
        {shown && (
          <section className="share-previews-cards" aria-label={words.cards} aria-busy={state === 'loading'}>
            {placesOfCards.map((place) => (
              <ShareCard
                key={place.id}
                place={place}
                head={shown.head}
                image={shown.image}
                language={fields.language}
              />
            ))}
            {shown.image && (
              <figure className="share-place">
                <figcaption>{words.squares}</figcaption>
                <img className="share-square" src={shown.image} alt="" />
              </figure>
            )}
          </section>
        )}
      </div>
    </EditorDialog>
  );
}

/** The head of the draft's page as the site sends it, and its image; null when it cannot be had. */
async function lookAt(articleId: string, signal: AbortSignal): Promise<Shown | null> {
  try {
    const page = await fetch(`${paths.desk.preview(articleId)}?framed=1`, { cache: 'no-store', signal });
    if (!page.ok || page.redirected) return null;
    const head = readHead(await page.text());
    const address = head.properties['og:image'];
    if (!address) return { head, image: null, facts: null };
    const { pathname, search } = new URL(address); // whatever the site is called, it is asked here
    const answer = await fetch(pathname + search, { signal });
    if (!answer.ok) return { head, image: null, facts: null };
    const facts = {
      bytes: (await answer.blob()).size,
      hasPicture: answer.headers.get('x-share-picture') !== 'none',
      isFocusInSquare: answer.headers.get('x-share-picture') !== 'off-centre',
      lettersLeftOut: (answer.headers.get('x-share-left-out') ?? '').split(' ').filter(Boolean).map(decodeURIComponent),
    };
    return { head, image: pathname + search, facts };
  } catch {
    return null;
  }
}
