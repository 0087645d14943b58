import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { lockDataDir } from './data-dir.ts';
import { databaseUrlFile, startCluster } from './embedded-postgres.ts';
import { StartError } from './fail.ts';
import { migrationState } from './migrate.ts';
import { upgradeCluster } from './upgrade.ts';

export type Reached = { url: string; stop: () => Promise<void> };

/**
 * The embedded database of the magazine that runs on `dataDir`, or, when none runs, its cluster started for this moment.
 * With `upToDate` it has every migration of this code. Throws StartError.
 */
export async function reachCluster(
  dataDir: string,
  say: (sentence: string) => void,
  { upToDate }: { upToDate: boolean },
): Promise<Reached> {
  const lock = await lockDataDir(dataDir).catch(() => null);
  if (!lock) return reachRunning(dataDir, upToDate);
  const cluster = await startCluster(dataDir, say);
  const stop = async () => {
    await cluster.stop();
    lock.close();
  };
  for (const signal of ['SIGINT', 'SIGTERM'] as const)
    process.once(signal, () => void stop().finally(() => process.exit(1))); // or the database would go on alone
  try {
    if (upToDate) await upgradeCluster(cluster, dataDir, say);
  } catch (error) {
    await stop();
    throw error;
  }
  return { url: cluster.url, stop };
}

async function reachRunning(dataDir: string, upToDate: boolean): Promise<Reached> {
  const file = join(dataDir, databaseUrlFile);
  if (!existsSync(file)) throw new StartError('The magazine is just starting; try again when it prints its address.');
  const url = readFileSync(file, 'utf8');
  if (upToDate && (await migrationState(url)).pending > 0)
    throw new StartError('The magazine that runs is older than this code. Restart it, then try again.');
  return { url, stop: async () => {} };
}
