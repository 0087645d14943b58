'use client';

import { useState } from 'react';
import { CheckDialog } from '#components/desk/editor/check/check-dialog.client';
import { Button } from '#components/ui/button';
import { publishArticleAction } from '#lib/articles/actions';
import type { CheckPlace, Finding } from '#lib/articles/publish-check';
import { canPublish } from '#lib/articles/rules';
import { editorWords as words } from '#lib/words/editor';
import type { Operation } from './operation.ts';

type Props = Operation & {
  /** Readers already see exactly this. */
  isAllPublic: boolean;
  onPublished: (slug: string) => void;
  /** What stands in the way of the words as they are saved, or is worth a look. */
  check: () => Promise<Finding[]>;
  onGo: (where: CheckPlace) => void;
};

/** Shows the words on the screen to readers, after a look at what is missing in them. */
export function Publish({ user, standing, keeper, off, working, perform, isAllPublic, onPublished, ...props }: Props) {
  const [findings, setFindings] = useState<Finding[]>([]);
  if (!canPublish(user, standing)) return null;
  const publish = async () => {
    const done = standing.isPublic ? words.changesPublished : words.published;
    await perform(publishArticleAction, {}, done, ({ slug }) => onPublished(slug));
    setFindings([]);
  };
  const look = async () => {
    const found = (await keeper.save()) ? await props.check() : [];
    if (found.length > 0) setFindings(found);
    else await publish();
  };
  return (
    <>
      <Button small disabled={off || (isAllPublic && keeper.state.is === 'saved')} onClick={look}>
        {standing.isPublic ? words.publishChanges : words.publish}
      </Button>
      {findings.length > 0 && (
        <CheckDialog
          findings={findings}
          busy={working}
          onGo={props.onGo}
          onAnyway={publish}
          onClose={() => setFindings([])}
        />
      )}
    </>
  );
}
