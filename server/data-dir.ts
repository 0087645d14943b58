import { randomBytes } from 'node:crypto';
import {
  accessSync,
  chmodSync,
  constants,
  existsSync,
  mkdirSync,
  readFileSync,
  realpathSync,
  writeFileSync,
} from 'node:fs';
import type { Server } from 'node:net';
import { dirname, join, resolve } from 'node:path';
import { StartError } from './fail.ts';
import { takeLock } from './locks.ts';

/** In DATA_DIR while a restore changes places of things there: what to say to whoever finds it cut short. */
export const restoreMark = 'restore-unfinished';

/**
 * Makes DATA_DIR where it is absent. Returns its absolute path. Throws StartError when it cannot be written to, and when
 * a restore was cut short in it, but for another restore.
 */
export function openDataDir(dataDir: string, { toRestore = false } = {}): string {
  const folder = resolve(dataDir);
  try {
    makeFolder(join(folder, 'media'));
    makeFolder(join(folder, 'outbox'));
    makeFolder(join(folder, 'builds'));
    accessSync(folder, constants.W_OK | constants.X_OK);
  } catch (error) {
    throw new StartError(`DATA_DIR ${folder} cannot be written to (${(error as Error).message}).`);
  }
  const mark = join(folder, restoreMark);
  if (!toRestore && existsSync(mark)) throw new StartError(readFileSync(mark, 'utf8'));
  return realpathSync(folder);
}

/** Not `recursive: true`: under a file system that makes no folders, such as /proc, Node tries for ever. */
function makeFolder(folder: string): void {
  if (existsSync(folder)) return;
  makeFolder(dirname(folder));
  mkdirSync(folder);
}

/** Holds DATA_DIR for this process: a second start on it must not touch the database. Throws StartError. */
export async function lockDataDir(folder: string): Promise<Server> {
  const lock = await takeLock(folder).catch((error: Error) => {
    throw new StartError(`The lock of ${folder} could not be taken (${error.message}).`);
  });
  if (lock) return lock;
  throw new StartError(
    `Another process is already running on ${folder}. Stop it first, or set DATA_DIR to another folder.`,
  );
}

/** The secret that signs links and sessions: the owner's own, or one made at the first start and kept in DATA_DIR. */
export function authSecret(folder: string, given: string | undefined): string {
  return given ?? keepSecret(join(folder, 'auth-secret'));
}

/** Reads a secret from a file that only this user may read, making it where it is absent. */
export function keepSecret(file: string): string {
  if (existsSync(file)) return readFileSync(file, 'utf8').trim();
  const secret = randomBytes(32).toString('base64url');
  writeFileSync(file, secret, { mode: 0o600 });
  chmodSync(file, 0o600);
  return secret;
}
