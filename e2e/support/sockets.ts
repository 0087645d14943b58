import { type Agent, request as httpRequest, type IncomingHttpHeaders, type OutgoingHttpHeaders } from 'node:http';
import { connect, type Socket } from 'node:net';

/** Requests as no browser would send them: over sockets, with nothing tidied up. */
export type Answer = { status: number; headers: IncomingHttpHeaders; body: Buffer; text: string };
export type Asked = {
  method?: string;
  headers?: OutgoingHttpHeaders;
  body?: string | Buffer;
  agent?: Agent;
  /** The client's own address: all of 127.0.0.0/8 is this machine's. */
  localAddress?: string;
};

/** Asks the site at `origin` for `path` and reads the whole answer, as it was sent. */
export function ask(
  origin: string,
  path: string,
  { method = 'GET', headers, body, agent, localAddress }: Asked = {},
): Promise<Answer> {
  return new Promise((done, fail) => {
    const { hostname, port, host } = new URL(origin);
    const about = { hostname: hostname === 'localhost' ? '127.0.0.1' : hostname, port, path, method, localAddress };
    const request = httpRequest({ ...about, headers: { host, ...headers }, agent: agent ?? false }, (response) => {
      const chunks: Buffer[] = [];
      response.on('data', (chunk) => chunks.push(chunk));
      response.on('error', fail);
      response.on('end', () => {
        const bytes = Buffer.concat(chunks);
        done({ status: response.statusCode!, headers: response.headers, body: bytes, text: bytes.toString('utf8') });
      });
    });
    request.on('error', fail);
    request.end(body);
  });
}

/** What was heard on a connection until the other end closed it, or until `seconds` had passed. */
export type Heard = { bytes: string; status: number; isClosed: boolean };

/** Writes raw bytes to the site at `origin`, and listens. `isAll` says at once that nothing more will come. */
export function say(origin: string, bytes: string | Buffer, seconds = 5, { isAll = false } = {}): Promise<Heard> {
  return new Promise((done) => {
    const socket = openSocket(origin, () => (isAll ? socket.end(bytes) : socket.write(bytes)));
    const late = setTimeout(() => end(false), seconds * 1000);
    let heard = '';
    const end = (isClosed: boolean) => {
      clearTimeout(late);
      socket.destroy();
      done({ bytes: heard, status: Number(/^HTTP\/1\.1 (\d{3})/.exec(heard)?.[1] ?? 0), isClosed });
    };
    socket.setEncoding('utf8').on('data', (chunk) => (heard += chunk));
    socket.on('close', () => end(true));
    socket.on('error', () => {}); // 'close' follows
  });
}

export function openSocket(origin: string, onConnect?: () => void, localAddress?: string): Socket {
  return connect({ host: '127.0.0.1', port: Number(new URL(origin).port), localAddress }, onConnect);
}

/** `fields` as a browser posts a form without files. */
export const formHeaders = { 'content-type': 'application/x-www-form-urlencoded' };
export const form = (fields: Record<string, string>): string => new URLSearchParams(fields).toString();
