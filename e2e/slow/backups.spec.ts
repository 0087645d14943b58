import { execFileSync } from 'node:child_process';
import { chmodSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { gzipSync } from 'node:zlib';
import { expect, test } from '@playwright/test';
import postgres from 'postgres';
import { databaseUrlFile, findPlace, startCluster } from '../../server/embedded-postgres.ts';
import { createTar } from '../../server/tar.ts';
import { earlierDataFolder, earlierPicture } from '../support/earlier-data.ts';
import { runScript } from '../support/script.ts';
import { clearAway, newFolder, startSite } from '../support/site.ts';

/** `npm run backup` and `npm run restore`, as an owner types them. */
test.afterEach(clearAway);

const small = { SAMPLE_CONTENT: '0' };
/** Those that were asked for: a start on an earlier database makes one of another kind. */
const backupsIn = (folder: string) =>
  readdirSync(folder)
    .filter((name) => !name.includes('before-update'))
    .map((name) => join(folder, name));

async function succeeding(run: ReturnType<typeof runScript>): Promise<string> {
  const { code, output } = await run;
  expect(code, output).toBe(0);
  return output;
}

async function refusing(run: ReturnType<typeof runScript>, sentence: RegExp): Promise<void> {
  const { code, output } = await run;
  expect(output).toMatch(sentence);
  expect(output, 'no stack trace').not.toMatch(/^\s+at .+:\d+/m);
  expect(code).toBe(1);
}

/** Reads one value from a database that runs, or from that of a folder on which nothing runs. */
async function ask(from: { url: string } | { dataDir: string }, query: string): Promise<unknown> {
  if ('dataDir' in from) {
    const cluster = await startCluster(from.dataDir, () => {});
    return ask(cluster, query).finally(cluster.stop);
  }
  const sql = postgres(from.url, { max: 1, onnotice: () => {} });
  const rows = await sql.unsafe(query).finally(() => sql.end());
  return Object.values(rows[0] ?? {})[0];
}

test('a backup of a magazine that runs and is written to holds one moment of it, and readers notice nothing', async () => {
  const dataDir = await earlierDataFolder();
  const site = await (await startSite({}, { dataDir })).ready();
  const url = readFileSync(join(dataDir, databaseUrlFile), 'utf8');
  const secret = readFileSync(join(dataDir, 'auth-secret'), 'utf8');
  const picture = readFileSync(join(dataDir, 'media', earlierPicture));

  // Each number is a transaction of its own, written twice; some are long enough to move elsewhere on the disk.
  await ask({ url }, 'create table numbers (n int primary key, twin int not null unique, words text)');
  const writer = postgres(url, { max: 1 });
  let written = 0;
  let slowest = 0;
  let isOver = false;
  const write = async () => {
    while (!isOver) {
      const n = written + 1;
      await writer`insert into numbers values (${n}, ${n}, repeat('물때 ', ${(n % 50) * 100}))`;
      written = n;
    }
  };
  const read = async () => {
    while (!isOver) {
      const began = Date.now();
      expect(await site.answers('/articles/what-was-here-before')).toBe(true);
      slowest = Math.max(slowest, Date.now() - began);
      await sleep(20);
    }
  };
  const life = Promise.all([write(), read()]);
  await expect.poll(() => written).toBeGreaterThan(100);
  const atBeginning = written;
  slowest = 0;
  const said = await succeeding(runScript('backup', dataDir));
  const atEnd = written;
  isOver = true;
  await life;
  await writer.end();
  console.log(`    backup of a running magazine: ${atEnd - atBeginning} rows meanwhile, slowest page ${slowest} ms`);
  expect(atEnd, 'it was written to while it was copied').toBeGreaterThan(atBeginning + 100);

  const [file] = backupsIn(join(dataDir, 'backups'));
  expect(said).toContain(file);
  expect(statSync(file!).mode & 0o777, 'it holds secrets').toBe(0o600);
  await succeeding(runScript('restore', dataDir, ['--check', file!]));
  await refusing(runScript('restore', dataDir, [file!]), /Another process is already running on/);
  expect(await site.answers('/'), 'and is not disturbed').toBe(true);
  await site.stop();

  // All is lost; the backup brings it back. What was there is kept.
  writeFileSync(join(dataDir, 'auth-secret'), 'another'.repeat(6));
  rmSync(join(dataDir, 'media', earlierPicture));
  const told = await succeeding(runScript('restore', dataDir, [file!]));
  expect(told).toContain('`npm start` starts the magazine');
  expect(readFileSync(join(dataDir, 'auth-secret'), 'utf8')).toBe(secret);
  expect(readFileSync(join(dataDir, 'media', earlierPicture))).toEqual(picture);
  const aside = [...told.matchAll(/^ {4}(\S+\.before-restore-\S+)$/gm)].map(([, path]) => path!);
  expect(aside.map((path) => path.replace(/.*\/([^/]+)\.before-restore.*/, '$1')).sort()).toEqual(
    ['auth-secret', 'media', 'postgres', 'postgres-password'].sort(),
  );
  for (const path of aside) expect(existsSync(path)).toBe(true);

  const count = Number(await ask({ dataDir }, 'select count(*) from numbers'));
  const log = readFileSync(join(dataDir, 'postgres.log'), 'utf8');
  expect(log, 'PostgreSQL knows it for a backup, and has played it to its end').toContain('completed backup recovery');
  expect(count, 'all that was committed before, nothing of later').toBeGreaterThanOrEqual(atBeginning);
  expect(count).toBeLessThanOrEqual(atEnd);
  expect(
    await ask(
      { dataDir },
      `select max(n) = count(*) and min(n) = 1 and bool_and(n = twin and length(words) = (n % 50) * 300) from numbers`,
    ),
    'and no gap',
  ).toBe(true);
  const again = await (await startSite({}, { dataDir })).ready();
  expect(await again.answers('/articles/what-was-here-before')).toBe(true);
});

test('a magazine that stands still is backed up too; three are kept, and in a folder of the owner’s all', async () => {
  const dataDir = await earlierDataFolder();
  const folder = join(dataDir, 'backups');
  const elsewhere = newFolder();
  const older = ['20200101-000000', '20200102-000000', '20200102-000000-before-update', '20200103-000000'].map(
    (name) => `mansudae-korea-${name}.tar.gz`,
  );
  mkdirSync(folder);
  for (const name of [...older, 'mansudae-korea-20200104-000000.tar.gz.new', 'notes.txt'])
    for (const place of [folder, elsewhere]) writeFileSync(join(place, name), '');
  await succeeding(runScript('backup', dataDir));
  expect(readdirSync(folder).sort(), 'a copy from before an update is of another kind').toEqual([
    'mansudae-korea-20200102-000000-before-update.tar.gz',
    'mansudae-korea-20200102-000000.tar.gz',
    'mansudae-korea-20200103-000000.tar.gz',
    expect.stringMatching(/^mansudae-korea-\d{8}-\d{6}\.tar\.gz$/),
    'notes.txt',
  ]);
  await succeeding(runScript('backup', dataDir, [elsewhere]));
  expect(readdirSync(elsewhere)).toEqual(expect.arrayContaining(older));
  expect(readdirSync(elsewhere)).toHaveLength(older.length + 2);
  expect(existsSync(join(dataDir, 'postgres/postmaster.pid')), 'nothing goes on running').toBe(false);

  await refusing(runScript('backup', newFolder()), /There is no magazine in .* yet/);
});

test('a restore refuses what is damaged, foreign, newer, or leads elsewhere; and nothing has changed', async () => {
  const dataDir = await earlierDataFolder();
  await succeeding(runScript('backup', dataDir));
  const [whole] = backupsIn(join(dataDir, 'backups'));
  const bytes = readFileSync(whole!);
  const folder = newFolder();
  const file = (name: string, content: Uint8Array) => {
    writeFileSync(join(folder, name), content);
    return join(folder, name);
  };
  const info = JSON.parse(execFileSync('tar', ['-xzOf', whole!, 'backup.json'], { encoding: 'utf8' })) as object;
  const archive = (about: object, entries: Record<string, string> = {}) => {
    const tar = createTar();
    const parts = [...tar.bytes('backup.json', JSON.stringify({ ...info, ...about }))];
    for (const [name, content] of Object.entries(entries)) parts.push(...tar.bytes(name, content));
    return gzipSync(Buffer.concat([...parts, ...tar.end()]));
  };
  const flipped = Buffer.from(bytes);
  flipped[Math.floor(bytes.length / 2)]! ^= 0x10;
  const before = readdirSync(dataDir);

  for (const [name, content, sentence] of [
    ['flipped', flipped, /is damaged/],
    ['picture.jpg', readFileSync(join(dataDir, 'media', earlierPicture)), /is not a backup of a magazine/],
    ['foreign', archive({ magazine: 'other' }), /is not a backup of a magazine/],
    ['newer', archive({ format: 99, version: '9.0.0' }), /made by a newer version of the magazine \(9\.0\.0\)/],
    [
      'later',
      archive({ database: { postgres: 18, migrations: 9, lastMigration: 99999999999999 } }),
      /made by a newer version of the magazine/,
    ],
    [
      '17',
      archive({ database: { postgres: 17, migrations: 1, lastMigration: 1 } }),
      /holds a database of PostgreSQL 17/,
    ],
    ['climbing', archive({}, { '../escaped': 'x' }), /leads elsewhere/],
    ['strange', archive({}, { outbox: 'x' }), /outbox does not belong in it/],
    ['empty', archive({}), /holds no postgres, no postgres-password, no media/],
  ] as const)
    await test.step(name, () => refusing(runScript('restore', dataDir, [file(name, content)]), sentence));
  await refusing(runScript('restore', dataDir, [join(folder, 'absent')]), /There is no file/);

  expect(readdirSync(dataDir)).toEqual(before);
  expect(existsSync(join(dataDir, '../escaped'))).toBe(false);
  expect(await ask({ dataDir }, "select count(*)::int from article_slugs where slug = 'what-was-here-before'")).toBe(1);
});

test('a restore that was cut short is not taken for a new magazine', async () => {
  const dataDir = newFolder();
  writeFileSync(join(dataDir, 'restore-unfinished'), 'A restore of /b.tar.gz was cut short. Run it again.');
  const site = await startSite(small, { dataDir });
  expect(await site.ended).toBe(1);
  expect(site.output).toContain('A restore of /b.tar.gz was cut short. Run it again.');
  expect(existsSync(join(dataDir, 'postgres'))).toBe(false);
});

test('beside a database of the owner’s own, pictures and secret are backed up, and pg_dump is named', async () => {
  const dataDir = await earlierDataFolder();
  const cluster = await startCluster(newFolder(), () => {});
  const own = { DATABASE_URL: cluster.url };
  try {
    expect(await succeeding(runScript('backup', dataDir, [], own))).toMatch(/database is your own.*\n.*\n.*pg_dump/);
    const [file] = backupsIn(join(dataDir, 'backups'));
    await refusing(runScript('restore', dataDir, [file!]), /made beside a database of your own and holds none/);
    rmSync(join(dataDir, 'media', earlierPicture));
    expect(await succeeding(runScript('restore', dataDir, [file!], own))).toContain('pg_restore');
    expect(existsSync(join(dataDir, 'media', earlierPicture))).toBe(true);
    expect(existsSync(join(dataDir, 'postgres/PG_VERSION')), 'the embedded database is left alone').toBe(true);

    rmSync(file!);
    await succeeding(runScript('backup', dataDir));
    const [embedded] = backupsIn(join(dataDir, 'backups'));
    await refusing(runScript('restore', dataDir, [embedded!], own), /Take DATABASE_URL away/);
  } finally {
    await cluster.stop();
  }
});

test('on a new machine, in a folder that only root may enter, the database goes where PostgreSQL can read it', async () => {
  test.skip(process.getuid?.() !== 0, 'for root alone');
  const earlier = await earlierDataFolder();
  const elsewhere = newFolder();
  await succeeding(runScript('backup', earlier, [elsewhere]));
  const [file] = backupsIn(elsewhere);
  const dataDir = newFolder();
  chmodSync(dataDir, 0o700);
  const { folder } = await findPlace(dataDir, () => {});
  const kept = () => readdirSync(join(folder, '..')).filter((name) => join(folder, '..', name).startsWith(folder));
  try {
    await succeeding(runScript('restore', dataDir, [file!]));
    expect(existsSync(join(dataDir, 'postgres'))).toBe(false);
    expect(await ask({ dataDir }, "select count(*)::int from comments where name = 'Ada Reader'")).toBe(1);
    await succeeding(runScript('backup', dataDir));
    await succeeding(runScript('restore', dataDir, backupsIn(join(dataDir, 'backups'))));
    expect(kept().filter((name) => name.includes('.before-restore-'))).toHaveLength(1);

    chmodSync(earlier, 0o700); // as root finds the magazine of another user
    await refusing(runScript('backup', earlier), /belongs to another user than root/);
  } finally {
    for (const name of kept()) rmSync(join(folder, '..', name), { recursive: true });
  }
});
