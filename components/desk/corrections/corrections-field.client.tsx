'use client';

import './corrections.css';
import { unstable_isUnrecognizedActionError, useRouter } from 'next/navigation';
import { useEffect, useRef, useState } from 'react';
import { EditorDialog } from '#components/desk/editor/editor-dialog.client';
import { Button } from '#components/ui/button';
import { Field } from '#components/ui/field';
import { addCorrectionAction, editCorrectionAction, removeCorrectionAction } from '#lib/corrections/actions';
import { type FormState, idle } from '#lib/forms/form-state';
import { correctingWords as words } from '#lib/words/corrections';
import { editorWords } from '#lib/words/editor';

/** `day` is '2026-11-21' in the publication's zone, `when` the same in words. `isPending`: it goes public with scheduled changes. */
export type CorrectionAtDesk = { id: string; body: string; isPending: boolean; day: string; when: string };

type Props = { articleId: string; corrections: CorrectionAtDesk[]; today: string; mayCorrect: boolean };
type Said = { text: string; isBad?: boolean; putBack?: { articleId: string; body: string; on: string } };

/** What readers are told was wrong in the article: listed, added, changed, and taken away for as long as nobody undoes it. */
export function CorrectionsField({ articleId, corrections, today, mayCorrect }: Props) {
  const router = useRouter();
  const [editing, setEditing] = useState<CorrectionAtDesk | 'new'>();
  const [errors, setErrors] = useState<Record<string, string>>({});
  const [isBusy, setBusy] = useState(false);
  const [said, setSaid] = useState<Said>();

  /** Whether it was done; if not, why is said beside its field, or here. */
  async function ask<Result>(
    action: (previous: FormState<Result>, data: FormData) => Promise<FormState<Result>>,
    fields: Record<string, string>,
    done: (result: Result) => Said,
  ): Promise<boolean> {
    if (isBusy) return false;
    setBusy(true);
    setErrors({});
    try {
      const data = new FormData();
      for (const [name, value] of Object.entries(fields)) data.set(name, value);
      const answer = await action(idle, data);
      if (answer.status === 'done') {
        setSaid(done(answer.result));
        router.refresh();
        return true;
      }
      if (answer.status === 'failed') {
        setErrors(Object.keys(answer.fields).length > 0 ? answer.fields : { body: answer.message });
        setSaid({ text: answer.message, isBad: true });
      }
    } catch (error) {
      const text = unstable_isUnrecognizedActionError(error) ? editorWords.olderPage : editorWords.noAnswer;
      setErrors({ body: text });
      setSaid({ text, isBad: true });
    } finally {
      setBusy(false);
    }
    return false;
  }

  const save = async (data: FormData) => {
    const fields = { body: String(data.get('body') ?? ''), on: String(data.get('on') ?? '') };
    const isDone =
      editing === 'new'
        ? await ask(addCorrectionAction, { articleId, ...fields }, () => ({ text: words.added }))
        : editing && (await ask(editCorrectionAction, { id: editing.id, ...fields }, () => ({ text: words.changed })));
    if (isDone) setEditing(undefined);
  };
  const section = useRef<HTMLElement>(null);
  // What comes or goes above may push what has the focus off the screen.
  useEffect(() => {
    const here = document.activeElement;
    if (here && section.current?.contains(here)) here.scrollIntoView({ block: 'nearest' });
  }, [corrections, said]);
  const putBack = said?.putBack;
  const edited = editing === 'new' ? undefined : editing;

  return (
    <section ref={section} className="desk-corrections" aria-labelledby="desk-corrections">
      <h2 id="desk-corrections">{words.heading}</h2>
      {corrections.length === 0 && <p className="field-hint">{words.none}</p>}
      <ul>
        {corrections.map((correction) => (
          <li key={correction.id}>
            <p className="field-hint">
              <time dateTime={correction.day}>{correction.when}</time>
              {correction.isPending && ` · ${words.pending}`}
            </p>
            <p className="desk-correction">{correction.body}</p>
            {mayCorrect && !correction.isPending && (
              <div className="button-row">
                <Button
                  variant="quiet"
                  small
                  aria-label={words.editOf(correction.when)}
                  onClick={() => setEditing(correction)}
                >
                  {words.edit}
                </Button>
                <Button
                  variant="quiet"
                  small
                  aria-label={words.removeOf(correction.when)}
                  onClick={() =>
                    ask(removeCorrectionAction, { id: correction.id }, (removed) => ({
                      text: words.removed,
                      putBack: removed,
                    }))
                  }
                >
                  {words.remove}
                </Button>
              </div>
            )}
          </li>
        ))}
      </ul>
      <div role="status" className="outcome">
        {said && !editing && (
          <p className={said.isBad ? 'note note-bad' : 'note'}>
            {said.text}{' '}
            {putBack && (
              <button
                type="button"
                className="editor-link-button"
                onClick={() => ask(addCorrectionAction, putBack, () => ({ text: words.added }))}
              >
                {words.undo}
              </button>
            )}
          </p>
        )}
      </div>
      {mayCorrect && (
        <Button variant="quiet" small onClick={() => setEditing('new')}>
          {words.add}
        </Button>
      )}
      {editing && (
        <EditorDialog
          title={editing === 'new' ? words.addTitle : words.editTitle}
          text={words.text}
          confirm={words.save}
          busy={isBusy}
          onConfirm={save}
          onClose={() => {
            setEditing(undefined);
            setErrors({});
            setSaid(undefined);
          }}
        >
          <Field
            name="body"
            label={words.body}
            error={errors.body}
            rows={5}
            required
            maxLength={2000}
            defaultValue={edited?.body}
          />
          <Field
            type="date"
            name="on"
            label={words.on}
            error={errors.on}
            max={today}
            required
            defaultValue={edited?.day ?? today}
          />
        </EditorDialog>
      )}
    </section>
  );
}
