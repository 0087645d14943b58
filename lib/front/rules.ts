import { z } from 'zod';
import type { FrontArrangement } from '#db/schema/front';
import { hasRole, type User } from '#lib/auth/roles';

export type { FrontArrangement };

/** As much of an article, and of a section, as arranging needs. */
export type Placeable = { id: string; section: { slug: string } | null; picture: unknown };
type Section = { id: string; slug: string };

export type FrontColumn<A, S> = {
  /** Null for articles that belong to no section. */
  section: S | null;
  articles: A[];
  hasMore: boolean;
};
export type Front<A, S> = { lead: A; seconds: A[]; columns: FrontColumn<A, S>[] };

/** Who says what stands where on the front page. */
export const canArrangeFront = (user: User): boolean => hasRole(user, 'editor');

export const mostSeconds = 3;
const mostInColumn = 5;
/** The lead is the newest that has a picture, when one of the newest few has: a front page wants one. */
const leadAmong = 3;

/** Nothing is said: the newest first. */
export const byItself: FrontArrangement = {
  lead: null,
  seconds: [null, null, null],
  sections: [],
  hidden: [],
  pinned: [],
};

const ids = (most: number) => z.array(z.uuid()).max(most);
const arrangementShape = z.object({
  lead: z.uuid().nullable(),
  seconds: z.array(z.uuid().nullable()).max(mostSeconds),
  sections: ids(500),
  hidden: ids(500),
  pinned: ids(200),
});
const unreadable = 'This arrangement cannot be read. Load the page again.';

/** An arrangement as text: JSON. */
export const arrangementInput = z
  .string(unreadable)
  .transform((text, context): unknown => {
    try {
      return JSON.parse(text);
    } catch {
      context.addIssue({ code: 'custom', message: unreadable });
      return z.NEVER;
    }
  })
  .pipe(arrangementShape);

/** An arrangement as a part of an address: JSON as base64url. */
export const arrangementText = (arrangement: FrontArrangement): string =>
  btoa(JSON.stringify(arrangement)).replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '');

/** The same read; null when it is none. */
export function arrangementFrom(text: string): FrontArrangement | null {
  if (!/^[\w-]+$/.test(text)) return null;
  let json: string;
  try {
    json = atob(text.replaceAll('-', '+').replaceAll('_', '/'));
  } catch {
    return null;
  }
  return arrangementInput.safeParse(json).data ?? null;
}

/** The arrangement that one started from: '' where there was none. */
const basedOn = z.union([z.uuid(), z.literal('')], unreadable).transform((id) => id || null);
export const publishFrontInput = z.object({ arrangement: arrangementInput, basedOn });
/** An empty `id` stands for what was before any arrangement. */
export const restoreFrontInput = z.object({
  id: z.union([z.uuid(), z.literal('')]).transform((id) => id || null),
  basedOn,
});

/** Every article that an arrangement names. */
export const namedIn = ({ lead, seconds, pinned }: FrontArrangement): string[] => [
  ...new Set([lead, ...seconds, ...pinned].filter((id) => id !== null)),
];

/**
 * Arranges articles, newest first, as a newspaper would: a lead, up to three seconds, the rest by section, each where an
 * arrangement says so or else by itself. Nothing stands there twice, and what is named but not among `articles` leaves no
 * hole: its place goes to the newest that is free. Needs at least one article.
 */
export function arrangeFront<A extends Placeable, S extends Section>(
  articles: A[],
  sections: S[],
  arrangement: FrontArrangement = byItself,
): Front<A, S> {
  const taken = new Set<A>();
  const take = (article: A | undefined): A | undefined => {
    if (!article || taken.has(article)) return undefined;
    taken.add(article);
    return article;
  };
  const named = (id: string | null): A | undefined => articles.find((article) => article.id === id);
  const pinned = [...new Set(arrangement.pinned.flatMap((id) => named(id) ?? []))];
  const isNamed = new Set([named(arrangement.lead), ...arrangement.seconds.map(named), ...pinned]);
  const free = articles.filter((article) => !isNamed.has(article));

  const newest = free.slice(0, leadAmong).find((article) => article.picture !== null) ?? free[0];
  const lead = take(named(arrangement.lead) ?? newest ?? articles[0])!;
  const chosen = arrangement.seconds.slice(0, mostSeconds).map((id) => take(named(id)));
  const seconds = chosen.flatMap((article) => article ?? take(free.find((next) => !taken.has(next))) ?? []);

  const hidden = new Set(sections.filter(({ id }) => arrangement.hidden.includes(id)).map(({ slug }) => slug));
  const rest = [...new Set([...pinned, ...articles])].filter((article) => !taken.has(article));
  const column = (section: S | null): FrontColumn<A, S> => {
    const all = rest.filter((article) => (article.section?.slug ?? null) === (section?.slug ?? null));
    return { section, articles: all.slice(0, mostInColumn), hasMore: all.length > mostInColumn };
  };
  return {
    lead,
    seconds,
    columns: [...inColumns(sections, arrangement).filter(({ slug }) => !hidden.has(slug)), null]
      .map(column)
      .filter((one) => one.articles.length > 0),
  };
}

/** All that stands on a front page. */
export const articlesOn = <A, S>({ lead, seconds, columns }: Front<A, S>): A[] => [
  lead,
  ...seconds,
  ...columns.flatMap((one) => one.articles),
];

/** Sections in the order of their columns, hidden ones among them; those not named follow in their own order. */
export function inColumns<S extends Section>(sections: S[], { sections: order }: FrontArrangement): S[] {
  const first = order.flatMap((id) => sections.find((section) => section.id === id) ?? []);
  return [...new Set([...first, ...sections])];
}

/** Where an article can be put: the lead, a second, or so far down the column of its own section. */
export type Slot = { place: 'lead' } | { place: 'second'; at: number } | { place: 'column'; at: number };

/** Every slot that there is for an article, in the order in which the arrow keys go through them. */
export function slotsFor<A extends Placeable>(article: A, front: Front<A, Section>, secondsAsked: number): Slot[] {
  const column = columnOf(article, front).filter((other) => other !== article);
  const mostAt = Math.min(secondsAsked, mostSeconds - 1, front.seconds.length);
  const from = (most: number) => Array.from({ length: most + 1 }, (_, at) => at);
  return [
    { place: 'lead' },
    ...from(mostAt).map((at): Slot => ({ place: 'second', at })),
    ...from(Math.min(column.length, mostInColumn - 1)).map((at): Slot => ({ place: 'column', at })),
  ];
}

/** Where an article stands now; null where it does not. */
export function slotOf<A extends Placeable>(id: string, front: Front<A, Section>): Slot | null {
  if (front.lead.id === id) return { place: 'lead' };
  const second = front.seconds.findIndex((article) => article.id === id);
  if (second >= 0) return { place: 'second', at: second };
  const at = front.columns.flatMap((one) => one.articles.findIndex((article) => article.id === id)).find((n) => n >= 0);
  return at === undefined ? null : { place: 'column', at };
}

/**
 * The arrangement in which an article stands at `slot`. A second pushes the ones after it on, and out beyond the last. In a
 * column all that stands above is pinned with it, so that it stays where it was put.
 */
export function place<A extends Placeable>(
  arrangement: FrontArrangement,
  article: A,
  slot: Slot,
  front: Front<A, Section>,
): FrontArrangement {
  const { id } = article;
  const cleared = release(arrangement, id);
  if (slot.place === 'lead') return { ...cleared, lead: id };
  if (slot.place === 'second') {
    const seconds = arrangement.seconds.filter((second) => second !== id);
    const isFull = seconds.length >= Math.max(arrangement.seconds.length, slot.at + 1);
    const lastOpen = seconds.lastIndexOf(null);
    if (isFull) seconds.splice(lastOpen >= 0 ? lastOpen : seconds.length - 1, 1);
    while (seconds.length < slot.at) seconds.push(null);
    return { ...cleared, seconds: seconds.toSpliced(slot.at, 0, id).slice(0, mostSeconds) };
  }
  const above = columnOf(article, front)
    .filter((other) => other !== article)
    .slice(0, slot.at)
    .map((other) => other.id);
  return { ...cleared, pinned: [...above, id, ...cleared.pinned.filter((other) => !above.includes(other))] };
}

/** The arrangement in which nothing is said of an article: it stands where it comes to by itself. */
export const release = ({ lead, seconds, pinned, ...rest }: FrontArrangement, id: string): FrontArrangement => ({
  ...rest,
  lead: lead === id ? null : lead,
  seconds: seconds.map((second) => (second === id ? null : second)),
  pinned: pinned.filter((other) => other !== id),
});

const columnOf = <A extends Placeable>(article: A, front: Front<A, Section>): A[] =>
  front.columns.find((one) => (one.section?.slug ?? null) === (article.section?.slug ?? null))?.articles ?? [];
