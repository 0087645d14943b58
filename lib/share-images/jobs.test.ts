import { mkdtempSync, readdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { User } from '#lib/auth/roles';
import { closeStudio } from '#lib/studio/studio';
import { draftBy, hire, publishBy } from '../../e2e/support/newsroom.ts';

process.env.DATA_DIR = mkdtempSync(join(tmpdir(), 'share-'));
const { db } = await import('#db/client');
const { prepareJobs } = await import('#lib/jobs');
const { schedulePublication } = await import('#lib/articles/schedules/mutations');
const { addGroup, changeGroup } = await import('#lib/groups/mutations');
const { changeProfile } = await import('#lib/authors/mutations');
const { drawShareImages } = await import('./jobs.ts');
const { issueShareImage, layOutScheduled } = await import('./mutations.ts');

let editor: User;
beforeAll(async () => {
  await prepareJobs(process.env.DATABASE_URL!);
  editor = await hire('editor');
});
afterAll(closeStudio);

const draft = { headline: 'Mud', standfirst: '', paragraphs: ['Much of it.'] };
const drawn = () => readdirSync(join(process.env.DATA_DIR!, 'media', 'share'));

/** What is to be drawn since the last time that this was asked. */
async function ordered(): Promise<unknown[]> {
  const rows = await db.execute(sql`delete from pgboss.job where name = 'share-images' returning data`);
  return rows.map(({ data }) => data);
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
