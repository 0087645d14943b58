import 'server-only';
import { type ReceiptKind, type ReceiptWords, readReceipt } from '#lib/forms/receipts';
import { requestContext } from '#lib/request-context';

/**
 * What a page says in its receipt, or null when it is to show its form. The front may have read the words itself: then it
 * gives marks to draw, one for each field, and puts the words in their place.
 */
export async function getReceiptWords<Kind extends ReceiptKind>(
  kind: Kind,
  token: string | string[] | undefined,
): Promise<ReceiptWords[Kind] | null> {
  if (typeof token !== 'string') return null;
  const marks = requestContext()?.receiptMarks;
  return marks ? (marks as ReceiptWords[Kind]) : readReceipt(kind, token);
}
