import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fail } from './markdown.ts';

const folder = join(import.meta.dirname, 'texts');
const readJson = <T>(file: string): T => JSON.parse(readFileSync(join(folder, file), 'utf8').normalize('NFC')) as T;

/** A section, a topic or a series. */
export type SampleGroup = { slug: string; name: string; hangulName: string | null; description: string };
export type SampleAuthor = {
  handle: string;
  name: string;
  hangulName: string | null;
  email: string;
  bio: string;
  portrait: string | null;
};
export type SampleComment = {
  article: string;
  name: string;
  email: string;
  body: string;
  hoursAfter: number;
  state?: 'held' | 'approved';
};

/** A Markdown text and where it begins in its file. */
export type SampleText = { file: string; line: number; markdown: string };

export type SampleArticle = SampleText & {
  headline: string;
  standfirst: string;
  slug: string;
  section: string;
  /** Slugs, as those of its section and series. */
  topics: string[];
  series?: string;
  author: string;
  language: string;
  daysAgo: number;
  hour: number;
  updatedDaysAgo?: number;
};

export const readSections = () => readJson<SampleGroup[]>('sections.json');
export const readTopics = () => readJson<SampleGroup[]>('topics.json');
export const readSeries = () => readJson<SampleGroup[]>('series.json');
export const readAuthors = () => readJson<SampleAuthor[]>('authors.json');
export const readComments = () => readJson<SampleComment[]>('comments.json');

export const readArticles = (): SampleArticle[] =>
  readdirSync(join(folder, 'articles'))
    .filter((file) => file.endsWith('.md'))
    .sort()
    .map((file) => parseArticle(`articles/${file}`, readFileSync(join(folder, 'articles', file), 'utf8')));

export function readAbout(): SampleText {
  return { file: 'about.md', line: 1, markdown: readFileSync(join(folder, 'about.md'), 'utf8').normalize('NFC') };
}

const words = ['headline', 'standfirst', 'slug', 'section', 'author', 'language'] as const;
const numbers = ['daysAgo', 'hour', 'updatedDaysAgo'] as const;
/** `drawing` names the first picture for whoever reads the file; the text itself places it. */
const known = new Set<string>([...words, ...numbers, 'topics', 'series', 'drawing']);

/** Takes apart a text that begins with `key: value` lines between two `---`. */
export function parseArticle(file: string, source: string): SampleArticle {
  const composed = source.normalize('NFC').replace(/\r\n/g, '\n');
  const match = /^---\n([\s\S]*?)\n---\n/.exec(composed);
  if (!match) return fail({ file, line: 1 }, 'the lines between --- are missing');
  const fields = new Map<string, string>();
  for (const [index, line] of match[1]!.split('\n').entries()) {
    if (!line.trim()) continue;
    const [, key = '', value = ''] = /^(\w+):\s*(.*?)\s*$/.exec(line) ?? [];
    if (!known.has(key) || fields.has(key)) fail({ file, line: index + 2 }, `this line cannot be understood: ${line}`);
    fields.set(key, value);
  }
  const word = (key: (typeof words)[number]) => fields.get(key) || fail({ file, line: 1 }, `${key} is missing`);
  const number = (key: (typeof numbers)[number]) => {
    const value = Number(fields.get(key) || Number.NaN);
    return Number.isFinite(value) && value >= 0 ? value : fail({ file, line: 1 }, `${key} must be a number`);
  };
  return {
    file,
    line: match[0].split('\n').length,
    markdown: composed.slice(match[0].length),
    headline: word('headline'),
    standfirst: word('standfirst'),
    slug: word('slug'),
    section: word('section'),
    topics: fields.get('topics')?.split(/,\s*/) ?? [],
    ...(fields.has('series') && { series: fields.get('series') }),
    author: word('author'),
    language: word('language'),
    daysAgo: number('daysAgo'),
    hour: number('hour'),
    ...(fields.has('updatedDaysAgo') && { updatedDaysAgo: number('updatedDaysAgo') }),
  };
}
