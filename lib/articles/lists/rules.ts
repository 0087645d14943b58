import { z } from 'zod';
import { deskStates, type Language, languages } from '#lib/articles/rules';
import { tidyText } from '#lib/forms/fields';
import { paths } from '#lib/paths';

/** The parts of the desk's list of articles: where an article stands, and what was put into the trash. */
export const listParts = [...deskStates, 'trash'] as const;
export type ListPart = (typeof listParts)[number];
export const listOrders = ['changed', 'published', 'due'] as const;
export type ListOrder = (typeof listOrders)[number];
/** 'mine': begun by this person or under their byline; 'assigned': they are asked to go on with it. */
export const listWhose = ['mine', 'assigned'] as const;
export type ListWhose = (typeof listWhose)[number];

/** What the list of articles shows. Sections, topics and series are named by their slug, authors by their handle. */
export type ListFilter = {
  q: string;
  state: ListPart | null;
  section: string | null;
  author: string | null;
  topic: string | null;
  series: string | null;
  language: Language | null;
  whose: ListWhose | null;
  order: ListOrder;
  page: number;
};

export const articlesPerPage = 50;
/** So far pages are counted out; nobody leafs further, and what is asked for beyond is a slip or a machine. */
const lastPage = 10_000;

/** Reads the filter out of an address. What makes no sense there is left out, and nothing is refused. */
export function listFilterOf(params: Record<string, string | string[] | undefined>): ListFilter {
  const text = (name: string) => {
    const value = params[name];
    return tidyText(((Array.isArray(value) ? value[0] : value) ?? '').slice(0, 1000).toWellFormed()).slice(0, 200);
  };
  const oneOf = <Choice extends string>(name: string, choices: readonly Choice[]) =>
    choices.find((choice) => choice === text(name)) ?? null;
  const page = Number(text('page'));
  return {
    q: text('q').replace(/\s+/g, ' '),
    state: oneOf('state', listParts),
    section: text('section') || null,
    author: text('author') || null,
    topic: text('topic') || null,
    series: text('series') || null,
    language: oneOf('language', Object.keys(languages) as Language[]),
    whose: oneOf('whose', listWhose),
    order: oneOf('order', listOrders) ?? 'changed',
    page: Number.isInteger(page) && page >= 1 && page <= lastPage ? page : 1,
  };
}

/** The filter of the whole list. */
export const wholeList = listFilterOf({});

/** The address of the list that `filter` shows, with `change`; any change but of the page begins at the first. */
export function listAddress(filter: ListFilter, change: Partial<ListFilter> = {}): string {
  const wanted = { ...filter, page: 1, ...change };
  const query = new URLSearchParams();
  for (const name of Object.keys(wholeList) as (keyof ListFilter)[]) {
    const value = wanted[name];
    if (value !== wholeList[name]) query.set(name, String(value));
  }
  return query.size > 0 ? `${paths.desk.articles}?${query}` : paths.desk.articles;
}

/** Whether it is narrowed by anything but the part of the list that is looked at. */
export const isNarrowed = (filter: ListFilter): boolean =>
  listAddress({ ...filter, state: null, order: 'changed' }) !== paths.desk.articles;

/** What can be done with many articles at once; those with a target name it: a section, a topic, a person. */
export const listChanges = [
  'section',
  'topic',
  'untopic',
  'assign',
  'unpublish',
  'trash',
  'unpublish-trash',
  'restore',
  'delete',
] as const;
export type ListChange = { kind: (typeof listChanges)[number]; to: string | null };

const needsTarget = new Set<string>(['topic', 'untopic']);
const mayHaveTarget = new Set<string>(['section', 'topic', 'untopic', 'assign']);

/** 'section:0f8f…', 'assign:' for nobody, 'trash'. */
const changeInput = z.string('Choose what to do.').transform((text, context): ListChange => {
  const [kind, to = ''] = text.split(':');
  const known = listChanges.find((each) => each === kind);
  const hasSense =
    known && (to === '' ? !needsTarget.has(known) : mayHaveTarget.has(known) && z.uuid().safeParse(to).success);
  if (hasSense) return { kind: known, to: to || null };
  context.addIssue('Choose what to do.');
  return z.NEVER;
});

const manyOf = (value: unknown) => (value === undefined ? [] : [value].flat());

/**
 * One change for all articles, or one for each, in their order. 'chosen' stands for what is chosen in the field `choice`:
 * a button and a list of choices are in one form.
 */
export const changeArticlesInput = z
  .object({
    id: z.preprocess(
      manyOf,
      z.array(z.uuid()).min(1, 'Select an article first.').max(articlesPerPage, 'These are too many at once.'),
    ),
    change: z.preprocess(manyOf, z.array(z.string())),
    choice: z.string().optional(),
  })
  .transform(({ id, change, choice }, context) => {
    const texts = change.length === 1 && change[0] === 'chosen' ? [choice ?? ''] : change;
    const parsed = z.array(changeInput).safeParse(texts);
    if (!parsed.success || (texts.length !== 1 && texts.length !== id.length)) {
      context.addIssue({ code: 'custom', path: ['change'], message: 'Choose what to do.' });
      return z.NEVER;
    }
    return id.map((each, index) => ({ id: each, change: parsed.data[index] ?? parsed.data[0]! }));
  });
export type ArticleChange = z.infer<typeof changeArticlesInput>[number];

/** How a change is written in a form. */
export const changeText = ({ kind, to }: ListChange): string =>
  mayHaveTarget.has(kind) ? `${kind}:${to ?? ''}` : kind;

/** The headline of a copy, within the length that a headline may have. */
export function copyHeadline(headline: string, language: Language): string {
  const ending = language === 'ko' ? '(사본)' : '(copy)';
  return `${[...headline].slice(0, 290).join('')} ${ending}`.trim();
}
