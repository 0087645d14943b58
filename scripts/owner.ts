import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { readEnv } from '#lib/env';
import { authSecret, lockDataDir, openDataDir } from '../server/data-dir.ts';
import { databaseUrlFile, startCluster } from '../server/embedded-postgres.ts';
import { exitWith, StartError } from '../server/fail.ts';
import { prepareDatabase } from '../server/migrate.ts';

/**
 * `npm run owner -- sign-in`: prints a link with which the owner signs in, valid for an hour, once. It works while the
 * magazine runs and while it does not.
 */
const usage = 'npm run owner -- sign-in     prints a link with which the owner signs in';

if (process.argv[2] !== 'sign-in') {
  console.log(usage);
  process.exit(process.argv[2] ? 1 : 0);
}
await signIn().catch(exitWith);

async function signIn(): Promise<void> {
  if (existsSync('.env')) process.loadEnvFile('.env');
  const settings = readEnv(process.env);
  if ('faults' in settings) throw new StartError(settings.faults.join('\n'));
  const { env } = settings;
  const dataDir = openDataDir(env.DATA_DIR);
  process.env.AUTH_SECRET = authSecret(dataDir, env.AUTH_SECRET);
  const stop = env.DATABASE_URL ? async () => {} : await reachEmbedded(dataDir);
  try {
    await prepareDatabase(process.env.DATABASE_URL!);
    const { ownerSignInLink } = await import('#lib/people/mutations');
    const { path, email } = await ownerSignInLink();
    const address = env.SITE_URL ?? `http://localhost:${env.PORT}`;
    console.log(
      `\nSigns in ${email.endsWith('.invalid') ? 'the owner' : email}, for an hour, once:\n\n    ${address}${path}\n`,
    );
  } finally {
    await (await import('#db/client')).closeDatabase();
    await stop();
  }
}

/** The database of the magazine that runs on `dataDir`, or, when none runs, its cluster started for this moment. */
async function reachEmbedded(dataDir: string): Promise<() => Promise<void>> {
  const lock = await lockDataDir(dataDir).catch(() => null);
  if (lock) {
    const cluster = await startCluster(dataDir, () => {});
    process.env.DATABASE_URL = cluster.url;
    return async () => {
      await cluster.stop();
      lock.close();
    };
  }
  const file = join(dataDir, databaseUrlFile);
  if (!existsSync(file)) throw new StartError('The magazine is just starting; try again when it prints its address.');
  process.env.DATABASE_URL = readFileSync(file, 'utf8');
  return async () => {};
}
