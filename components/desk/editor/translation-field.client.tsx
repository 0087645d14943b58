'use client';

import { useEffect, useState } from 'react';
import { Combobox, type ComboboxOption } from '#components/desk/combobox.client';
import { paths } from '#lib/paths';
import { detailsWords as words } from '#lib/words/details';

type Found = { id: string; headline: string; language: string };
type Props = {
  articleId: string;
  language: string;
  value: string | null;
  /** What the article was opened with. */
  original: Found | null;
  onChange: (id: string | null) => void;
};

/** How long somebody may pause between two letters, in milliseconds. */
const pause = 250;

/** The article of which this is the same in another language. */
export function TranslationField({ articleId, language, value, original, onChange }: Props) {
  const [known, setKnown] = useState<Found[]>(original ? [original] : []);
  const chosen =
    value && (known.find(({ id }) => id === value) ?? { id: value, headline: words.unknown, language: 'en' });
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
  const choose = (article: Found) => {
    setKnown((others) => [...others, article]);
    onChange(article.id);
  };
  return (
    <Combobox
      label={words.translationOf}
      hint={chosen ? words.translationLinked : words.translationHint}
      options={found}
      note={note}
      onType={setSought}
      onPick={({ id, name, language: inLanguage }) => choose({ id, headline: name, language: inLanguage ?? '' })}
      onErase={() => onChange(null)}
    >
      {chosen && (
        <ul className="chosen" aria-label={words.chosenTranslation}>
          <li>
            <span lang={chosen.language === 'ko' ? 'ko' : undefined}>{chosen.headline}</span>
            <button type="button" aria-label={words.removeTranslation} onClick={() => onChange(null)}>
              ×
            </button>
          </li>
        </ul>
      )}
    </Combobox>
  );
}
