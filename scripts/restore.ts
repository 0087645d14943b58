import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { readEnv } from '#lib/env';
import { lockDataDir, openDataDir } from '../server/data-dir.ts';
import { findPlace } from '../server/embedded-postgres.ts';
import { exitWith, StartError } from '../server/fail.ts';
import { checkBackup, restore } from '../server/restore.ts';

/**
 * `npm run restore -- FILE`: puts a backup in the place of what is there, which is put aside. (npm runs us in the folder of
 * the code, and says where it was called.)
 */
const usage = `npm run restore -- FILE             puts a backup in place of what is in DATA_DIR, which is put aside
npm run restore -- --check FILE     only says whether the backup is whole`;

const isCheck = process.argv[2] === '--check';
const [file, ...more] = process.argv.slice(isCheck ? 3 : 2);
if (!file || file.startsWith('-') || more.length > 0) {
  console.log(usage);
  process.exit(file === '--help' ? 0 : 1);
}
await run(resolve(process.env.INIT_CWD ?? '', file)).catch((error) =>
  exitWith(error, 'The backup could not be restored'),
);

async function run(file: string): Promise<void> {
  if (existsSync('.env')) process.loadEnvFile('.env');
  const settings = readEnv(process.env);
  if ('faults' in settings) throw new StartError(settings.faults.join('\n'));
  const { env } = settings;
  const dataDir = openDataDir(env.DATA_DIR, { toRestore: true });
  const place = await findPlace(dataDir, console.log);
  if (isCheck) {
    const { madeAt, version } = await checkBackup(file, place.major);
    console.log(`\n${file} is whole: made at ${inUtc(madeAt)} by version ${version}.`);
    return;
  }
  const lock = await lockDataDir(dataDir);
  const { info, aside } = await restore(file, dataDir, place, env.DATABASE_URL !== undefined);
  lock.close();
  const what = [...(info.database ? ['database'] : []), ...(info.pictures ? ['pictures'] : []), 'secrets'];
  console.log(`\nRestored as of ${inUtc(info.madeAt)}: ${what.join(', ')}.`);
  if (!info.database) console.log('The database is your own: pg_restore brings back what pg_dump wrote.');
  if (aside.length > 0)
    console.log(
      `What was there before is kept, to be removed when all is well:\n${aside.join('\n').replace(/^/gm, '    ')}`,
    );
  console.log('`npm start` starts the magazine.');
}

function inUtc(moment: string): string {
  return `${moment.slice(0, 16).replace('T', ' ')} UTC`;
}
