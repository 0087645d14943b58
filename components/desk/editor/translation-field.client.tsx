'use client';

import { useEffect, useState } from 'react';
import { Combobox, type ComboboxOption } from '#components/desk/combobox.client';
import { paths } from '#lib/paths';
import { detailsWords as words } from '#lib/words/details';

type Found = { id: string; headline: string; language: string };
type Props = { articleId: string; language: string; original: Found | null; onChange: (id: string | null) => void };

/** How long somebody may pause between two letters, in milliseconds. */
const pause = 250;

/** The article of which this is the same in another language. */
export function TranslationField({ articleId, language, original, onChange }: Props) {
  const [chosen, setChosen] = useState(original);
  const [sought, setSought] = useState('');
  const [found, setFound] = useState<ComboboxOption[]>([]);
  const [note, setNote] = useState('');
  useEffect(() => {
    const q = sought.trim();
    setNote('');
    if (q === '') return setFound([]);
    const stop = new AbortController();
    const timer = setTimeout(async () => {
      try {
        const address = `${paths.desk.findArticles}?${new URLSearchParams({ q, language, not: articleId })}`;
        const answer = await fetch(address, { signal: stop.signal });
        if (!answer.ok) throw new Error(String(answer.status));
        const { articles } = (await answer.json()) as { articles: Found[] };
        setFound(
          articles.map(({ id, headline, language: inLanguage }) => ({ id, name: headline, language: inLanguage })),
        );
        if (articles.length === 0) setNote(words.noTranslation);
      } catch {
        if (!stop.signal.aborted) setNote(words.notAnswered);
      }
    }, pause);
    return () => {
      clearTimeout(timer);
      stop.abort();
    };
  }, [sought, language, articleId]);
  const choose = (article: Found | null) => {
    setChosen(article);
    onChange(article?.id ?? null);
  };
  return (
    <div className="field">
      {chosen && (
        <ul className="chosen" aria-label={words.chosenTranslation}>
          <li>
            <span lang={chosen.language === 'ko' ? 'ko' : undefined}>{chosen.headline}</span>
            <button type="button" aria-label={words.removeTranslation} onClick={() => choose(null)}>
              ×
            </button>
          </li>
        </ul>
      )}
      <Combobox
        label={words.translationOf}
        hint={chosen ? words.translationLinked : words.translationHint}
        options={found}
        note={note}
        onType={setSought}
        onPick={({ id, name, language: inLanguage }) => choose({ id, headline: name, language: inLanguage ?? '' })}
        onErase={() => choose(null)}
      />
    </div>
  );
}
