import { realpathSync } from 'node:fs';
import { Agent } from 'node:http';
import { join } from 'node:path';
import { sizeOfFolder } from './memory.ts';
import type { Site } from './site.ts';
import { ask } from './sockets.ts';

/** Makes the address numbered `number` of its kind, which nobody has asked for before. */
type Kind = (number: number) => string;

const article = '/articles/the-line-that-stops-at-the-river';
const hex = (number: number, length: number): string => number.toString(16).padStart(length, '0');

/** Names of articles, sections, authors and pages that there are none of, and queries that no page reads. */
export const invented: Kind[] = [
  (number) => `/articles/invented-${number}`,
  (number) => `/articles/${encodeURIComponent(`지어낸-${number}`)}`,
  (number) => `/sections/invented-${number}`,
  (number) => `/authors/invented-${number}`,
  (number) => `/invented-${number}`,
  (number) => `/invented/${number}/deeper`,
  (number) => `${article}?invented=${number}`,
  (number) => `/feed.xml?${number}`,
  (number) => `/articles/invented-${number}/share/${hex(number, 24)}.jpg`,
  (number) => `/_next/static/chunks/${hex(number, 13)}.js`,
];

/** What pages may read of a query, with values that nobody was given. */
export const inventedQueries: Kind[] = [
  (number) => `${article}?follow=${number}&comment=${number}`,
  (number) => `/?follow=invented-${number}`,
];

/** The same, and what is wrong only in its digest, signature or token: of every kind that leads to something when right. */
export async function atEveryKind(site: Site): Promise<Kind[]> {
  const html = (await ask(site.url, article)).text;
  const [font] = /\/fonts\/[\w.-]+\.woff2/.exec(html)!;
  return [
    ...invented,
    ...inventedQueries,
    (number) => `${article}/share/${hex(number, 24)}.jpg`,
    (number) => `/icons/192-${hex(number, 10)}.png`,
    (number) => font.replace(/\.([\w-]{6})[\w-]*\.woff2$/, `.$1${number}.woff2`),
    (number) => `/media/${hex(number, 32)}.jpg`,
    (number) => `/follow/confirm/invented-${number}`,
    (number) => `/unsubscribe/invented-${number}`,
  ];
}

/** Pages that there are not, with the `receipt` of somebody's comment. */
export const withReceipt = (receipt: string): Kind[] => [(number) => `/articles/invented-${number}?comment=${receipt}`];

/** Other spellings of what there is. */
export async function spelledAnew(site: Site): Promise<Kind[]> {
  const html = (await ask(site.url, article)).text;
  const [image] = /\/articles\/[^"]*\/share\/[0-9a-f]+\.jpg/.exec(html)!;
  return [
    (number) => spelling(image, number),
    (number) => spelling(article, number),
    (number) => spelling('/sections/culture', number),
  ];
}

/** The name in an address with capitals where `number` has ones. */
function spelling(path: string, number: number): string {
  const [empty, kind, name = '', ...rest] = path.split('/');
  const letters = [...name].map((letter, index) => ((number >> index) & 1 ? letter.toUpperCase() : letter));
  return [empty, kind, letters.join(''), ...rest].join('/');
}

/** Asks for addresses of all `kinds` in turn, over connections that stay open. Returns how often each status came. */
export async function invent(
  site: Site,
  kinds: Kind[],
  { from, to, connections = 16 }: { from: number; to: number; connections?: number },
): Promise<Record<string, number>> {
  const agent = new Agent({ keepAlive: true, maxSockets: connections });
  const counts: Record<string, number> = {};
  let next = from;
  await Promise.all(
    Array.from({ length: connections }, async () => {
      while (next < to) {
        const number = next++;
        const { status } = await ask(site.url, kinds[number % kinds.length]!(number), { agent });
        counts[status] = (counts[status] ?? 0) + 1;
      }
    }),
  );
  agent.destroy();
  return counts;
}

/** Bytes on disk: what the magazine keeps, and the build that it runs on. */
export const sizesOf = (site: Site) => ({
  data: sizeOfFolder(site.dataDir),
  build: sizeOfFolder(realpathSync(join(import.meta.dirname, '../../.next/current'))),
});
