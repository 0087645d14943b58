import { sql } from 'drizzle-orm';
import { prepared } from '#db/prepared';
import { isSignatureOf, sign } from '#lib/auth/secrets';
import { formFragments } from '#lib/paths';

/**
 * A reader's post that was taken ends in a redirect to its receipt: the page of the form, with a token in the query that
 * only we can make. It shows the reader's own words for a day and no longer, because addresses end up in histories.
 */
export type ReceiptWords = {
  comment: { name: string; body: string };
  message: { name: string; subject: string; body: string };
};
export type ReceiptKind = keyof ReceiptWords;
/** What a page with forms reads of its query. */
export type ReceiptQuery = { [name in ReceiptKind | 'follow']?: string | string[] };

const aDay = 86_400_000;

/** The address of the receipt for comment or message `id`, on the page at `path`. */
export function receiptPath(kind: ReceiptKind, path: string, id: string): string {
  const said = `${id}.${Date.now() + aDay}`;
  return `${path}?${kind}=${said}.${sign(`receipt-${kind}`, said)}#${formFragments[kind]}`;
}

/** The page at `path` when somebody there has asked to follow: it says what comes next, and not to whom. */
export const followedPath = (path: string): string => `${path}?follow=sent#${formFragments.follow}`;

export const hasFollowed = ({ follow }: ReceiptQuery): boolean => follow === 'sent';

/** What the receipt with `token` says, or null when we did not make it, or its day is over. */
export async function readReceipt<Kind extends ReceiptKind>(
  kind: Kind,
  token: string,
): Promise<ReceiptWords[Kind] | null> {
  const [id = '', until = '', signature = '', ...rest] = token.split('.');
  const isOurs = rest.length === 0 && isSignatureOf(`receipt-${kind}`, `${id}.${until}`, signature);
  if (!isOurs || Number(until) < Date.now()) return null;
  const [words] = await readWords[kind]({ id });
  return words ?? null;
}

const readWords: { [Kind in ReceiptKind]: (of: { id: string }) => Promise<ReceiptWords[Kind][]> } = {
  comment: prepared(({ id }) => sql`select name, body from comments where id = ${id}`),
  message: prepared(({ id }) => sql`select name, subject, body from messages where id = ${id}`),
};
