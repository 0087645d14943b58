import { count, sql } from 'drizzle-orm';
import sharp from 'sharp';
import { database, type Transaction } from '#db/client';
import { articleSlugs, articles, revisionAuthors, revisions, revisionTopics } from '#db/schema/articles';
import { comments } from '#db/schema/comments';
import { authors } from '#db/schema/people';
import { sections, series, topics } from '#db/schema/sections';
import { pages, settings } from '#db/schema/settings';
import { announce } from '#lib/announce';
import { figuresOf } from '#lib/body/rules';
import { cacheTags } from '#lib/cache-tags';
import { type Drawn, drawnPicture, putDrawing, recordDrawing } from '#lib/media/mutations';
import { drawings } from './sample/drawings/all.ts';
import type { Drawing } from './sample/drawings/paper.ts';
import { type FindPicture, sampleBody } from './sample/markdown.ts';
import {
  readAbout,
  readArticles,
  readAuthors,
  readComments,
  readSections,
  readSeries,
  readTopics,
  type SampleArticle,
  type SampleGroup,
} from './sample/read.ts';

/** Fills an empty database with the sample magazine. Does nothing to one that was ever used. */
export async function seedSample(now = new Date()): Promise<void> {
  if (!(await isEmpty(database()))) return;
  const texts = readArticles();
  const pictures = await drawAll(drawingsIn(texts));
  const findPicture: FindPicture = (drawing) => pictures.get(drawing)?.id;
  await database().transaction(async (tx) => {
    if (!(await isEmptyStill(tx))) return;
    const figures = new Map(
      texts.flatMap((text) =>
        figuresOf(sampleBody(text.markdown, text, findPicture)).map(({ attrs: { media, ...words } }) => [media, words]),
      ),
    );
    for (const [name, picture] of pictures)
      await recordDrawing(tx, picture, { originalName: `${name}.jpg`, ...figures.get(picture.id) });
    const groupIds: GroupIds = {
      sections: await seedGroups(tx, sections, readSections()),
      topics: await seedGroups(tx, topics, readTopics()),
      series: await seedGroups(tx, series, readSeries()),
    };
    const authorIds = await seedAuthors(tx, findPicture);
    const articleIds = await seedArticles(tx, { texts, groupIds, authorIds, findPicture, now });
    await seedComments(tx, articleIds, now);
    const about = readAbout();
    await tx
      .insert(pages)
      .values({ name: 'about', body: sampleBody(about.markdown, about, findPicture), isSample: true })
      .onConflictDoNothing();
    await announceAll(
      tx,
      texts.map((text) => text.slug),
    );
  });
}

/** The least that an author needs to begin: a section. Pages that nobody has written say what lib/pages/initial.ts does. */
export async function seedBare(): Promise<void> {
  await database().transaction(async (tx) => {
    if (!(await isEmptyStill(tx))) return;
    await tx.insert(sections).values({ slug: 'news', name: 'News' });
    await announceAll(tx, []);
  });
}

/** No section, no article, and no owner who may have removed them. */
async function isEmpty(tx: Pick<Transaction, 'select'>): Promise<boolean> {
  const [section] = await tx.select({ number: count() }).from(sections);
  const [article] = await tx.select({ number: count() }).from(articles);
  const [setUp] = await tx.select({ number: count(settings.setUpAt) }).from(settings);
  return section!.number + article!.number + setUp!.number === 0;
}

/** Any number, always the same: it stands for 'filling' among advisory locks. Two processes may start on one database. */
const seedLock = 7_264_102;

async function isEmptyStill(tx: Transaction): Promise<boolean> {
  await tx.execute(sql`select pg_advisory_xact_lock(${seedLock})`);
  return isEmpty(tx);
}

const drawingsIn = (texts: SampleArticle[]): string[] => [
  ...new Set([
    ...texts.flatMap((text) => [...text.markdown.matchAll(/\]\(drawing:([a-z0-9-]+)/g)].map((match) => match[1]!)),
    ...readAuthors().flatMap((author) => author.portrait ?? []),
  ]),
];

/** Draws and keeps every picture. One is drawn while the ones before it are painted and compressed on other threads. */
async function drawAll(names: string[]): Promise<Map<string, Drawn>> {
  const kept = names.map(async (name): Promise<[string, Drawn]> => {
    const drawing = drawings[name];
    if (!drawing) throw new Error(`There is no drawing ${name} in db/sample/drawings.`);
    await turn();
    const painted = await paint(drawing);
    await putDrawing(painted);
    return [name, painted];
  });
  return new Map(await Promise.all(kept));
}

const turn = () => new Promise((done) => setImmediate(done));

/**
 * Ink and paper grain are all fine texture: quality 76 cannot be told from 90 and has half the bytes. mozjpeg's table
 * (number 3) without its search: a fifth more bytes, and the first start is two seconds shorter.
 */
async function paint(drawing: Drawing): Promise<Drawn> {
  const { data, info } = await sharp(Buffer.from(drawing.draw()), { unlimited: true })
    .removeAlpha()
    .jpeg({ quality: 76, progressive: true, quantisationTable: 3 })
    .toBuffer({ resolveWithObject: true });
  return drawnPicture(data, 'jpg', info);
}

type Ids = Map<string, string>;

async function seedGroups(
  tx: Transaction,
  table: typeof sections | typeof topics | typeof series,
  groups: SampleGroup[],
): Promise<Ids> {
  const rows = await tx
    .insert(table)
    .values(groups.map((group, position) => ({ ...group, position })))
    .returning({ slug: table.slug, id: table.id });
  return new Map(rows.map((row) => [row.slug, row.id]));
}

async function seedAuthors(tx: Transaction, findPicture: FindPicture): Promise<Ids> {
  const rows = await tx
    .insert(authors)
    .values(
      readAuthors().map(({ portrait, ...author }, position) => ({
        ...author,
        pictureId: portrait && findPicture(portrait),
        isSample: true,
        position,
      })),
    )
    .returning({ handle: authors.handle, id: authors.id });
  return new Map(rows.map((row) => [row.handle, row.id]));
}

type GroupIds = Record<'sections' | 'topics' | 'series', Ids>;
type Ingredients = { texts: SampleArticle[]; groupIds: GroupIds; authorIds: Ids; findPicture: FindPicture; now: Date };

/** Returns what comments need to know of each article, by slug. */
async function seedArticles(tx: Transaction, { texts, groupIds, authorIds, findPicture, now }: Ingredients) {
  const seeded = new Map<string, { id: string; publishedAt: Date }>();
  for (const text of texts) {
    const publishedAt = momentAgo(now, text.daysAgo, text.hour);
    const republishedAt = text.updatedDaysAgo === undefined ? null : momentAgo(now, text.updatedDaysAgo, text.hour + 2);
    const changedAt = republishedAt ?? publishedAt;
    const [article] = await tx
      .insert(articles)
      .values({
        state: 'published',
        slug: text.slug,
        publishedAt,
        republishedAt,
        isSample: true,
        createdAt: publishedAt,
        changedAt,
      })
      .returning({ id: articles.id });
    const articleId = article!.id;
    const [revision] = await tx
      .insert(revisions)
      .values({
        articleId,
        number: 1,
        headline: text.headline,
        standfirst: text.standfirst,
        slug: text.slug,
        language: text.language,
        body: sampleBody(text.markdown, text, findPicture),
        sectionId: known(groupIds.sections, text.section, text.file),
        seriesId: text.series && known(groupIds.series, text.series, text.file),
        createdAt: changedAt,
      })
      .returning({ id: revisions.id });
    const revisionId = revision!.id;
    await tx
      .insert(revisionAuthors)
      .values({ revisionId, authorId: known(authorIds, text.author, text.file), position: 0 });
    const topicIds = text.topics.map((topic) => known(groupIds.topics, topic, text.file));
    if (topicIds.length > 0)
      await tx.insert(revisionTopics).values(topicIds.map((topicId, position) => ({ revisionId, topicId, position })));
    await tx
      .update(articles)
      .set({ draftRevisionId: revisionId, publishedRevisionId: revisionId })
      .where(sql`${articles.id} = ${articleId}`);
    await tx.insert(articleSlugs).values({ slug: text.slug, articleId, createdAt: publishedAt });
    seeded.set(text.slug, { id: articleId, publishedAt });
  }
  return seeded;
}

async function seedComments(tx: Transaction, seeded: Awaited<ReturnType<typeof seedArticles>>, now: Date) {
  const rows = readComments().map(({ article, name, email, body, hoursAfter, state = 'approved' }) => {
    const { id, publishedAt } = seeded.get(article) ?? unknown(article, 'comments.json');
    const createdAt = notAfter(now, new Date(publishedAt.getTime() + hoursAfter * hours));
    const decidedAt = state === 'held' ? null : notAfter(now, new Date(createdAt.getTime() + 0.5 * hours));
    return { articleId: id, name, email, body, state, isSample: true, createdAt, decidedAt };
  });
  await tx.insert(comments).values(rows);
}

const announceAll = (tx: Transaction, slugs: string[]) =>
  announce(tx, [
    cacheTags.settings,
    cacheTags.articles,
    cacheTags.sections,
    cacheTags.topics,
    cacheTags.series,
    cacheTags.authors,
    cacheTags.page('about'),
    cacheTags.page('privacy'),
    ...slugs.map(cacheTags.slug),
  ]);

const hours = 60 * 60 * 1000;

/** The hour of the day so many days ago, never in the future. */
function momentAgo(now: Date, daysAgo: number, hour: number): Date {
  const midnight = Date.UTC(now.getUTCFullYear(), now.getUTCMonth(), now.getUTCDate() - daysAgo);
  return notAfter(now, new Date(midnight + hour * hours));
}

const notAfter = (now: Date, moment: Date): Date => new Date(Math.min(now.getTime(), moment.getTime()));

const known = (ids: Ids, name: string, file: string): string => ids.get(name) ?? unknown(name, file);

function unknown(name: string, file: string): never {
  throw new Error(`${file} names ${name}, which is not in the sample.`);
}
