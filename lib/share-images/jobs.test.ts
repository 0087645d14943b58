import { mkdirSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { eq, sql } from 'drizzle-orm';
import sharp from 'sharp';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import type { User } from '#lib/auth/roles';
import { type Block, bodyOf, emptyBody } from '#lib/body/body';
import { closeStudio } from '#lib/studio/studio';
import { draftBy, hire, publishBy } from '../../e2e/support/newsroom.ts';
import type { Redrawing } from './redrawing.ts';
import type { Subject } from './rules.ts';

process.env.DATA_DIR = mkdtempSync(join(tmpdir(), 'share-'));
const { db } = await import('#db/client');
const { articles, quotes, revisionAuthors, revisions } = await import('#db/schema/articles');
const { authors } = await import('#db/schema/people');
const { prepareJobs, startJobs, stopJobs } = await import('#lib/jobs');
const { schedulePublication } = await import('#lib/articles/schedules/mutations');
const { addGroup, changeGroup } = await import('#lib/groups/mutations');
const { changeProfile } = await import('#lib/authors/mutations');
const { drawnPicture, putDrawing, recordDrawing } = await import('#lib/media/mutations');
const { changePicture, removePicture, replacePicture, undoReplacement } = await import('#lib/media/library-mutations');
const { changeSettings } = await import('#lib/settings/mutations');
const { drawShareImages, redrawShareImages } = await import('./jobs.ts');
const { issueShareImage, layOutScheduled, orderShareImages } = await import('./mutations.ts');
const { orderRedrawing } = await import('./redrawing.ts');
const { getShareImage, getShareImageAt } = await import('./queries.ts');

let editor: User;
let owner: User;
beforeAll(async () => {
  await prepareJobs(process.env.DATABASE_URL!);
  [editor, owner] = [await hire('editor'), await hire('owner')];
});
afterAll(closeStudio);

const draft = { headline: 'Mud', standfirst: '', paragraphs: ['Much of it.'] };
const publication = {
  name: 'The Ferry Post',
  hangulName: '나루',
  language: 'en',
  timeZone: 'UTC',
  contactEmail: 'post@ferry.example',
  tagline: '',
  accent: 'indigo',
} as const;
const drawn = () => readdirSync(join(process.env.DATA_DIR!, 'media', 'share'));

/** What is to be drawn since the last time that this was asked. */
async function ordered(name = 'share-images'): Promise<unknown[]> {
  const rows = await db.execute(sql`delete from pgboss.job where name = ${name} returning data`);
  return rows.map(({ data }) => data);
}

/** Does what has been ordered, as the workers do. */
async function workOff(): Promise<void> {
  for (const subject of await ordered()) await drawShareImages(subject as Subject);
  for (const changed of await ordered('redraw')) await redrawShareImages(changed as Redrawing);
  for (const subject of await ordered()) await drawShareImages(subject as Subject);
}

async function storedPicture(colour: string): Promise<string> {
  const bytes = await sharp({ create: { width: 900, height: 900, channels: 3, background: colour } })
    .composite([{ input: { text: { text: colour, dpi: 900 } }, top: 40, left: 40 }])
    .jpeg()
    .toBuffer();
  const drawing = drawnPicture(bytes, 'jpg', { width: 900, height: 900 });
  await putDrawing(drawing);
  await db.transaction((tx) => recordDrawing(tx, drawing, { originalName: `${colour}.jpg` }));
  return drawing.id;
}

async function issueQuoteOf(articleId: string, number = 0): Promise<string> {
  const digest = `${articleId.replaceAll('-', '').slice(0, 20)}${String(number).padStart(4, '0')}`;
  const createdAt = new Date(Date.now() + number * 1000);
  await db.insert(quotes).values({ digest, articleId, text: 'Much of it.', createdAt });
  return digest;
}

test('an image is ordered with the publication, and is there before anybody asks', async () => {
  const { id } = await publishBy(editor, draft);
  expect(await ordered()).toEqual([{ kind: 'article', id }]);
  await drawShareImages({ kind: 'article', id });
  const issued = await issueShareImage({ kind: 'article', id });
  expect(drawn()).toContain(`${issued!.digest}.jpg`);
});

test('what is scheduled has its image when the schedule is set', async () => {
  const id = await draftBy(editor, { ...draft, headline: 'Tide' });
  await schedulePublication(editor, { id, at: new Date(Date.now() + 3_600_000) });
  expect(await ordered()).toEqual([{ kind: 'article', id }]);
  await drawShareImages({ kind: 'article', id });
  expect(drawn()).toContain(`${(await layOutScheduled(id))!.digest}.jpg`);
  expect(await issueShareImage({ kind: 'article', id }), 'nobody is given its address yet').toBeNull();
});

test('a section is drawn when it is made and renamed, an author when the profile changes', async () => {
  const group = { kind: 'section', name: 'Economy', hangulName: '', description: '', slug: '' } as const;
  const { id } = await addGroup(editor, group);
  expect(await ordered()).toEqual([{ kind: 'section', id }]);
  await changeGroup(editor, { ...group, id, name: 'Business' });
  expect(await ordered()).toEqual([{ kind: 'section', id }]);
  await changeProfile(editor, { name: 'Ki Go', hangulName: '', bio: '', pictureId: null });
  expect(await ordered()).toMatchObject([{ kind: 'author' }]);
  const before = drawn().length;
  await drawShareImages({ kind: 'section', id });
  expect(drawn().length).toBe(before + 1);
});

test('what changes in the picture, the section or the byline of an article is drawn before anybody asks for it', async () => {
  const [boat, bridge] = await Promise.all(['#2f5d50', '#5d2f50'].map((colour) => storedPicture(colour)));
  const section = await addGroup(editor, { kind: 'section', name: 'Sea', hangulName: '', description: '', slug: '' });
  const figure: Block = {
    type: 'figure',
    attrs: { media: boat!, alt: 'A boat.', caption: '', credit: 'Drawn here' },
  };
  const said: Block = { type: 'paragraph', content: [{ type: 'text', text: 'Much of it.' }] };
  const { id, path } = await publishBy(editor, draft);
  await db
    .update(revisions)
    .set({ body: bodyOf(figure, said), sectionId: section.id })
    .where(eq(revisions.articleId, id));
  const slug = path.split('/').at(-1)!;
  await drawShareImages({ kind: 'article', id });
  const quote = await issueQuoteOf(id);
  await ordered();

  const words = { alt: '', caption: '', credit: '', licence: '', expiresOn: null };
  const changes: Record<string, () => Promise<unknown>> = {
    focus: () => changePicture(editor, { id: boat!, ...words, focusX: 0.1, focusY: 0.9 }),
    replaced: () => replacePicture(editor, boat!, bridge!),
    'focus of the one that is shown': () => changePicture(editor, { id: bridge!, ...words, focusX: 0.9, focusY: 0.1 }),
    'put back': () => undoReplacement(editor, boat!),
    removed: () => removePicture(editor, boat!, { evenIfUsed: true }),
    section: () =>
      changeGroup(editor, { kind: 'section', ...section, name: 'Coast', hangulName: '', description: '', slug: '' }),
    author: () => changeProfile(editor, { name: 'So Ri', hangulName: '', bio: '', pictureId: null }),
    publication: () => changeSettings(owner, publication),
  };
  for (const [what, change] of Object.entries(changes)) {
    const before = await getShareImage({ kind: 'article', id });
    await change();
    await workOff();
    const there = drawn();
    const { path: image } = await getShareImage({ kind: 'article', id });
    expect(image, what).not.toBe(before.path);
    expect(there, what).toContain(image.split('/').at(-1));
    const answered = await getShareImageAt(slug, image.slice(-28, -4));
    expect((await answered!.read())!.length, what).toBeGreaterThan(5_000);
    expect(drawn(), `${what}: whoever asks only reads`).toEqual(there);
    const { path: ofQuote } = await getShareImage({ kind: 'quote', id: quote });
    expect(there, `${what}: a quote`).toContain(ofQuote.split('/').at(-1));
  }
});

test('cards that readers made wait behind what the newsroom does, and the newest of them are enough', async () => {
  const { id } = await publishBy(editor, draft);
  const digests: string[] = [];
  for (let number = 0; number < 25; number++) digests.push(await issueQuoteOf(id, number));
  await ordered();
  await drawShareImages({ kind: 'article', id });
  await db.transaction((tx) => orderShareImages(tx, [{ kind: 'article', id }]));
  const waiting = await db.execute(
    sql`select data from pgboss.job where name = 'share-images' order by priority desc, created_on`,
  );
  const [first, ...rest] = waiting.map(({ data }) => data as Subject);
  expect(first).toEqual({ kind: 'article', id });
  expect(new Set(rest.map((quote) => quote.id))).toEqual(new Set(digests.slice(-20)));
});

test('of many articles the newest come first, and what is left is left to another job', async () => {
  await ordered();
  const [author] = await db.insert(authors).values({ handle: 'prolific', name: 'Pro Lific' }).returning();
  const days = Array.from({ length: 51 }, (_, day) => day);
  const rows = await db
    .insert(articles)
    .values(days.map((day) => ({ state: 'published' as const, publishedAt: new Date(2020, 0, 1 + day) })))
    .returning({ id: articles.id });
  const texts = await db
    .insert(revisions)
    .values(rows.map(({ id }) => ({ articleId: id, number: 1, headline: 'x', slug: 'x', body: emptyBody })))
    .returning({ id: revisions.id, articleId: revisions.articleId });
  await db
    .insert(revisionAuthors)
    .values(texts.map(({ id }) => ({ revisionId: id, authorId: author!.id, position: 1 })));
  for (const text of texts)
    await db.update(articles).set({ publishedRevisionId: text.id }).where(eq(articles.id, text.articleId));
  const newest = rows.map(({ id }) => id).toReversed();

  // The lead picture of the newest cannot be read: its file has become a folder.
  const lead = await storedPicture('#123456');
  const attrs = { media: lead, alt: 'Mud.', caption: '', credit: 'Drawn here' };
  await db
    .update(revisions)
    .set({ body: bodyOf({ type: 'figure', attrs }) })
    .where(eq(revisions.articleId, newest[0]!));
  const file = join(process.env.DATA_DIR!, 'media', `${lead}.jpg`);
  rmSync(file);
  mkdirSync(file);
  vi.spyOn(console, 'error').mockImplementationOnce(() => {});

  await redrawShareImages({ of: 'author', id: author!.id });
  rmSync(file, { recursive: true });
  const isDrawn = async (id: string) =>
    drawn().includes(`${(await issueShareImage({ kind: 'article', id }))!.digest}.jpg`);
  expect(await Promise.all(newest.map(isDrawn))).toEqual(newest.map((_, at) => at > 0 && at < 50));
  expect(await ordered(), 'what failed is tried again, alone').toEqual([{ kind: 'article', id: newest[0] }]);
  const [next, ...more] = (await ordered('redraw')) as Redrawing[];
  expect(next).toMatchObject({ of: 'author', id: author!.id, after: { id: newest[49] } });
  expect(more).toEqual([]);
  await redrawShareImages(next!);
  expect(await isDrawn(newest[50]!)).toBe(true);
  expect(await ordered('redraw')).toEqual([]);
});

test('the workers of the site do it', async () => {
  const { id } = await publishBy(editor, { ...draft, headline: 'Ebb' });
  await db.execute(sql`delete from pgboss.job`);
  const digest = (await issueShareImage({ kind: 'article', id }))!.digest;
  expect(drawn()).not.toContain(`${digest}.jpg`);
  await db.transaction((tx) => orderRedrawing(tx, [{ of: 'publication', id: '' }]));
  await startJobs(1);
  try {
    await expect.poll(drawn, { timeout: 30_000 }).toContain(`${digest}.jpg`);
  } finally {
    await stopJobs();
  }
}, 60_000);
