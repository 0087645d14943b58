import { realpathSync } from 'node:fs';
import { Agent } from 'node:http';
import { join } from 'node:path';
import { newNetworkAddress } from './cast.ts';
import { sizeOfFolder } from './memory.ts';
import { formIn, postForm } from './plain-form.ts';
import type { Site } from './site.ts';
import { ask } from './sockets.ts';
import { askPlainly } from './wire.ts';

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
  const digest = await digestOfQuote(site);
  return [
    ...invented,
    ...inventedQueries,
    (number) => `${article}/share/${hex(number, 24)}.jpg`,
    (number) => `${article}/quote/${hex(number, 24)}`,
    (number) => `/articles/invented-${number}/quote/${digest}`,
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
  const quote = `${article}/quote/${await digestOfQuote(site)}`;
  return [
    (number) => spelling(image, number),
    (number) => spelling(quote, number),
    (number) => spelling(article, number),
    (number) => spelling('/sections/culture', number),
  ];
}

/** Has a card made of a sentence of the article: the same each time. */
async function digestOfQuote(site: Site): Promise<string> {
  const sentence = 'The gap at the border was closed a generation ago.';
  const page = `${site.url}${article}/quote?text=${encodeURIComponent(sentence)}`;
  const form = formIn((await askPlainly(page)).text, 'quote');
  const { headers } = await postForm(page, form, {}, newNetworkAddress());
  return new URL(headers.location!, site.url).searchParams.get('card')!;
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
