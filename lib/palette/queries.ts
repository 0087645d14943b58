import 'server-only';
import { and, asc, desc, eq, isNull, or, type SQL, sql } from 'drizzle-orm';
import { db } from '#db/client';
import { articles, revisions } from '#db/schema/articles';
import { authors, users } from '#db/schema/people';
import { sections, series, topics } from '#db/schema/sections';
import { visibleTo } from '#lib/articles/lists/queries';
import { folded, freshenTexts, standsIn, termsOf, wordsStandIn } from '#lib/articles/lists/search-texts';
import { isLive, shownRevisionId, shownSlug } from '#lib/articles/live';
import { groupOf, type Language } from '#lib/articles/rules';
import type { User } from '#lib/auth/roles';
import { canManagePeople } from '#lib/people/rules';
import type { PaletteInput } from './rules.ts';

export type PaletteAnswer = Awaited<ReturnType<typeof findForPalette>>;

const mostArticles = 8;
const mostOfEach = 5;

/**
 * What this user may go to and `q` names: articles that they see, sections, topics, series, authors, and of owners' business
 * the people. For nothing typed yet, the articles that they changed last. `here` is the article `at`, where it is public.
 */
export async function findForPalette(user: User, { q, at }: PaletteInput) {
  if (q) await freshenTexts();
  const [found, groups, people, here] = await Promise.all([
    q ? findArticles(user, q) : listRecent(user),
    findGroups(q),
    canManagePeople(user) ? findPeople(q) : [],
    at ? publicArticle(user, at) : null,
  ]);
  return { articles: found, groups, people, here };
}

/** Those with all words in the headline first, then the last changed. Where there are none, those that look alike. */
async function findArticles(user: User, q: string) {
  const inHeadline = and(...termsOf(q).map((term) => standsIn(term, revisions.headline)));
  const found = await selectArticles(and(visibleTo(user), ...wordsStandIn(q)), [
    sql`${inHeadline} desc`,
    desc(articles.changedAt),
    desc(articles.id),
  ]);
  if (found.length > 0) return found;
  const alike = sql<number>`word_similarity(${folded(sql`${q}::text`)}, ${folded(revisions.headline)})`;
  return selectArticles(and(visibleTo(user), sql`${alike} > ${leastAlike}`), [sql`${alike} desc`, desc(articles.id)]);
}

/** Of 1: 'harbor' for 'harbour', one wrong letter in a name. */
const leastAlike = 0.5;

const listRecent = (user: User) =>
  selectArticles(or(eq(articles.createdBy, user.id), eq(revisions.createdBy, user.id)), [
    desc(articles.changedAt),
    desc(articles.id),
  ]);

async function selectArticles(condition: SQL | undefined, order: SQL[]) {
  const rows = await db
    .select({
      id: articles.id,
      headline: revisions.headline,
      language: revisions.language,
      section: sections.name,
      slug: shownSlug,
      state: articles.state,
      isPublic: sql<boolean>`coalesce(${isLive()}, false)`,
    })
    .from(articles)
    .innerJoin(revisions, eq(revisions.id, articles.draftRevisionId))
    .leftJoin(sections, eq(sections.id, revisions.sectionId))
    .where(and(isNull(articles.removedAt), condition))
    .orderBy(...order)
    .limit(mostArticles);
  return rows.map(({ state, isPublic, slug, language, ...row }) => ({
    ...row,
    language: language as Language,
    group: groupOf({ state, isPublic }),
    publicSlug: isPublic ? slug : null,
  }));
}

async function findGroups(q: string) {
  if (!q) return [];
  const kinds = [
    ['section', sections, sections.slug],
    ['topic', topics, topics.slug],
    ['series', series, series.slug],
    ['author', authors, authors.handle],
  ] as const;
  const found = await Promise.all(
    kinds.map(async ([kind, table, slug]) => {
      const rows = await db
        .select({ slug, name: table.name, hangulName: table.hangulName })
        .from(table)
        .where(nameStandsIn(q, table.name, table.hangulName))
        .orderBy(asc(table.position), asc(table.name))
        .limit(mostOfEach);
      return rows.map((row) => ({ kind, ...row }));
    }),
  );
  return found.flat();
}

async function findPeople(q: string) {
  if (!q) return [];
  return db
    .select({ id: users.id, name: users.name, email: users.email })
    .from(users)
    .where(nameStandsIn(q, users.name, users.email))
    .orderBy(asc(users.name), asc(users.email))
    .limit(mostOfEach);
}

const nameStandsIn = (q: string, ...names: unknown[]): SQL | undefined =>
  and(...termsOf(q).map((term) => or(...names.map((name) => standsIn(term, name)))));

async function publicArticle(user: User, id: string) {
  const [row] = await db
    .select({ slug: shownSlug, headline: revisions.headline })
    .from(articles)
    .innerJoin(revisions, eq(revisions.id, shownRevisionId))
    .where(and(eq(articles.id, id), isLive(), visibleTo(user)));
  return row?.slug ? { slug: row.slug, headline: row.headline } : null;
}
