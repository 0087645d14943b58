import { existsSync } from 'node:fs';
import { readEnv } from '#lib/env';
import { authSecret, openDataDir } from '../server/data-dir.ts';
import { exitWith, StartError } from '../server/fail.ts';
import { prepareDatabase } from '../server/migrate.ts';
import { type Reached, reachCluster } from '../server/reach-cluster.ts';

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
  const { url, stop } = env.DATABASE_URL
    ? await reachOwn(env.DATABASE_URL)
    : await reachCluster(dataDir, console.log, { upToDate: true });
  process.env.DATABASE_URL = url;
  try {
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

async function reachOwn(url: string): Promise<Reached> {
  await prepareDatabase(url);
  return { url, stop: async () => {} };
}
