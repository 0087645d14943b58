'use server';
import { userFormAction } from '#lib/forms/form-action';
import { readerAction } from '#lib/forms/reader-action';
import { commentDoor } from './door.ts';
import { decideComments } from './mutations.ts';
import { decideCommentsInput } from './rules.ts';

/** See door.ts. */
export const postCommentAction = readerAction(commentDoor);

/** An editor decides about one comment or several. Fields: id (once or more often), decision. */
export const decideCommentsAction = userFormAction(decideCommentsInput, async (user, { id, decision }) => ({
  ids: await decideComments(user, id, decision),
  decision,
}));
