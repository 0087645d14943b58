'use client';

import { Button } from '#components/ui/button';
import { withdrawArticleAction } from '#lib/articles/actions';
import { canWithdraw } from '#lib/articles/rules';
import { editorWords as words } from '#lib/words/editor';
import type { Operation } from './operation.ts';

/** Takes a draft out of review to go on writing. */
export function Withdraw({ user, standing, off, perform }: Operation) {
  if (!canWithdraw(user, standing)) return null;
  return (
    <Button variant="quiet" small disabled={off} onClick={() => perform(withdrawArticleAction, {}, words.withdrawn)}>
      {words.withdraw}
    </Button>
  );
}
