import { readerDoor } from '#lib/forms/reader-door';
import { receiptPath } from '#lib/forms/receipts';
import { paths } from '#lib/paths';
import { postComment } from './mutations.ts';
import { commentInput } from './rules.ts';

/** A reader comments; leads to the receipt. Fields: articleId, name, email, body, once. */
export const commentDoor = readerDoor(commentInput, async (input, sender, onceKey) => {
  const { id, slug } = await postComment(input, sender, onceKey);
  return receiptPath('comment', paths.article(slug), id);
});
