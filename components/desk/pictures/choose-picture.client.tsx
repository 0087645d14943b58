'use client';

import './choose-picture.css';
import { useEffect, useState } from 'react';
import { EditorDialog } from '#components/desk/editor/editor-dialog.client';
import { Button } from '#components/ui/button';
import type { PictureToSet } from '#lib/media/library-rules';
import { paths } from '#lib/paths';
import { libraryWords as words } from '#lib/words/library';

/** What was found for `q`, from the first on. */
type Found = { q: string; pictures: PictureToSet[]; hasMore: boolean };

/** Milliseconds without a key after which what was typed is looked for. */
const pause = 200;

type Props = {
  /** The id of one that is not offered. */
  except?: string;
  choose: (picture: PictureToSet) => void;
  onClose: () => void;
};

/** Chooses a picture that was sent before. */
export function ChoosePicture({ except, choose, onClose }: Props) {
  const [sought, setSought] = useState('');
  const [found, setFound] = useState<Found | null>(null);
  const [hasFailed, setFailed] = useState(false);
  /** Asks for those that come after `known`. */
  const find = async (q: string, known: PictureToSet[], signal?: AbortSignal) => {
    try {
      const answer = await fetch(paths.desk.findPictures(q, known.length), { signal });
      if (!answer.ok) throw new Error(`${answer.status}`);
      const { pictures, hasMore }: Omit<Found, 'q'> = await answer.json();
      const isLate = (now: Found | null) => known.length > 0 && now?.q !== q;
      setFound((now) => (isLate(now) ? now : { q, pictures: [...known, ...pictures], hasMore }));
      setFailed(false);
    } catch {
      if (!signal?.aborted) setFailed(true);
    }
  };
  useEffect(() => {
    const cut = new AbortController();
    const clock = setTimeout(() => find(sought, [], cut.signal), pause);
    return () => {
      clearTimeout(clock);
      cut.abort();
    };
  }, [sought]);

  const offered = found?.pictures.filter(({ id }) => id !== except) ?? [];
  return (
    <EditorDialog title={words.chooseTitle} isWide error={hasFailed ? words.notReached : undefined} onClose={onClose}>
      <input
        type="search"
        className="field-input"
        aria-label={words.search}
        placeholder={words.searchHint}
        autoComplete="off"
        onChange={(event) => setSought(event.target.value)}
        onKeyDown={(event) => {
          if (event.key === 'Enter') event.preventDefault();
        }}
        // biome-ignore lint/a11y/noAutofocus: the first field of a dialog that was just asked for
        autoFocus
      />
      <p role="status" className="field-hint">
        {found && (offered.length > 0 ? words.toChoose(offered.length) : words.noneFound)}
      </p>
      <ul className="library-choices">
        {offered.map((picture) => (
          <li key={picture.id}>
            <button type="button" onClick={() => choose(picture)}>
              <img src={picture.thumbnail} alt={picture.alt} loading="lazy" decoding="async" />
              <span>{picture.caption || picture.name || words.unnamed}</span>
            </button>
          </li>
        ))}
      </ul>
      {found?.hasMore && (
        <Button variant="quiet" onClick={() => find(found.q, found.pictures)}>
          {words.more}
        </Button>
      )}
    </EditorDialog>
  );
}
