'use server';
import { redirect } from 'next/navigation';
import { formAction, userFormAction } from '#lib/forms/form-action';
import { onceKey } from '#lib/forms/once';
import { guardReader } from '#lib/forms/reader-guard';
import { receiptPath } from '#lib/forms/receipts';
import { paths } from '#lib/paths';
import { decideComments, postComment } from './mutations.ts';
import { commentInput, decideCommentsInput } from './rules.ts';

/** A reader comments; leads to the receipt. Fields: articleId, name, email, body, once. */
export const postCommentAction = formAction(commentInput, async (input, values) => {
  const { id, slug } = await postComment(input, guardReader(values), onceKey(values));
  return redirect(receiptPath('comment', paths.article(slug), id));
});

/** An editor decides about one comment or several. Fields: id (once or more often), decision. */
export const decideCommentsAction = userFormAction(decideCommentsInput, async (user, { id, decision }) => ({
  ids: await decideComments(user, id, decision),
  decision,
}));
