'use client';

import { useId } from 'react';
import { buttonClass } from '#components/ui/button';
import { editorWords as words } from '#lib/words/editor';

type Author = { id: string; name: string; hangulName: string | null };
type Props = { authors: Author[]; chosen: string[]; onChange: (ids: string[]) => void };

/** Who wrote it, in the order of the byline. */
export function BylineField({ authors, chosen, onChange }: Props) {
  const id = useId();
  const byline = chosen.flatMap((authorId) => authors.find((author) => author.id === authorId) ?? []);
  const swap = (index: number, other: number) => {
    const next = [...chosen];
    [next[index], next[other]] = [next[other]!, next[index]!];
    onChange(next);
  };
  const small = (label: string, face: string, onClick: () => void, disabled = false) => (
    <button
      type="button"
      className={buttonClass({ variant: 'quiet', small: true })}
      aria-label={label}
      title={label}
      disabled={disabled}
      onClick={onClick}
    >
      {face}
    </button>
  );

  return (
    <div className="field">
      <label className="field-label" htmlFor={id}>
        {words.authors}
      </label>
      {byline.length === 0 && <p className="field-hint">{words.noAuthors}</p>}
      <ol className="editor-byline">
        {byline.map((author, index) => (
          <li key={author.id}>
            <span>
              {author.name} {author.hangulName && <span lang="ko">{author.hangulName}</span>}
            </span>
            {byline.length > 1 && small(words.authorUp(author.name), '↑', () => swap(index, index - 1), index === 0)}
            {byline.length > 1 &&
              small(words.authorDown(author.name), '↓', () => swap(index, index + 1), index === byline.length - 1)}
            {small(words.removeAuthor(author.name), '×', () => onChange(chosen.filter((other) => other !== author.id)))}
          </li>
        ))}
      </ol>
      <select
        id={id}
        className="field-input"
        value=""
        onChange={(event) => event.target.value && onChange([...chosen, event.target.value])}
      >
        <option value="">{words.addAuthor}</option>
        {authors
          .filter((author) => !chosen.includes(author.id))
          .map((author) => (
            <option key={author.id} value={author.id}>
              {author.name} {author.hangulName}
            </option>
          ))}
      </select>
    </div>
  );
}
