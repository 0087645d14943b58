import type { Socket } from 'node:net';
import { ask, openSocket } from './sockets.ts';

/** Clients that take a connection and all the time in the world. Each has an address of its own in 127.0.0.0/8. */
export type SlowClient = {
  /** What it was told, so far. */
  heard: () => string;
  /** Milliseconds from its first byte until the other end closed the connection. */
  closed: Promise<number>;
  leave: () => void;
};

/** Sends `begin`, and then one byte after the other, a second apart. */
export function sendSlowly(origin: string, begin: string, localAddress: string): SlowClient {
  const client = slowClient(origin, begin, localAddress);
  const drip = setInterval(() => client.socket.write('a'), 1000);
  client.socket.on('close', () => clearInterval(drip));
  return client;
}

/** Asks for `path` over and over on one connection, and takes nothing of the answers. */
export function readNothing(origin: string, path: string, localAddress: string, times = 200): SlowClient {
  const request = `GET ${path} HTTP/1.1\r\nhost: ${new URL(origin).host}\r\n\r\n`;
  const client = slowClient(origin, request.repeat(times), localAddress);
  client.socket.pause();
  return client;
}

function slowClient(origin: string, begin: string, localAddress: string): SlowClient & { socket: Socket } {
  const began = Date.now();
  const socket = openSocket(origin, () => socket.write(begin), localAddress);
  let heard = '';
  socket.setEncoding('utf8').on('data', (chunk) => (heard += chunk));
  socket.on('error', () => {}); // 'close' follows
  const closed = new Promise<number>((done) => socket.on('close', () => done(Date.now() - began)));
  return { socket, heard: () => heard, closed, leave: () => socket.destroy() };
}

/** Statuses of requests by somebody else meanwhile, and how long the slowest of them took. */
export async function askMeanwhile(origin: string, paths: string[], times: number) {
  const statuses = new Set<number>();
  let slowest = 0;
  for (let time = 0; time < times; time++) {
    for (const path of paths) {
      const began = Date.now();
      statuses.add((await ask(origin, path)).status);
      slowest = Math.max(slowest, Date.now() - began);
    }
  }
  return { statuses: [...statuses], slowest };
}
