import { randomBytes } from 'node:crypto';
import type { ReceiptKind, ReceiptWords } from '#lib/forms/receipts';
import type { Made } from './page-cache.ts';

/**
 * Receipts are pages with the reader's own words in them, which nobody else may get. The page is kept once, with a mark for
 * each field; the words are put in for each who asks, and that is not kept.
 */

/** A kept page with marks must not be found by any address: its key begins with what nobody knows. */
export const receiptKeyPrefix = randomBytes(12).toString('hex');

const mark = () => `mark${randomBytes(12).toString('hex')}`;
/** What the page is drawn with, by field. Letters and digits: no escaping changes them. */
export const receiptMarks: Record<string, string> = { name: mark(), subject: mark(), body: mark() };

const kinds: ReceiptKind[] = ['comment', 'message'];

/** What kind of receipt `query` asks for, with its token; null when for none. */
export function askedReceipt(query: string): { kind: ReceiptKind; token: string } | null {
  const given = new URLSearchParams(query);
  const kind = kinds.find((name) => given.has(name));
  return kind ? { kind, token: given.get(kind)! } : null;
}

/** The page with `words` in place of the marks. */
export function filled(page: Made, words: ReceiptWords[ReceiptKind]): Made {
  let html = page.body.toString('utf8');
  for (const [field, text] of Object.entries(words)) {
    html = html.replaceAll(receiptMarks[field]!, () => escapeHtml(text));
  }
  const { 'surrogate-key': _public, ...rest } = page.headers;
  const headers = { ...rest, 'cache-control': 'private, no-store', 'referrer-policy': 'same-origin' };
  return { ...page, headers, body: Buffer.from(html), noted: { ...page.noted, tags: new Set() }, mayBeKept: false };
}

const escapeHtml = (text: string): string => text.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);
