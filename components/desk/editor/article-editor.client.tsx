'use client';

import './editor.css';
import { useEffect, useRef, useState } from 'react';
import { ArticleBar } from '#components/desk/editor/article-bar.client';
import { ArticleDetails } from '#components/desk/editor/article-details.client';
import { BodyEditor, type BodyHandle } from '#components/desk/editor/body-editor.client';
import { GrowingText } from '#components/desk/editor/growing-text.client';
import { KeptWords } from '#components/desk/editor/kept-words.client';
import { saveDraftAction } from '#lib/articles/actions';
import type { ArticleInEditor, ChoicesForDesk } from '#lib/articles/desk-queries';
import { canEdit, type Language } from '#lib/articles/rules';
import { slugOf } from '#lib/articles/slugs';
import type { User } from '#lib/auth/roles';
import type { Body } from '#lib/body/body';
import { idle } from '#lib/forms/form-state';
import { editorWords as words } from '#lib/words/editor';
import { isTaken } from './input-method.ts';
import { useSaving } from './use-saving.ts';

export type DraftFields = {
  headline: string;
  standfirst: string;
  slug: string;
  sectionId: string;
  authorIds: string[];
  language: Language;
};
type DraftWords = DraftFields & { body: Body };

/** The article as the page hands it over; dates are in words already, in the publication's zone. */
export type OpenArticle = Omit<ArticleInEditor, 'notes'> & {
  notes: { id: string; body: string; by: string | null; when: string }[];
};

type Props = { user: User; article: OpenArticle; choices: ChoicesForDesk; timeZone: string };

/** Where an article is written: headline, standfirst and text as readers will see them, and beside them what goes with it. */
export function ArticleEditor({ user, article, choices, timeZone }: Props) {
  const [fields, setFields] = useState<DraftFields>(() => fieldsOf(article));
  const [errors, setErrors] = useState<Record<string, string>>({});
  const [isReady, setReady] = useState(false);
  const current = useRef(fields);
  const body = useRef<BodyHandle>(null);
  const editable = canEdit(user, article.standing);

  const saving = useSaving<DraftWords, { revisionId: string }>({
    name: `article:${article.id}`,
    words: () => ({ ...current.current, body: body.current?.body() ?? article.body }),
    save: (draft, base) => saveDraftAction(idle, formOf(article.id, base, draft)),
    baseOf: ({ revisionId }) => revisionId,
    initialBase: article.revisionId,
    every: 30_000,
  });

  const put = (change: Partial<DraftFields>) => {
    current.current = { ...current.current, ...change };
    setFields(current.current);
  };
  const set = (change: Partial<DraftFields>) => {
    put(change);
    setErrors((present) => (Object.keys(change).some((name) => name in present) ? {} : present));
    saving.touch();
  };
  const setHeadline = (headline: string) => {
    // The address follows the headline until somebody chooses one, or readers know it.
    const follows = !article.standing.wasPublic && fields.slug === slugOf(fields.headline);
    set(follows ? { headline, slug: slugOf(headline) } : { headline });
  };
  const putBack = () => {
    const kept = saving.copies[0]?.words;
    if (!kept) return;
    const { body: keptBody, ...keptFields } = kept;
    set(keptFields);
    body.current?.replace(keptBody);
    saving.decideCopy();
  };

  // A new article begins with its headline. Whoever is in a field already stays there.
  const isNew = article.headline === '' && editable;
  useEffect(() => {
    if (isReady && isNew && !document.activeElement?.matches('input, textarea, select, [contenteditable]')) {
      document.getElementById('editor-headline')?.focus({ preventScroll: true });
    }
  }, [isReady, isNew]);

  const savingErrors = saving.state.is === 'failed' ? saving.state.fields : {};
  const wrong = { ...savingErrors, ...errors };

  return (
    <div className="editor">
      <h1 className="editor-unseen">{fields.headline || words.untitled}</h1>
      <ArticleBar
        user={user}
        article={article}
        saving={saving}
        timeZone={timeZone}
        isReady={isReady}
        isBusy={() => body.current?.isBusy() ?? false}
        onRefused={(refused) => {
          setErrors(refused);
          const [first] = Object.keys(refused);
          if (first) focusField(first);
        }}
        onPublished={(slug) => put({ slug })}
      />
      {saving.copies[0] && editable && (
        <KeptWords at={saving.copies[0].at} timeZone={timeZone} onPutBack={putBack} onForget={saving.decideCopy} />
      )}
      {!editable && <p className="note">{words.resting}</p>}
      <noscript>
        <p className="note note-bad">{words.scriptNeeded}</p>
      </noscript>
      {/* Closed until the script is there: what is typed before would be lost. */}
      <fieldset className="editor-columns" disabled={!isReady || !editable}>
        <div className="editor-sheet">
          <GrowingText
            id="editor-headline"
            lang={fields.language}
            className="editor-headline"
            aria-label={words.headline}
            aria-invalid={wrong.headline ? true : undefined}
            aria-describedby={wrong.headline ? 'editor-headline-error' : undefined}
            placeholder={words.headlineHint}
            value={fields.headline}
            onText={setHeadline}
            onKeyDown={(event) => {
              if (event.key !== 'Enter' || isTaken(event.nativeEvent)) return;
              event.preventDefault();
              document.getElementById('editor-standfirst')?.focus();
            }}
          />
          {wrong.headline && (
            <p className="field-error" id="editor-headline-error">
              {wrong.headline}
            </p>
          )}
          <GrowingText
            id="editor-standfirst"
            lang={fields.language}
            className="editor-standfirst"
            aria-label={words.standfirst}
            aria-invalid={wrong.standfirst ? true : undefined}
            aria-describedby={wrong.standfirst ? 'editor-standfirst-error' : undefined}
            placeholder={words.standfirstHint}
            value={fields.standfirst}
            onText={(text) => set({ standfirst: text })}
            onKeyDown={(event) => {
              if (event.key !== 'Enter' || isTaken(event.nativeEvent)) return;
              event.preventDefault();
              body.current?.focus();
            }}
          />
          {wrong.standfirst && (
            <p className="field-error" id="editor-standfirst-error">
              {wrong.standfirst}
            </p>
          )}
          <BodyEditor
            initial={article.body}
            pictures={article.pictures}
            language={fields.language}
            editable={editable}
            error={wrong.body}
            handle={body}
            onChange={() => {
              setErrors(({ body: _solved, ...others }) => others);
              saving.touch();
            }}
            onReady={() => setReady(true)}
          />
        </div>
        <ArticleDetails article={article} choices={choices} fields={fields} errors={wrong} onChange={set} />
      </fieldset>
    </div>
  );
}

const fieldsOf = (article: OpenArticle): DraftFields => ({
  headline: article.headline,
  standfirst: article.standfirst,
  slug: article.slug,
  sectionId: article.sectionId ?? '',
  authorIds: article.authorIds,
  language: article.language,
});

function formOf(id: string, base: string, { authorIds, body, ...fields }: DraftWords): FormData {
  const data = new FormData();
  data.set('id', id);
  data.set('baseRevisionId', base);
  for (const [name, value] of Object.entries(fields)) data.set(name, value);
  for (const authorId of authorIds) data.append('authorIds', authorId);
  data.set('body', JSON.stringify(body));
  return data;
}

/** Where a refusal belongs; in the text, at the first picture that lacks its words. */
function focusField(name: string): void {
  const silent = name === 'body' ? '.editor-figure [aria-invalid="true"]' : `#editor-${name}`;
  const field = document.querySelector<HTMLElement>(silent) ?? document.querySelector<HTMLElement>('.article-body');
  field?.scrollIntoView({ block: 'center' });
  field?.focus({ preventScroll: true });
}
