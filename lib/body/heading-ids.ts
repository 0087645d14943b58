import { slugOf } from '#lib/articles/slugs';
import type { Body } from './body.ts';

/** Ids that the page itself uses: a heading must not take one. */
const taken = ['text', 'add-comment', 'comments', 'follow', 'follow-title', 'share', 'message'];

/** An address for each heading of a text, by its place in it: from its words, each once. */
export function headingIds(body: Body): Map<number, string> {
  const used = new Set(taken);
  const ids = new Map<number, string>();
  for (const [index, block] of body.content.entries()) {
    if (block.type !== 'heading') continue;
    const words = (block.content ?? []).map((node) => (node.type === 'text' ? node.text : ' ')).join('');
    const base = slugOf(words) || 'part';
    let id = base;
    for (let number = 2; used.has(id) || id.startsWith('comment-'); number += 1)
      id = `${base.replace(/^comment-/, 'on-comment-')}-${number}`;
    used.add(id);
    ids.set(index, id);
  }
  return ids;
}
