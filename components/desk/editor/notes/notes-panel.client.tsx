'use client';

import './notes.css';
import { useState } from 'react';
import { NoteForm } from '#components/desk/editor/notes/note-form.client';
import { NoteThread } from '#components/desk/editor/notes/note-thread.client';
import { Button } from '#components/ui/button';
import type { ArticleStanding } from '#lib/articles/rules';
import type { User } from '#lib/auth/roles';
import { noteWords as words } from '#lib/words/notes';
import { type Notes, notesPanelId } from './use-notes.ts';

type Props = {
  user: User;
  articleId: string;
  standing: ArticleStanding;
  language: string;
  notes: Notes;
  timeZone: string;
  /** Back to the text, with the keyboard. */
  onLeave: () => void;
};

/** Everything that has been said about an article and can still be answered. */
export function NotesPanel({ user, articleId, standing, language, notes, timeZone, onLeave }: Props) {
  const [isAll, setAll] = useState(false);
  const { asking, threads } = notes;
  const settled = threads.filter(({ resolvedAt }) => resolvedAt !== null).length;
  // a settled one that a link leads to is shown by itself
  const shown = threads.filter(({ id, resolvedAt }) => isAll || resolvedAt === null || id === notes.active);
  const quote = asking === null || asking === 'whole' ? '' : asking.quote;
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset is for the fields of one question
    <div className="notes" id={notesPanelId} role="group" aria-label={words.title} tabIndex={-1}>
      {asking === null ? (
        <div className="note-buttons">
          <Button variant="quiet" small onClick={notes.askAboutWhole}>
            {words.onWhole}
          </Button>
          {threads.length - settled > 1 && (
            <span className="note-steps">
              <button
                type="button"
                className="editor-tool"
                aria-label={words.previous}
                aria-keyshortcuts="Control+Alt+,"
                title={`${words.previous} (Ctrl+Alt+,)`}
                onClick={() => notes.step(-1)}
              >
                ↑
              </button>
              <button
                type="button"
                className="editor-tool"
                aria-label={words.next}
                aria-keyshortcuts="Control+Alt+."
                title={`${words.next} (Ctrl+Alt+.)`}
                onClick={() => notes.step(1)}
              >
                ↓
              </button>
            </span>
          )}
        </div>
      ) : (
        <section className="note-thread" data-active>
          <p className={quote ? 'note-quote' : 'note-whole'} lang={quote ? language : undefined}>
            {quote || words.onArticle}
          </p>
          <NoteForm
            name={`note:${articleId}`}
            label={words.body}
            send={words.add}
            onSend={async (body) => {
              const passage = asking === 'whole' ? { quote: '', before: '', after: '' } : asking;
              const why = await notes.change({ do: 'add', parentId: null, body, ...passage });
              if (why === null) notes.stopAsking();
              return why;
            }}
            onCancel={() => {
              notes.stopAsking();
              onLeave();
            }}
          />
        </section>
      )}
      {threads.length === 0 && asking === null && <p className="field-hint">{words.none}</p>}
      {shown.map((thread) => (
        <NoteThread
          key={thread.id}
          user={user}
          standing={standing}
          language={language}
          thread={thread}
          notes={notes}
          timeZone={timeZone}
          onLeave={onLeave}
        />
      ))}
      {settled > 0 && (
        <button type="button" className="editor-link-button" aria-expanded={isAll} onClick={() => setAll(!isAll)}>
          {isAll ? words.hideResolved : words.showResolved(settled)}
        </button>
      )}
    </div>
  );
}
