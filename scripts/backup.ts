import { existsSync, statSync } from 'node:fs';
import { setPriority } from 'node:os';
import { resolve } from 'node:path';
import { readEnv } from '#lib/env';
import { backUp, inWords } from '../server/backups.ts';
import { openDataDir } from '../server/data-dir.ts';
import { findPlace } from '../server/embedded-postgres.ts';
import { exitWith, StartError } from '../server/fail.ts';
import { reachCluster } from '../server/reach-cluster.ts';

/**
 * `npm run backup`: everything of the magazine in one file. It works while the magazine runs, whose readers notice
 * nothing, and while it does not.
 */
const usage = `npm run backup                writes a backup to DATA_DIR/backups, where three are kept
npm run backup -- FOLDER      writes it to another folder, where all are kept`;

const [folder, ...more] = process.argv.slice(2);
if (folder?.startsWith('-') || more.length > 0) {
  console.log(usage);
  process.exit(folder === '--help' ? 0 : 1);
}
await backup().catch((error) => exitWith(error, 'The backup could not be made'));

async function backup(): Promise<void> {
  if (existsSync('.env')) process.loadEnvFile('.env');
  const settings = readEnv(process.env);
  if ('faults' in settings) throw new StartError(settings.faults.join('\n'));
  const { env } = settings;
  const dataDir = openDataDir(env.DATA_DIR);
  setPriority(10); // readers come first
  const file = env.DATABASE_URL ? await backUp(dataDir, null, target()) : await backUpEmbedded(dataDir);
  console.log(`\n${file} (${inWords(statSync(file).size)})
${env.DATABASE_URL ? 'holds the pictures and the secret' : 'holds the database, the pictures and the secrets'}. Keep it where nobody else reads it, and a copy on another machine.`);
  if (env.MEDIA_S3_ENDPOINT)
    console.log(`
The pictures are in your bucket, ${env.MEDIA_S3_BUCKET}, and are not in it. Keep a copy of that too.`);
  if (env.DATABASE_URL)
    console.log(`
The database is your own and is not in it. PostgreSQL's own tool copies it:

    pg_dump --format=custom --file=magazine.dump "$DATABASE_URL"`);
}

async function backUpEmbedded(dataDir: string): Promise<string> {
  const place = await findPlace(dataDir, console.log);
  if (!existsSync(place.folder)) throw new StartError(`There is no magazine in ${dataDir} yet.`);
  const { url, stop } = await reachCluster(dataDir, () => {}, { upToDate: false });
  try {
    return await backUp(dataDir, { place, url }, target());
  } finally {
    await stop();
  }
}

/** npm runs us in the folder of the code, and says where it was called. */
function target(): string | undefined {
  return folder && resolve(process.env.INIT_CWD ?? '', folder);
}
