'use client';

import { type ReactNode, useEffect, useRef, useState } from 'react';
import { Comparison } from '#components/desk/comparison/comparison';
import { EditorDialog } from '#components/desk/editor/editor-dialog.client';
import { Field } from '#components/ui/field';
import type { Comparison as Compared } from '#lib/articles/revisions/compare';
import type { Substance } from '#lib/corrections/substance';
import { paths } from '#lib/paths';
import { correctingWords } from '#lib/words/corrections';
import { editorWords } from '#lib/words/editor';
import { publishingWords as words } from '#lib/words/publishing';

type Changes = { language: string; comparison: Compared; substance: Substance | null };

type Props = {
  articleId: string;
  /** Where it is not published at once. */
  title?: string;
  text?: string;
  confirm?: string;
  /** What the button says that goes on without a correction. */
  without?: string;
  busy: boolean;
  /** Why it was not done. */
  error?: string;
  correction: string;
  onCorrection: (text: string) => void;
  onPublish: (data: FormData) => void;
  onClose: () => void;
  /** Fields before the changes. */
  children?: ReactNode;
};

/**
 * What readers will find changed, before they do. Where the change is one of substance and nothing is said about it, the
 * first press asks, and the second publishes.
 */
export function ChangesDialog({
  articleId,
  title = words.title,
  text = words.text,
  confirm = editorWords.publishChanges,
  without = correctingWords.without,
  busy,
  error,
  correction,
  onCorrection,
  onPublish,
  onClose,
  children,
}: Props) {
  const [changes, setChanges] = useState<Changes | null>();
  const [isDoubted, setDoubted] = useState(false);
  const field = useRef<HTMLDivElement>(null);
  useEffect(() => {
    fetchChanges(articleId).then(setChanges);
  }, [articleId]);

  const substance = changes?.substance ?? null;
  const isBare = correction.trim() === '';
  const asks = isDoubted && isBare && substance !== null;
  const press = (data: FormData) => {
    if (substance !== null && isBare && !isDoubted) {
      setDoubted(true);
      field.current?.querySelector('textarea')?.focus();
    } else onPublish(data);
  };

  return (
    <EditorDialog
      title={title}
      text={text}
      confirm={asks ? without : confirm}
      busy={busy || !changes}
      error={error}
      isWide
      onConfirm={press}
      onClose={onClose}
    >
      {children}
      {changes === undefined && <p role="status">{words.comparing}</p>}
      {changes === null && <p role="alert">{words.notCompared}</p>}
      {changes && (
        <>
          {/* biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls, and the keyboard has to get into it */}
          <section className="changes-comparison" tabIndex={0} aria-label={words.differences}>
            <Comparison comparison={changes.comparison} language={changes.language} />
          </section>
          <div ref={field}>
            <Field
              name="correction"
              label={correctingWords.ask}
              hint={correctingWords.askHint}
              error={asks ? correctingWords.doubt(correctingWords.reasons[substance]) : undefined}
              rows={3}
              maxLength={2000}
              value={correction}
              onChange={(event) => onCorrection(event.target.value)}
            />
          </div>
        </>
      )}
    </EditorDialog>
  );
}

async function fetchChanges(articleId: string): Promise<Changes | null> {
  try {
    const answer = await fetch(paths.desk.changes(articleId), {
      cache: 'no-store',
      signal: AbortSignal.timeout(30_000),
    });
    return answer.ok ? ((await answer.json()) as Changes) : null;
  } catch {
    return null;
  }
}
