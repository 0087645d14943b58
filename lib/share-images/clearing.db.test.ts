import { mkdtempSync, readdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { User } from '#lib/auth/roles';
import { closeStudio } from '#lib/studio/studio';
import { draftBy, hire, publishBy } from '../../e2e/support/newsroom.ts';

process.env.DATA_DIR = mkdtempSync(join(tmpdir(), 'share-'));
const { db } = await import('#db/client');
const { articles, revisions } = await import('#db/schema/articles');
const { prepareJobs } = await import('#lib/jobs');
const { unpublishArticle } = await import('#lib/articles/mutations');
const { schedulePublication } = await import('#lib/articles/schedules/mutations');
const { addGroup, changeGroup } = await import('#lib/groups/mutations');
const { clearShareImages } = await import('./clearing.ts');
const { drawnShareImage } = await import('./drawn.ts');
const { drawShareImages } = await import('./jobs.ts');
const { home, issueShareImage, layOutRevision, layOutScheduled } = await import('./mutations.ts');
const { getShareImageAt } = await import('./queries.ts');

let editor: User;
beforeAll(async () => {
  await prepareJobs(process.env.DATABASE_URL!);
  editor = await hire('editor');
});
afterAll(closeStudio);

const draft = { headline: 'Mud', standfirst: '', paragraphs: ['Much of it.'] };
const drawn = () => readdirSync(join(process.env.DATA_DIR!, 'media', 'share')).map((file) => file.slice(0, 24));
const article = (id: string) => ({ kind: 'article', id }) as const;
const digestOf = async (id: string) => (await issueShareImage(article(id)))!.digest;

test('nothing is drawn yet, and nothing is to be deleted', () => clearShareImages());

test('how something looked before is deleted; its address is answered with how it looks now', async () => {
  const { id, path } = await publishBy(editor, draft);
  await drawShareImages(article(id));
  const before = await digestOf(id);
  await db.update(revisions).set({ headline: 'Sand' }).where(eq(revisions.articleId, id));
  await drawShareImages(article(id));
  const now = await digestOf(id);
  expect(drawn()).toEqual(expect.arrayContaining([before, now]));

  await clearShareImages();
  expect(drawn()).toContain(now);
  expect(drawn()).not.toContain(before);
  const answer = await getShareImageAt(path.split('/').at(-1)!, before);
  expect(answer).toMatchObject({ digest: now, isCurrent: false });
  expect((await answer!.read())!.length).toBeGreaterThan(5_000);
  expect(drawn(), 'and is not drawn for it').not.toContain(before);
});

test('what readers see stays, and what they will see; drafts and what was taken from them go', async () => {
  const shown = await publishBy(editor, { ...draft, headline: 'Shown' });
  const taken = await publishBy(editor, { ...draft, headline: 'Taken' });
  const coming = await draftBy(editor, { ...draft, headline: 'Coming' });
  const written = await draftBy(editor, { ...draft, headline: 'Written' });
  await schedulePublication(editor, { id: coming, at: new Date(Date.now() + 3_600_000) });
  const section = await addGroup(editor, {
    kind: 'section',
    name: 'Sea',
    hangulName: '',
    description: '',
    slug: '',
  });
  for (const subject of [
    article(shown.id),
    article(taken.id),
    article(coming),
    { kind: 'section', id: section.id },
    home,
  ] as const)
    await drawShareImages(subject);
  const preview = (await layOutRevision(written))!;
  await drawnShareImage(preview.digest, preview.layout);
  const ofTaken = await digestOf(taken.id);
  await unpublishArticle(editor, taken.id);
  expect(drawn()).toEqual(expect.arrayContaining([ofTaken, preview.digest]));

  await clearShareImages();
  const { digest: ofSection } = (await issueShareImage({ kind: 'section', id: section.id }))!;
  expect(drawn()).toEqual(
    expect.arrayContaining([
      await digestOf(shown.id),
      (await layOutScheduled(coming))!.digest,
      ofSection,
      (await issueShareImage(home))!.digest,
    ]),
  );
  expect(drawn()).not.toContain(ofTaken);
  expect(drawn()).not.toContain(preview.digest);

  await changeGroup(editor, {
    kind: 'section',
    id: section.id,
    name: 'Coast',
    hangulName: '',
    description: '',
    slug: '',
  });
  await drawShareImages({ kind: 'section', id: section.id });
  await db.delete(articles).where(eq(articles.id, shown.id));
  const before = drawn().length;
  await clearShareImages();
  expect(drawn(), 'the former name of the section, and the article that is gone').toHaveLength(before - 2);
});
