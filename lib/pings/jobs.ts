import { eq, sql } from 'drizzle-orm';
import { db } from '#db/client';
import { articles, revisionAuthors, revisions, revisionTopics } from '#db/schema/articles';
import { authors } from '#db/schema/people';
import { pingFailures } from '#db/schema/pings';
import { sections, series, topics } from '#db/schema/sections';
import { settings } from '#db/schema/settings';
import { shownRevisionId, shownSlug } from '#lib/articles/live';
import { type FeedFile, feedPath, feedTypes } from '#lib/feeds/rules';
import type { JobData } from '#lib/jobs';
import type { Network } from '#lib/outbound';
import { paths } from '#lib/paths';
import { absolute } from '#lib/site';
import { listEndpoints } from './mutations.ts';
import { tell } from './tell.ts';

/**
 * Tells one endpoint what has changed with an article. Throws PingFault, so that the job is tried again; after the last try
 * the desk shows it. Tells nobody whom the owner has struck off meanwhile.
 */
export async function sendPing(
  { kind, endpoint, articleId }: JobData['ping'],
  isLastTry: boolean,
  network?: Network,
): Promise<void> {
  const endpoints = await listEndpoints(db);
  if (!endpoints.some((one) => one.kind === kind && one.endpoint === endpoint)) return;
  const [article] = await db
    .select({
      slug: shownSlug,
      revisionId: sql<string | null>`coalesce(${shownRevisionId}, ${articles.draftRevisionId})`,
    })
    .from(articles)
    .where(eq(articles.id, articleId));
  // Of one that was deleted for good meanwhile, it is only known that it stands on the front page no more.
  const pages = [paths.front, ...(article?.revisionId ? await pagesThatList(article.revisionId) : [])];
  const own = article?.slug ? [paths.article(article.slug)] : [];
  const message = kind === 'hub' ? hubMessage(pages) : await indexNowMessage([...own, ...pages]);
  if (!message) return;
  try {
    await tell(endpoint, message, network);
  } catch (error) {
    if (isLastTry) await noteFailure({ kind, endpoint, articleId }, (error as Error).message);
    throw error;
  }
  await db.delete(pingFailures).where(eq(pingFailures.endpoint, endpoint));
}

/** The pages beside the front page on which a revision is listed: each has feeds of its own. */
async function pagesThatList(revisionId: string): Promise<string[]> {
  const [groups, about, byline] = await Promise.all([
    db
      .select({ section: sections.slug, series: series.slug })
      .from(revisions)
      .leftJoin(sections, eq(sections.id, revisions.sectionId))
      .leftJoin(series, eq(series.id, revisions.seriesId))
      .where(eq(revisions.id, revisionId)),
    db
      .select({ slug: topics.slug })
      .from(revisionTopics)
      .innerJoin(topics, eq(topics.id, revisionTopics.topicId))
      .where(eq(revisionTopics.revisionId, revisionId)),
    db
      .select({ handle: authors.handle })
      .from(revisionAuthors)
      .innerJoin(authors, eq(authors.id, revisionAuthors.authorId))
      .where(eq(revisionAuthors.revisionId, revisionId)),
  ]);
  return [
    ...groups.flatMap((row) =>
      [row.section ? paths.section(row.section) : [], row.series ? paths.series(row.series) : []].flat(),
    ),
    ...about.map(({ slug }) => paths.topic(slug)),
    ...byline.map(({ handle }) => paths.author(handle)),
  ];
}

/** Which feeds have something new (https://www.w3.org/TR/websub/, 7; the parameters that hubs agree on). */
function hubMessage(pages: string[]): { type: string; body: string } {
  const body = new URLSearchParams({ 'hub.mode': 'publish' });
  for (const page of pages)
    for (const file of Object.keys(feedTypes)) body.append('hub.url', absolute(feedPath(page, file as FeedFile)));
  return { type: 'application/x-www-form-urlencoded', body: body.toString() };
}

/** Which pages have changed (https://www.indexnow.org/documentation); null when the key was taken back meanwhile. */
export async function indexNowMessage(pages: string[]): Promise<{ type: string; body: string } | null> {
  const [row] = await db.select({ key: settings.indexNowKey }).from(settings);
  if (!row?.key) return null;
  const body = {
    host: new URL(absolute('/')).host,
    key: row.key,
    keyLocation: absolute(paths.indexNowKey),
    urlList: pages.map(absolute),
  };
  return { type: 'application/json; charset=utf-8', body: JSON.stringify(body) };
}

const noteFailure = ({ kind, endpoint, articleId }: JobData['ping'], lastError: string) =>
  db
    .insert(pingFailures)
    .values({ kind, endpoint, articleId, lastError })
    .onConflictDoUpdate({
      target: pingFailures.endpoint,
      set: { articleId, lastError, count: sql`${pingFailures.count} + 1` },
    });
