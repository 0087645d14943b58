'use client';

import { useState } from 'react';
import { NoteForm } from '#components/desk/editor/notes/note-form.client';
import { Button } from '#components/ui/button';
import type { NoteThread as Thread } from '#lib/articles/review/note-queries';
import { canDeleteNote, canResolveNote } from '#lib/articles/review/note-rules';
import type { ArticleStanding } from '#lib/articles/rules';
import type { User } from '#lib/auth/roles';
import { formatMoment } from '#lib/dates';
import { noteWords as words } from '#lib/words/notes';
import type { Notes } from './use-notes.ts';

type Props = {
  user: User;
  standing: ArticleStanding;
  language: string;
  thread: Thread;
  notes: Notes;
  timeZone: string;
  onLeave: () => void;
};

/** A note with its answers, and what can be done about it. */
export function NoteThread({ user, standing, language, thread, notes, timeZone, onLeave }: Props) {
  const [answering, setAnswering] = useState(false);
  const [refusal, setRefusal] = useState<string | null>(null);
  const { id, quote, resolvedAt } = thread;
  const place = { timeZone, language: 'en' };
  const isGone = quote !== '' && resolvedAt === null && notes.places.get(id) === null;
  const perform = async (change: Parameters<Notes['change']>[0]) => setRefusal(await notes.change(change));
  const nameOf = ({ userId, by }: { userId: string | null; by: string | null }) =>
    userId === user.id ? words.you : by || words.somebody;

  return (
    <article
      id={`note-${id}`}
      className="note-thread"
      data-active={notes.active === id || undefined}
      data-settled={resolvedAt !== null || undefined}
      tabIndex={-1}
      aria-label={quote === '' ? words.onArticle : quote.slice(0, 80).toWellFormed()}
      onKeyDown={(event) => {
        if (event.key === 'Escape' && !(event.target instanceof HTMLTextAreaElement)) onLeave();
      }}
    >
      {quote === '' ? (
        <p className="note-whole">{words.onArticle}</p>
      ) : isGone || resolvedAt !== null ? (
        <p className="note-quote" lang={language}>
          {quote}
        </p>
      ) : (
        <button type="button" className="note-quote" lang={language} title={words.goTo} onClick={() => notes.show(id)}>
          {quote}
        </button>
      )}
      {isGone && <p className="note-gone">{words.gone}</p>}
      <ol>
        {[thread, ...thread.answers].map((said) => (
          <li key={said.id}>
            <p className="note-head">
              <strong>{nameOf(said)}</strong>{' '}
              <time dateTime={said.createdAt}>{formatMoment(new Date(said.createdAt), place)}</time>
            </p>
            <p className="note-body">{said.body}</p>
            {canDeleteNote(
              user,
              { userId: said.userId, createdAt: new Date(said.createdAt) },
              said.id === id && thread.answers.length > 0,
              new Date(),
            ) && (
              <button
                type="button"
                className="editor-link-button note-delete"
                onClick={() => perform({ do: 'delete', noteId: said.id })}
              >
                {words.remove}
              </button>
            )}
          </li>
        ))}
      </ol>
      {resolvedAt !== null && (
        <p className="note-head">
          {words.resolved(thread.resolvedBy || words.somebody, formatMoment(new Date(resolvedAt), place))}
        </p>
      )}
      {answering ? (
        <NoteForm
          name={`note:${id}`}
          label={words.answerBody}
          send={words.answer}
          onSend={async (body) => {
            const passage = { quote: '', before: '', after: '' };
            const why = await notes.change({ do: 'add', parentId: id, body, ...passage });
            if (why === null) setAnswering(false);
            return why;
          }}
          onCancel={() => setAnswering(false)}
        />
      ) : (
        <div className="note-buttons">
          <Button variant="quiet" small onClick={() => setAnswering(true)}>
            {words.answer}
          </Button>
          {canResolveNote(user, standing, thread.userId) && (
            <Button
              variant="quiet"
              small
              onClick={() => perform({ do: resolvedAt === null ? 'resolve' : 'reopen', noteId: id })}
            >
              {resolvedAt === null ? words.resolve : words.reopen}
            </Button>
          )}
        </div>
      )}
      {refusal && (
        <p role="alert" className="field-error">
          {refusal}
        </p>
      )}
    </article>
  );
}
