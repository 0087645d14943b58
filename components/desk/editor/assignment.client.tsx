'use client';

import './assignment.css';
import { useRouter } from 'next/navigation';
import { useId, useState } from 'react';
import { AskedLine } from '#components/desk/editor/asked-line.client';
import { EditorDialog } from '#components/desk/editor/editor-dialog.client';
import { Button } from '#components/ui/button';
import { Field, SelectField } from '#components/ui/field';
import { assignArticleAction } from '#lib/articles/actions';
import type { ChoicesForDesk } from '#lib/articles/desk-queries';
import { canAssign, canBeAssigned } from '#lib/articles/rules';
import type { User } from '#lib/auth/roles';
import { dayIn } from '#lib/dates';
import { idle } from '#lib/forms/form-state';
import { editorWords } from '#lib/words/editor';
import { workflowWords as words } from '#lib/words/workflow';
import type { OpenArticle } from './article-editor.client.tsx';

type Props = { user: User; article: OpenArticle; people: ChoicesForDesk['people']; timeZone: string; off: boolean };

/** Who is asked to go on with the article and until when, and the way to ask somebody. */
export function Assignment({ user, article, people, timeZone, off }: Props) {
  const [asking, setAsking] = useState(false);
  const [busy, setBusy] = useState(false);
  const [errors, setErrors] = useState<Record<string, string>>({});
  const [said, setSaid] = useState('');
  const titleId = useId();
  const router = useRouter();
  const { standing, assigneeId, dueOn } = article;
  const mayAsk = canAssign(user, standing);
  const isAsked = assigneeId !== null || dueOn !== null;
  if (article.state === 'published' || (!mayAsk && !isAsked)) return null;

  const ask = async (data: FormData) => {
    if (busy) return;
    setBusy(true);
    data.set('id', article.id);
    try {
      const answer = await assignArticleAction(idle, data);
      if (answer.status === 'done') {
        setAsking(false);
        setErrors({});
        setSaid(words.askDone);
        router.refresh();
      } else if (answer.status === 'failed') {
        setErrors(Object.keys(answer.fields).length > 0 ? answer.fields : { '': answer.message });
      }
    } catch {
      setErrors({ '': editorWords.noAnswer });
    } finally {
      setBusy(false);
    }
  };

  return (
    <section className="editor-assignment" aria-labelledby={titleId}>
      <h2 id={titleId} className="field-label">
        {words.asked}
      </h2>
      {isAsked ? (
        <AskedLine user={user} article={article} timeZone={timeZone} />
      ) : (
        <p className="editor-asked">{words.nobodyAsked}</p>
      )}
      {mayAsk && (
        <Button variant="quiet" small disabled={off} onClick={() => setAsking(true)}>
          {isAsked ? words.changeAsked : words.ask}
        </Button>
      )}
      <p role="status" className="field-hint">
        {said}
      </p>
      {asking && (
        <EditorDialog
          title={words.askTitle}
          text={words.askText}
          confirm={words.askWhom}
          error={errors['']}
          busy={busy}
          onConfirm={ask}
          onClose={() => {
            setAsking(false);
            setErrors({});
          }}
        >
          <SelectField
            name="assigneeId"
            label={words.askWhom}
            error={errors.assigneeId}
            defaultValue={assigneeId ?? ''}
          >
            <option value="">{words.askNobody}</option>
            {people
              .filter((person) => canBeAssigned(person, standing) || person.id === assigneeId)
              .map(({ id, name }) => (
                <option key={id} value={id}>
                  {name}
                </option>
              ))}
          </SelectField>
          <Field
            name="dueOn"
            type="date"
            label={words.askUntil}
            hint={words.askUntilHint(timeZone)}
            error={errors.dueOn}
            defaultValue={dueOn ?? ''}
            min={dueOn === null ? dayIn(new Date(), timeZone) : undefined}
          />
        </EditorDialog>
      )}
    </section>
  );
}
