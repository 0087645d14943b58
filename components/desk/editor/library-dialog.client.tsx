'use client';

import './library-dialog.css';
import type { Editor } from '@tiptap/react';
import { useEffect, useState } from 'react';
import { EditorDialog } from '#components/desk/editor/editor-dialog.client';
import { Button } from '#components/ui/button';
import type { PictureToSet } from '#lib/media/library-rules';
import { paths } from '#lib/paths';
import { libraryWords as words } from '#lib/words/library';
import { insertBlock } from './commands.ts';
import type { Pictures } from './picture-uploads.ts';

type Found = { pictures: PictureToSet[]; hasMore: boolean };

/** Milliseconds without a key after which what was typed is looked for. */
const pause = 200;

/** Chooses a picture that was sent before, to be set at the caret with what is noted about it. */
export function LibraryDialog({
  editor,
  pictures,
  onClose,
}: {
  editor: Editor;
  pictures: Pictures;
  onClose: () => void;
}) {
  const [sought, setSought] = useState('');
  const [found, setFound] = useState<Found | null>(null);
  const [hasFailed, setFailed] = useState(false);
  /** Asks for those that come after `known`. */
  const find = async (q: string, known: PictureToSet[], signal?: AbortSignal) => {
    try {
      const answer = await fetch(paths.desk.findPictures(q, known.length), { signal });
      if (!answer.ok) throw new Error(`${answer.status}`);
      const { pictures, hasMore }: Found = await answer.json();
      setFound({ pictures: [...known, ...pictures], hasMore });
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

  const close = () => {
    onClose();
    editor.commands.focus();
  };
  const set = ({ id, src, width, height, alt, caption, credit }: PictureToSet) => {
    pictures[id] = { src, width, height };
    insertBlock(editor, editor.schema.nodes.figure!.create({ media: id, alt, caption, credit }));
    close();
  };

  return (
    <EditorDialog title={words.chooseTitle} isWide error={hasFailed ? words.notReached : undefined} onClose={close}>
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
        {found && (found.pictures.length > 0 ? words.toChoose(found.pictures.length) : words.noneFound)}
      </p>
      <ul className="library-choices">
        {found?.pictures.map((picture) => (
          <li key={picture.id}>
            <button type="button" onClick={() => set(picture)}>
              <img src={picture.thumbnail} alt={picture.alt} loading="lazy" decoding="async" />
              <span>{picture.caption || picture.name || words.unnamed}</span>
            </button>
          </li>
        ))}
      </ul>
      {found?.hasMore && (
        <Button variant="quiet" onClick={() => find(sought, found.pictures)}>
          {words.more}
        </Button>
      )}
    </EditorDialog>
  );
}
