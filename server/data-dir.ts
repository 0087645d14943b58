import { createHash, randomBytes } from 'node:crypto';
import {
  accessSync,
  chmodSync,
  constants,
  existsSync,
  mkdirSync,
  readFileSync,
  realpathSync,
  unlinkSync,
  writeFileSync,
} from 'node:fs';
import { connect, createServer, type Server } from 'node:net';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { StartError } from './fail.ts';

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

/**
 * Holds DATA_DIR for this process: a second start on it must not touch the database. The lock is a listening socket, which
 * the system takes away with the process however it ends. Throws StartError when another process holds it.
 */
export async function lockDataDir(folder: string): Promise<Server> {
  const name = `mansudae-korea-${createHash('sha256').update(folder).digest('hex').slice(0, 16)}`;
  // Linux has sockets without a file; elsewhere the file of a dead process has to be cleared away first.
  const address = process.platform === 'linux' ? `\0${name}` : join(tmpdir(), `${name}.sock`);
  if (process.platform !== 'linux' && existsSync(address) && !(await answers(address))) unlinkSync(address);
  const lock = createServer((socket) => socket.end());
  lock.unref();
  return new Promise((done, refuse) => {
    lock.once('error', (error: NodeJS.ErrnoException) =>
      refuse(
        new StartError(
          error.code === 'EADDRINUSE'
            ? `Another process is already running on ${folder}. Stop it first, or set DATA_DIR to another folder.`
            : `The lock of ${folder} could not be taken (${error.message}).`,
        ),
      ),
    );
    lock.listen(address, () => done(lock));
  });
}

function answers(address: string): Promise<boolean> {
  return new Promise((done) => {
    const socket = connect(address, () => done(true));
    socket.once('connect', () => socket.destroy());
    socket.once('error', () => done(false));
  });
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
