import { closeSync, existsSync, ftruncateSync, openSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import postgres from 'postgres';
import { bodyVersion } from '../../lib/body/body.ts';
import { lockDataDir } from '../../server/data-dir.ts';
import { type Cluster, startCluster } from '../../server/embedded-postgres.ts';
import { earlierDataFolder, earlierPicture } from '../support/earlier-data.ts';
import { runScript } from '../support/script.ts';
import { clearAway, type Site, startSite } from '../support/site.ts';

/** What a data folder of an earlier version lives to see: real clusters, and `npm start` as its owner runs it. */
test.afterEach(clearAway);

const migrations = (
  JSON.parse(readFileSync(join(import.meta.dirname, '../../db/migrations/meta/_journal.json'), 'utf8')) as {
    entries: unknown[];
  }
).entries.length;
const copies = (dataDir: string): string[] =>
  existsSync(join(dataDir, 'backups')) ? readdirSync(join(dataDir, 'backups')) : [];

/** Does `work` in the database of a folder on which nothing runs. */
async function inDatabase<T>(dataDir: string, work: (sql: postgres.Sql, cluster: Cluster) => Promise<T>): Promise<T> {
  const cluster = await startCluster(dataDir, () => {});
  const sql = postgres(cluster.url, { max: 1, onnotice: () => {} });
  try {
    return await work(sql, cluster);
  } finally {
    await sql.end();
    await cluster.stop();
  }
}

/** All that people wrote, in the columns it had when they wrote it. */
const written = (dataDir: string) =>
  inDatabase(dataDir, async (sql) => ({
    articles:
      await sql`select id, state, slug, published_at, published_revision_id, created_by from articles order by id`,
    revisions:
      await sql`select id, article_id, number, headline, standfirst, language, body->'content' as text, section_id from revisions order by id`,
    addresses: await sql`select slug, article_id from article_slugs order by slug`,
    comments: await sql`select id, article_id, name, email, body, state, created_at from comments order by id`,
    authors: await sql`select id, handle, name from authors order by id`,
    users: await sql`select id, name, email, role from users order by id`,
    sections: await sql`select id, slug, name, description from sections order by id`,
    settings: await sql`select name, time_zone, contact_email, set_up_at from settings`,
  }));

/** Which version of what a text may hold the stored ones are of. */
const versionsIn = (dataDir: string) =>
  inDatabase(dataDir, async (sql) => {
    const rows = await sql`
      select distinct body->'attrs'->'version' as version
      from (select body from revisions union all select body from pages) as texts`;
    return rows.map(({ version }) => version);
  });

const migrationsIn = (dataDir: string) =>
  inDatabase(dataDir, async (sql) => (await sql`select from drizzle.__drizzle_migrations`).length);

/** As if this code's first migration were still to come: it will fail, because its tables are there. */
const forgetMigrations = (dataDir: string) =>
  inDatabase(dataDir, (sql) => sql`update drizzle.__drizzle_migrations set created_at = 1`);

async function expectRefusal(site: Site, sentence: RegExp): Promise<void> {
  expect(await site.ended, site.output).toBe(1);
  expect(site.output).toMatch(sentence);
  expect(site.output, 'no stack trace').not.toMatch(/^\s+at .+:\d+/m);
}

test('a magazine of an earlier version is brought up to date; nothing in it changes, and it is copied before', async () => {
  const dataDir = await earlierDataFolder();
  const secret = readFileSync(join(dataDir, 'auth-secret'), 'utf8');
  const before = await written(dataDir);
  expect(before.articles.length).toBeGreaterThan(10);
  expect(await migrationsIn(dataDir)).toBe(1);

  const site = await (await startSite({}, { dataDir })).ready();
  expect(site.output).not.toContain('Filling the empty database');
  const article = await (await fetch(`${site.url}/articles/what-was-here-before`)).text();
  expect(article).toContain('The first boat leaves at six, whatever the fog says.');
  expect(article).toContain('둘째 배는 물때를 기다린다');
  expect(await site.answers(`/media/${earlierPicture}`)).toBe(true);
  expect(await site.stop()).toBe(0);

  expect(await migrationsIn(dataDir)).toBe(migrations);
  expect(await written(dataDir)).toEqual(before);
  expect(await versionsIn(dataDir)).toEqual([bodyVersion]);
  expect(readFileSync(join(dataDir, 'auth-secret'), 'utf8')).toBe(secret);

  if (migrations === 1) return expect(copies(dataDir), 'nothing was to be done').toEqual([]);
  const [copy, ...others] = copies(dataDir);
  expect(others).toEqual([]);
  expect(copy).toMatch(/^mansudae-korea-\d{8}-\d{6}-before-update\.tar\.gz$/);
  const restored = await runScript('restore', dataDir, [join(dataDir, 'backups', copy!)]);
  expect(restored.code, restored.output).toBe(0);
  expect(await migrationsIn(dataDir), 'the copy is of before').toBe(1);
  expect(await written(dataDir)).toEqual(before);
});

test('a migration that fails says which copy to go back to, and the next starts keep that one', async () => {
  const dataDir = await earlierDataFolder();
  await forgetMigrations(dataDir);
  const before = await written(dataDir);

  const failing = await startSite({}, { dataDir });
  await expectRefusal(failing, /could not be brought up to date.*nothing in it was changed/);
  const [, copy] = /`npm run restore -- (\S+-before-update\.tar\.gz)` brings it back/.exec(failing.output) ?? [];
  expect(copies(dataDir).map((name) => join(dataDir, 'backups', name))).toEqual([copy]);
  const again = await startSite({}, { dataDir });
  await expectRefusal(again, /could not be brought up to date/);
  expect(again.output).toContain(copy);
  expect(copies(dataDir), 'nothing changed in between: one copy is enough').toHaveLength(1);

  // whoever goes back and writes on has something new to lose
  await inDatabase(dataDir, (sql) => sql`update settings set tagline = 'Written later'`);
  await expectRefusal(await startSite({}, { dataDir }), /could not be brought up to date/);
  expect(copies(dataDir)).toHaveLength(2);

  const restored = await runScript('restore', dataDir, [copy!]);
  expect(restored.code, restored.output).toBe(0);
  expect(await written(dataDir)).toEqual(before);
});

test('without room for the copy nothing is begun', async () => {
  const dataDir = await earlierDataFolder();
  await forgetMigrations(dataDir);
  const file = openSync(join(dataDir, 'postgres/enormous'), 'w'); // all of it a hole
  ftruncateSync(file, 4e12);
  closeSync(file);
  await expectRefusal(await startSite({}, { dataDir }), /There is no room in .*backups: up to 4000\.\d GB are needed/);
  expect(copies(dataDir)).toEqual([]);
});

test('a database of another PostgreSQL is refused, and so is one that a newer magazine has used', async () => {
  const dataDir = await earlierDataFolder();
  await inDatabase(
    dataDir,
    (sql) => sql`insert into drizzle.__drizzle_migrations (hash, created_at) values ('later', 99999999999999)`,
  );
  await expectRefusal(await startSite({}, { dataDir }), /used by a newer version of the magazine\. Update the code/);
  writeFileSync(join(dataDir, 'postgres/PG_VERSION'), '17\n');
  await expectRefusal(await startSite({}, { dataDir }), /made by PostgreSQL 17, and this version .* brings 18/);
  expect(copies(dataDir)).toEqual([]);
});

test('a start that is killed while it copies leaves the database as it was', async () => {
  const dataDir = await earlierDataFolder();
  await forgetMigrations(dataDir);
  const before = await written(dataDir);
  const site = await startSite({}, { dataDir });
  await expect
    .poll(() => copies(dataDir).some((name) => name.endsWith('.new')), { intervals: [5], timeout: 120_000 })
    .toBe(true);
  site.process.kill('SIGKILL');
  await site.ended;
  (await lockDataDir(dataDir)).close(); // nothing holds it
  expect(await written(dataDir)).toEqual(before);
});
