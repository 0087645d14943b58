import { createHash } from 'node:crypto';
import { existsSync, unlinkSync } from 'node:fs';
import { connect, createServer, type Server } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/**
 * Holds the lock called `name` for this process, or returns null when another process has it. The lock is a listening
 * socket, which the system takes away with the process however it ends. Throws when it can be neither had nor seen.
 */
export async function takeLock(name: string): Promise<Server | null> {
  const file = `mansudae-korea-${createHash('sha256').update(name).digest('hex').slice(0, 16)}`;
  // Linux has sockets without a file; elsewhere the file of a dead process has to be cleared away first.
  const address = process.platform === 'linux' ? `\0${file}` : join(tmpdir(), `${file}.sock`);
  if (process.platform !== 'linux' && existsSync(address) && !(await answers(address))) unlinkSync(address);
  const lock = createServer((socket) => socket.end());
  lock.unref();
  return new Promise((done, fail) => {
    lock.once('error', (error: NodeJS.ErrnoException) => (error.code === 'EADDRINUSE' ? done(null) : fail(error)));
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
