'use client';

import { Button } from '#components/ui/button';
import { publishArticleAction } from '#lib/articles/actions';
import { canPublish } from '#lib/articles/rules';
import { editorWords as words } from '#lib/words/editor';
import type { Operation } from './operation.ts';

type Props = Operation & {
  /** Readers already see exactly this. */
  isAllPublic: boolean;
  onPublished: (slug: string) => void;
};

/** Shows the words on the screen to readers. */
export function Publish({ user, standing, keeper, off, perform, isAllPublic, onPublished }: Props) {
  if (!canPublish(user, standing)) return null;
  const publish = () =>
    perform(publishArticleAction, {}, standing.isPublic ? words.changesPublished : words.published, ({ slug }) =>
      onPublished(slug),
    );
  return (
    <Button small disabled={off || (isAllPublic && keeper.state.is === 'saved')} onClick={publish}>
      {standing.isPublic ? words.publishChanges : words.publish}
    </Button>
  );
}
