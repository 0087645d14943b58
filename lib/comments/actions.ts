'use server';
import { formAction, userFormAction } from '#lib/forms/form-action';
import { guardReader } from '#lib/forms/reader-guard';
import { decideComments, postComment } from './mutations.ts';
import { commentInput, decideCommentsInput } from './rules.ts';

/** A reader comments. Fields: articleId, name, email, body. */
export const postCommentAction = formAction(commentInput, (input, values) => postComment(input, guardReader(values)));

/** An editor decides about one comment or several. Fields: id (once or more often), decision. */
export const decideCommentsAction = userFormAction(decideCommentsInput, async (user, { id, decision }) => ({
  ids: await decideComments(user, id, decision),
  decision,
}));
