'use client';

import Link from 'next/link';
import { Outcome, useDeskAction } from '#components/desk/desk-action.client';
import { Button, buttonClass } from '#components/ui/button';
import { Field } from '#components/ui/field';
import { nameRevisionAction, restoreRevisionAction } from '#lib/articles/revisions/actions';
import { errorOf, wordOf } from '#lib/forms/form-state';
import { paths } from '#lib/paths';
import { historyWords as words } from '#lib/words/revisions';

type Props = {
  articleId: string;
  revision: { id: string; name: string };
  isDraft: boolean;
  /** This person may change the article now. */
  isOpen: boolean;
};

/** What can be done with one revision: look at it, bring it back, name it. */
export function RevisionActions({ articleId, revision, isDraft, isOpen }: Props) {
  const permalink = paths.desk.revisions(articleId);
  const [restoring, restore, isRestoring] = useDeskAction(restoreRevisionAction, permalink);
  const [naming, rename, isNaming] = useDeskAction(nameRevisionAction, permalink);
  const undo = restoring.status === 'done' ? restoring.result.undo : null;
  return (
    <div className="history-actions" aria-busy={isRestoring || isNaming}>
      <Outcome state={restoring} done={({ undo }) => (undo ? words.restored : words.unchanged)} />
      {undo && (
        <div className="button-row">
          <Link className={buttonClass()} href={paths.desk.article(articleId)} prefetch={false}>
            {words.toDraft}
          </Link>
          <form action={restore}>
            <input type="hidden" name="id" value={articleId} />
            <input type="hidden" name="revisionId" value={undo} />
            <Button type="submit" variant="quiet">
              {words.undo}
            </Button>
          </form>
        </div>
      )}
      <div className="button-row">
        {isOpen && !isDraft && (
          <form action={restore}>
            <input type="hidden" name="id" value={articleId} />
            <input type="hidden" name="revisionId" value={revision.id} />
            <Button type="submit" aria-describedby="restore-hint">
              {words.restore}
            </Button>
          </form>
        )}
        <a
          className={buttonClass({ variant: 'quiet' })}
          href={paths.desk.preview(articleId, revision.id)}
          target="_blank"
          rel="noreferrer"
        >
          {words.open}
        </a>
      </div>
      {isOpen && !isDraft && (
        <p className="field-hint" id="restore-hint">
          {words.restoreHint}
        </p>
      )}
      {isOpen && (
        <form action={rename} className="history-naming">
          <input type="hidden" name="id" value={articleId} />
          <input type="hidden" name="revisionId" value={revision.id} />
          <Field
            key={`${revision.id} ${revision.name}`}
            name="name"
            label={words.name}
            hint={words.nameHint}
            error={errorOf(naming, 'name')}
            defaultValue={wordOf(naming, 'name', revision.name)}
            maxLength={100}
            autoComplete="off"
          />
          <Button type="submit" variant="quiet">
            {words.saveName}
          </Button>
          <Outcome state={naming} done={({ name }) => (name ? words.named : words.unnamed)} />
        </form>
      )}
    </div>
  );
}
