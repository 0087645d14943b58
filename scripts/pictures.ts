import { existsSync } from 'node:fs';
import { setPriority } from 'node:os';
import { readEnv } from '#lib/env';
import { openDataDir } from '../server/data-dir.ts';
import { exitWith, StartError } from '../server/fail.ts';
import { reachCluster } from '../server/reach-cluster.ts';

/**
 * `npm run pictures`: copies the pictures from the folder to the bucket, or back, and verifies each. It works while the
 * magazine runs and while it does not.
 */
const usage = `npm run pictures -- to-bucket     copies the pictures from DATA_DIR/media to the bucket of the MEDIA_S3_ settings
npm run pictures -- to-folder     copies them back`;

const [direction, ...more] = process.argv.slice(2);
if ((direction !== 'to-bucket' && direction !== 'to-folder') || more.length > 0) {
  console.log(usage);
  process.exit(direction === undefined || direction === '--help' ? 0 : 1);
}
await copy(direction).catch((error) => exitWith(error, 'The pictures could not be copied'));

async function copy(where: 'to-bucket' | 'to-folder'): Promise<void> {
  if (existsSync('.env')) process.loadEnvFile('.env');
  const settings = readEnv(process.env);
  if ('faults' in settings) throw new StartError(settings.faults.join('\n'));
  const { env } = settings;
  const dataDir = openDataDir(env.DATA_DIR);
  setPriority(10); // readers come first
  const { url, stop } = env.DATABASE_URL
    ? { url: env.DATABASE_URL, stop: async () => {} }
    : await reachCluster(dataDir, console.log, { upToDate: true });
  process.env.DATABASE_URL = url;
  try {
    const { bucketStore, folderStore } = await import('#lib/media/store/store');
    const bucket = bucketStore();
    if (!bucket)
      throw new StartError('There is no bucket: set MEDIA_S3_ENDPOINT, and what .env.example names beside it.');
    const [from, to] = where === 'to-bucket' ? [folderStore(), bucket] : [bucket, folderStore()];
    const { copyPictures } = await import('#lib/media/store/move');
    const { copied, there, bytes, faults } = await copyPictures(from, to);
    console.log(`${copied} files copied (${(bytes / 1e6).toFixed(1)} MB), ${there} were there already, each read back and the same.
They are in ${to.where} now, and still in ${from.where}.`);
    if (faults.length > 0)
      throw new StartError(
        `${faults.length === 1 ? 'One file is' : `${faults.length} files are`} not as it should be:\n${faults.join('\n')}`,
      );
  } finally {
    await (await import('#db/client')).closeDatabase();
    await stop();
  }
}
