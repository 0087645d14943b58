import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { isIPv4, type Socket } from 'node:net';
import type { Duplex } from 'node:stream';
import { setTimeout as sleep } from 'node:timers/promises';
import { errorHeaders } from './answers.ts';
import type { Names } from './asked.ts';
import { isTrusted } from './client-address.ts';
import { errorDocument } from './error-documents.ts';
import { StartError } from './fail.ts';
import { transportHeaders } from './headers.ts';
import { answerBeforeStart } from './starting.ts';

/** What is taken of one client, so that none can hold up the others. Times in milliseconds. */
const limits = {
  headerBytes: 16 * 1024,
  /** For all headers of a request; checked every second. */
  headersTime: 15_000,
  /** For all of it: a picture of 40 MB on a slow line. What has no picture to bring has a minute (posted-form.ts). */
  requestTime: 600_000,
  /** A connection that asks nothing is kept this long. */
  idleTime: 65_000,
  /** A reader who takes nothing of an answer for this long has gone. That we have none yet is not the reader's silence. */
  silentTime: 120_000,
  connections: 4000,
  connectionsOfOne: 200,
  /** Requests sent on one connection without waiting for answers. */
  sentAhead: 100,
  /** For answers under way when the server stops: as long as the longest may take. */
  drainTime: 60_000,
};

/**
 * What is known of a connection stands on it, under names that nobody else has: a listener for each answer, or a map beside
 * the connections, would take a tenth of what a page from the cache costs.
 */
const answering = Symbol('answering');
const waiting = Symbol('waiting');
type Asked = { request: IncomingMessage; response: ServerResponse };
type Connection = Socket & {
  /** The last answer that was begun on it. */
  [answering]?: ServerResponse;
  /** What was sent on it meanwhile, in order. */
  [waiting]?: Asked[];
};
const isBusy = (connection: Connection): boolean => connection[answering]?.writableFinished === false;
/** A picture may wait for many that came before it. */
const isWaitingForUs = (connection: Connection): boolean => {
  const answer = connection[answering];
  return answer?.headersSent === false && answer.req.complete;
};
const hasWaiting = (connection: Connection): boolean => (connection[waiting]?.length ?? 0) > 0;

export type Handler = (request: IncomingMessage, response: ServerResponse) => unknown;
export type Upgrade = (request: IncomingMessage, socket: Duplex, head: Buffer) => void;
export type Site = ReturnType<typeof createSite>;

export type SiteOptions = Names & {
  /** Lets hot reload have its sockets. */
  isDevelopment: boolean;
};

/**
 * The public server. It listens from the first moment, and says that it is starting until `serve` gives it something that
 * answers.
 */
export function createSite({ isDevelopment, ...names }: SiteOptions) {
  let answer: Handler = (request, response) => answerBeforeStart(request, response, names);
  let upgrade: Upgrade | undefined;
  let isDraining = false;
  const servers: Server[] = [];
  const connections = new Set<Connection>();
  const ofOne = new Map<string, number>();
  /** The requests of one connection are answered one by one: an answer that nobody takes is the last that is made. */
  const onRequest = (request: IncomingMessage, response: ServerResponse) => {
    const connection = request.socket as Connection;
    if (!isBusy(connection) && !hasWaiting(connection)) return begin(connection, { request, response });
    connection[waiting] ??= [];
    const ahead = connection[waiting];
    ahead.push({ request, response });
    if (ahead.length === 1) connection[answering]!.once('close', () => beginNext(connection));
    else if (ahead.length > limits.sentAhead) connection.destroy();
  };

  const beginNext = (connection: Connection) => {
    const next = connection.destroyed ? undefined : connection[waiting]!.shift();
    if (!next) return;
    if (hasWaiting(connection)) next.response.once('close', () => beginNext(connection));
    begin(connection, next);
  };

  const begin = (connection: Connection, { request, response }: Asked) => {
    connection[answering] = response;
    if (isDraining) response.shouldKeepAlive = false;
    void answer(request, response);
  };

  const onConnection = (socket: Socket) => {
    connections.add(socket);
    socket.once('close', () => connections.delete(socket));
    const address = networkOf(socket.remoteAddress ?? '');
    if (isTrusted(socket.remoteAddress ?? '', names.trustedProxies)) return; // it stands for many readers
    const count = (ofOne.get(address) ?? 0) + 1;
    if (count > limits.connectionsOfOne) return void socket.destroy();
    ofOne.set(address, count);
    socket.once('close', () => {
      const left = ofOne.get(address)! - 1;
      if (left > 0) ofOne.set(address, left);
      else ofOne.delete(address);
    });
  };

  const make = (): Server => {
    const server = createServer(
      {
        maxHeaderSize: limits.headerBytes,
        headersTimeout: limits.headersTime,
        requestTimeout: limits.requestTime,
        keepAliveTimeout: limits.idleTime,
        connectionsCheckingInterval: 1000,
        // A request that offers to upgrade (curl --http2) is answered like any other. Only hot reload needs a socket; Next
        // listens for upgrades by itself, in production too.
        shouldUpgradeCallback: () => isDevelopment,
      },
      onRequest,
    );
    server.maxConnections = limits.connections;
    server.setTimeout(limits.silentTime, (socket: Connection) => {
      if (!isWaitingForUs(socket)) socket.destroy();
    });
    server.on('connection', onConnection);
    server.on('upgrade', (request, socket, head) => (upgrade ? upgrade(request, socket, head) : socket.destroy()));
    server.on('clientError', (error, socket) => refuseMalformed(error, socket, names));
    // `close` calls it, and Node's own cuts off whoever still takes an answer that has been written to its end
    server.closeIdleConnections = () => {};
    servers.push(server);
    return server;
  };

  return {
    /** Listens on `host`; for the default also on the other loopback address, because `localhost` may mean either. */
    async listen(port: number, host: string): Promise<void> {
      await listenOn(make(), port, host);
      if (host !== '127.0.0.1') return;
      await listenOn(make(), port, '::1').catch((error) => {
        if (error instanceof StartError && error.message.includes('in use')) throw error;
        // a machine without IPv6
      });
    },
    serve(newAnswer: Handler, newUpgrade: Upgrade) {
      answer = newAnswer;
      upgrade = newUpgrade;
    },
    /** Takes no new connection and waits until nothing is being answered, at most a minute. Then closes them all. */
    async drain() {
      isDraining = true;
      for (const server of servers) server.close();
      const latest = Date.now() + limits.drainTime;
      while ([...connections].some((one) => isBusy(one) || hasWaiting(one)) && Date.now() < latest) await sleep(20);
      for (const connection of connections) connection.destroy();
    },
    close() {
      for (const server of servers) {
        server.close();
        server.closeAllConnections();
      }
    },
  };
}

/** One client has one IPv4 address, but a whole /64 of IPv6. */
function networkOf(address: string): string {
  const plain = address.replace(/^::ffff:/i, '');
  return isIPv4(plain) ? plain : plain.split(':').slice(0, 4).join(':');
}

/** What is not HTTP, too long, or too slow, is told so where it still listens. */
function refuseMalformed(error: NodeJS.ErrnoException, socket: Duplex, names: Names): void {
  const status = error.code === 'HPE_HEADER_OVERFLOW' ? 431 : error.code === 'ERR_HTTP_REQUEST_TIMEOUT' ? 408 : 400;
  if (!socket.writable || error.code === 'ECONNRESET') return void socket.destroy();
  const body = Buffer.from(errorDocument(status));
  const headers = Object.entries({ ...errorHeaders(body), ...transportHeaders(names), connection: 'close' });
  const head = headers.map(([name, value]) => `${name}: ${value}\r\n`).join('');
  socket.end(`HTTP/1.1 ${status} Refused\r\n${head}\r\n${body}`);
}

function listenOn(server: Server, port: number, host: string): Promise<void> {
  return new Promise((done, fail) => {
    server.once('error', (error: NodeJS.ErrnoException) => {
      if (error.code === 'EADDRINUSE')
        return fail(
          new StartError(`Port ${port} on ${host} is in use. Stop what uses it, or set PORT to another one.`),
        );
      if (error.code === 'EACCES')
        return fail(new StartError(`Port ${port} may not be opened by this user. Set PORT to one above 1023.`));
      fail(new StartError(`HOST ${host} cannot be listened on (${error.code}).`));
    });
    server.listen(port, host, done);
  });
}
