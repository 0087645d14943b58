'use client';

import { useState } from 'react';
import { CheckDialog } from '#components/desk/editor/check/check-dialog.client';
import { ChangesDialog } from '#components/desk/editor/operations/changes-dialog.client';
import { Button } from '#components/ui/button';
import { publishArticleAction } from '#lib/articles/actions';
import type { CheckPlace, Finding } from '#lib/articles/checks/publish-check';
import { canPublish } from '#lib/articles/rules';
import { publishChangesAction } from '#lib/corrections/actions';
import { editorWords as words } from '#lib/words/editor';
import { publishingWords as changesWords } from '#lib/words/publishing';
import { schedulingWords } from '#lib/words/scheduling';
import { type Operation, pendingCorrection } from './operation.ts';

type Props = Operation & {
  /** Readers already see exactly this. */
  isAllPublic: boolean;
  onPublished: (slug: string) => void;
  /** What stands in the way of the words as they are saved, or is worth a look. */
  check: () => Promise<Finding[]>;
  onGo: (where: CheckPlace) => void;
};

/**
 * Shows the words on the screen to readers, after a look at what is missing in them; where readers see others already, after
 * a look at what changes for them.
 */
export function Publish({ user, article, standing, keeper, off, working, perform, isAllPublic, ...props }: Props) {
  const [findings, setFindings] = useState<Finding[]>([]);
  const [isComparing, setComparing] = useState(false);
  const [given, setCorrection] = useState<string>(); // kept when publishing was refused
  const [error, setError] = useState<string>();
  if (!canPublish(user, standing)) return null;
  const correction = given ?? pendingCorrection(article);
  const overtaken = article.scheduledAt ? ` ${schedulingWords.overtaken}` : '';
  const goOn = async () => {
    if (standing.isPublic) setComparing(true);
    else await perform(publishArticleAction, {}, words.published + overtaken, ({ slug }) => props.onPublished(slug));
    setFindings([]);
  };
  const publishChanges = async () => {
    const done = words.changesPublished + overtaken;
    const { stays, error, fields } = await perform(publishChangesAction, { correction }, done, ({ slug }) => {
      setCorrection(undefined);
      props.onPublished(slug);
    });
    setError(fields.correction ?? error);
    setComparing(stays);
  };
  const look = async () => {
    if (!(await keeper.save())) return; // what is looked at is what is at the site
    const found = await props.check();
    if (found.length > 0) setFindings(found);
    else await goOn();
  };
  const isPublicAlready = isAllPublic && keeper.state.is === 'saved'; // not `disabled`, which would take the focus away
  return (
    <>
      <Button small disabled={off} aria-disabled={isPublicAlready} onClick={() => !isPublicAlready && look()}>
        {standing.isPublic ? words.publishChanges : words.publish}
      </Button>
      {findings.length > 0 && (
        <CheckDialog
          findings={findings}
          anyway={standing.isPublic ? changesWords.goOn : undefined}
          busy={working}
          onGo={props.onGo}
          onAnyway={goOn}
          onClose={() => setFindings([])}
        />
      )}
      {isComparing && (
        <ChangesDialog
          articleId={article.id}
          busy={working}
          error={error}
          correction={correction}
          onCorrection={setCorrection}
          onPublish={publishChanges}
          onClose={() => {
            setComparing(false);
            setError(undefined);
          }}
        />
      )}
    </>
  );
}
