import { slugOf } from '#lib/articles/slugs';
import type { Body, Heading } from './body.ts';
import { footnotesOf } from './rules.ts';

/** Ids that the page itself uses, and links lead to: a heading must not take one, nor that of its title. */
const parts = [
  'text',
  'authors',
  'corrections',
  'series',
  'share',
  'more',
  'comments',
  'add-comment',
  'follow',
  'follow-us',
];
const taken = [...parts, 'message', ...parts.map((id) => `${id}-title`)];

/** An address for each heading of a text, by its place in it: from its words, each once. */
export function headingIds(body: Body): Map<number, string> {
  const used = new Set(taken);
  const ids = new Map<number, string>();
  for (const [index, block] of body.content.entries()) {
    if (block.type !== 'heading') continue;
    const base = slugOf(wordsOf(block)) || 'part';
    let id = base;
    for (let number = 2; used.has(id) || id.startsWith('comment-'); number += 1)
      id = `${base.replace(/^comment-/, 'on-comment-')}-${number}`;
    used.add(id);
    ids.set(index, id);
  }
  return ids;
}

/** Whether the page of this text has the place that `href`, '#…', names: a heading, a note, a part of the page, a comment. */
export function hasPlace(body: Body, href: string): boolean {
  const id = idIn(href);
  if (id === '' || id.toLowerCase() === 'top' || id.startsWith('comment-')) return true;
  const note = /^note-([1-9]\d{0,4})(-in-text)?$/.exec(id);
  if (note && Number(note[1]) <= footnotesOf(body).length) return true;
  return parts.includes(id) || [...headingIds(body).values()].includes(id);
}

/** As a browser looks for it. */
function idIn(href: string): string {
  try {
    return decodeURIComponent(href.slice(1));
  } catch {
    return href.slice(1);
  }
}

/** The words of a text's headings. */
export const headingsOf = (body: Body): string[] =>
  body.content.filter((block) => block.type === 'heading').map(wordsOf);

const wordsOf = (heading: Heading): string =>
  (heading.content ?? []).map((node) => (node.type === 'text' ? node.text : ' ')).join('');
