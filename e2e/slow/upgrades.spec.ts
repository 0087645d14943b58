import {
  closeSync,
  cpSync,
  existsSync,
  ftruncateSync,
  mkdtempSync,
  openSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import { drizzle } from 'drizzle-orm/postgres-js';
import { migrate } from 'drizzle-orm/postgres-js/migrator';
import postgres from 'postgres';
import { bodyVersion } from '../../lib/body/body.ts';
import { lockDataDir } from '../../server/data-dir.ts';
import { type Cluster, startCluster } from '../../server/embedded-postgres.ts';
import { earlierDataFolder, earlierPicture } from '../support/earlier-data.ts';
import { runScript } from '../support/script.ts';
import { clearAway, type Site, startSite } from '../support/site.ts';
import { mustBeValid } from '../support/valid.ts';

/** What a data folder of an earlier version lives to see: real clusters, and `npm start` as its owner runs it. */
test.afterEach(clearAway);

const migrationsFolder = join(import.meta.dirname, '../../db/migrations');
const journalIn = (folder: string) => join(folder, 'meta/_journal.json');
const journal = JSON.parse(readFileSync(journalIn(migrationsFolder), 'utf8')) as { entries: { idx: number }[] };
const migrations = journal.entries.length;
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

/** Brings a database to where a version was whose newest migration is `newest`. */
async function migrateTo(sql: postgres.Sql, newest: number): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'migrations-'));
  cpSync(migrationsFolder, folder, { recursive: true });
  const entries = journal.entries.filter(({ idx }) => idx <= newest);
  writeFileSync(journalIn(folder), JSON.stringify({ ...journal, entries }));
  await sql`create extension if not exists pg_trgm`;
  await migrate(drizzle(sql), { migrationsFolder: folder });
  rmSync(folder, { recursive: true });
}

/** Gives an article another revision, as a desk does on which somebody goes on writing. Returns its id. */
async function reviseIn(sql: postgres.Sql, slug: string, headline: string): Promise<string> {
  const [row] = await sql<{ id: string }[]>`
    insert into revisions (article_id, number, headline, standfirst, slug, language, body, section_id)
    select article_id, 1 + (select max(number) from revisions as others where others.article_id = revisions.article_id),
      ${headline}, standfirst, revisions.slug, language, body, section_id
    from revisions join articles on articles.published_revision_id = revisions.id where articles.slug = ${slug}
    returning id`;
  return row!.id;
}

test('a magazine with schedules, drafts and translations, of the version before pictures and search, goes on as it was', async () => {
  const dataDir = await earlierDataFolder();
  const shown = [
    'what-was-here-before',
    'who-feeds-the-cranes',
    'rain-by-any-of-its-names',
    'the-telephone-at-nine-oclock',
  ];
  const digest = await inDatabase(dataDir, async (sql) => {
    await migrateTo(sql, 8);
    const came = await reviseIn(sql, shown[1]!, 'Zephyr over the cranes');
    const comes = await reviseIn(sql, shown[2]!, 'Quagga in the rain');
    const drafted = await reviseIn(sql, shown[3]!, 'Okapi on the telephone');
    const schedule = (slug: string, id: string, at: string) => sql`
      update articles set scheduled_revision_id = ${id}, scheduled_slug = slug, scheduled_at = now() + ${at}::interval
      where slug = ${slug}`;
    await schedule(shown[1]!, came, '-1 minute');
    await schedule(shown[2]!, comes, '1 day');
    await sql`update articles set draft_revision_id = ${drafted}, state = 'draft' where slug = ${shown[3]!}`;
    await sql`update articles set unpublish_at = now() - interval '1 minute' where slug = 'two-ways-to-pay-for-a-front-door'`;
    await sql`update revisions set translation_of = (select id from articles where slug = ${shown[0]!})
      where article_id = (select id from articles where slug = '평양냉면과-서울의-여름')`;
    const [image] = await sql<{ digest: string }[]>`select digest from share_images`;
    return image!.digest;
  });
  const kept = async () => {
    const { articles: _, comments, ...all } = await written(dataDir);
    const media = await inDatabase(
      dataDir,
      (sql) => sql`select id, extension, width, height, bytes from media order by id`,
    );
    return { ...all, comments, media };
  };
  const before = await kept();

  const site = await (await startSite({}, { dataDir })).ready();
  const ask = (path: string) => fetch(site.url + path);
  const read = async (path: string) => (await ask(path)).text();
  const headlineAt = async (slug: string) => /<h1[^>]*>([^<]+)/.exec(await read(`/articles/${slug}`))?.[1];
  expect(await headlineAt(shown[1]!), 'its time came before').toBe('Zephyr over the cranes');
  for (const [slug, word] of [
    [shown[2], 'Quagga'],
    [shown[3], 'Okapi'],
  ]) {
    expect(await headlineAt(slug!)).not.toContain(word);
    expect(await read(`/search?q=${word}`), 'nobody finds what is not public').toContain('No article with');
  }
  expect((await ask('/articles/two-ways-to-pay-for-a-front-door')).status).toBe(404);
  await expect.poll(() => read('/search?q=zephyr'), 'made ready after the start').toContain('One article with');
  await expect.poll(() => read(`/search?q=${encodeURIComponent('냉면')}`)).toContain('평양');
  expect(await read(`/articles/${shown[0]}`)).toMatch(/hrefLang="ko"/i);
  const image = await ask(`/articles/${shown[0]}/share/${digest}.jpg`);
  expect([image.status, image.headers.get('content-type')], 'an address that was given out').toEqual([
    200,
    'image/jpeg',
  ]);
  mustBeValid('rss', await read('/feed.xml'));
  mustBeValid('sitemap', await read('/sitemap.xml?part=articles-1'));
  expect(await site.stop()).toBe(0);

  expect(await kept()).toEqual(before);
  expect(await migrationsIn(dataDir)).toBe(migrations);
});

test('pictures that were replaced and removed stay so, and former handles lead on, after the version that brought them', async () => {
  const dataDir = await earlierDataFolder();
  const instead = earlierPicture.split('.')[0]!;
  const { slug, replaced } = await inDatabase(dataDir, async (sql) => {
    await migrateTo(sql, 12);
    const [used] = await sql<{ slug: string; replaced: string }[]>`
      select articles.slug, media.id as replaced from articles
      join revisions on revisions.id = articles.published_revision_id
      join media on jsonb_path_query_array(body, '$.**.media') ? media.id
      where media.id <> ${instead} order by articles.slug limit 1`;
    await sql`update media set replaced_by = ${instead} where id = ${used!.replaced}`;
    await sql`insert into media (id, extension, width, height, bytes, removed_at) values (${'f'.repeat(32)}, 'jpg', 3, 2, 9, now())`;
    await sql`insert into moved_handles (handle, author_id) select 'sora-han', id from authors where handle = 'han-sora'`;
    await sql`
      insert into published_texts (article_id, revision_id, text)
      select articles.id, published_revision_id, 'of an earlier making' from articles where slug = ${used!.slug}`;
    return used!;
  });
  const site = await (await startSite({}, { dataDir })).ready();
  expect(await (await fetch(`${site.url}/articles/${slug}`)).text()).toContain(`/media/${instead}`);
  const moved = await fetch(`${site.url}/authors/sora-han`, { redirect: 'manual' });
  expect([moved.status, moved.headers.get('location')]).toEqual([301, '/authors/han-sora']);
  const answer = await fetch(`${site.url}/search?q=earlier+making`);
  expect(await answer.text(), 'what was ready is not made anew').toContain('One article with');
  expect(await site.stop()).toBe(0);
  const rows = await inDatabase(
    dataDir,
    (sql) =>
      sql`select id, shown_as, removed_at is not null as gone from media where replaced_by is not null or removed_at is not null order by id`,
  );
  expect(rows.map((row) => ({ ...row }))).toEqual(
    [
      { id: replaced, shown_as: instead, gone: false },
      { id: 'f'.repeat(32), shown_as: null, gone: true },
    ].toSorted((one, other) => one.id.localeCompare(other.id)),
  );
});
