'use client';

import { type ReactNode, useEffect, useState } from 'react';
import { Field } from '#components/ui/field';
import { paths } from '#lib/paths';
import { frontWords as words } from '#lib/words/front';
import type { ArticleToPlace } from './front-arranger.client.tsx';

type Props = {
  /** What was found, to be known to the board before it is taken there. */
  onFound: (articles: ArticleToPlace[]) => void;
  draw: (article: ArticleToPlace) => ReactNode;
};

/** How long somebody may pause between two letters, in milliseconds. */
const pause = 250;

/** Any public article, by its words. */
export function ArticleFinder({ onFound, draw }: Props) {
  const [sought, setSought] = useState('');
  const [found, setFound] = useState<ArticleToPlace[] | 'looking' | 'failed' | null>(null);
  useEffect(() => {
    const q = sought.trim();
    if (q === '') return setFound(null);
    const stop = new AbortController();
    const timer = setTimeout(async () => {
      setFound((before) => (Array.isArray(before) ? before : 'looking'));
      try {
        const address = `${paths.desk.findArticles}?${new URLSearchParams({ live: '1', q })}`;
        const answer = await fetch(address, { signal: stop.signal });
        if (!answer.ok) throw new Error(String(answer.status));
        const { articles } = (await answer.json()) as { articles: ArticleToPlace[] };
        onFound(articles);
        setFound(articles);
      } catch {
        if (!stop.signal.aborted) setFound('failed');
      }
    }, pause);
    return () => {
      clearTimeout(timer);
      stop.abort();
    };
  }, [sought]);

  const sentence =
    found === 'looking'
      ? words.finding
      : found === 'failed'
        ? words.notFound
        : Array.isArray(found)
          ? words.foundCount(found.length)
          : '';
  return (
    <section className="front-finder" aria-labelledby="find-title">
      <h2 id="find-title">{words.find}</h2>
      <Field
        label={words.findLabel}
        name="find"
        type="search"
        autoComplete="off"
        hint={words.findHint}
        value={sought}
        onChange={(event) => setSought(event.target.value)}
      />
      <p role="status" className="field-hint">
        {sentence}
      </p>
      {Array.isArray(found) && (
        <ul>
          {found.map((article) => (
            <li key={article.id}>{draw(article)}</li>
          ))}
        </ul>
      )}
    </section>
  );
}
