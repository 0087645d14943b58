import { Receipt } from '#components/forms/receipt';
import type { ReceiptWords } from '#lib/forms/receipts';
import { formFragments } from '#lib/paths';
import { siteWords } from '#lib/words/site';

const words = siteWords.comments;

/** Stands in place of 'Add comment' for whoever has just written one. */
export const CommentReceipt = ({ name, body }: ReceiptWords['comment']) => (
  <Receipt id={formFragments.comment} title={words.receivedTitle}>
    <p>{words.received(name)}</p>
    <blockquote className="own-words">{body}</blockquote>
  </Receipt>
);
