import { connect, createServer, type Server, type Socket } from 'node:net';
import { freePort } from './site.ts';

/** Stands between a site and its database, and can be out of reach for a while. */
export class DatabaseProxy {
  readonly url: string;
  readonly #port: number;
  #target: { host: string; port: number };
  #server: Server | undefined;
  readonly #sockets = new Set<Socket>();

  private constructor(databaseUrl: string, port: number) {
    const url = new URL(databaseUrl);
    this.#target = addressOf(databaseUrl);
    this.#port = port;
    url.port = String(port);
    this.url = url.href;
  }

  static async to(databaseUrl: string): Promise<DatabaseProxy> {
    const proxy = new DatabaseProxy(databaseUrl, await freePort());
    await proxy.back();
    return proxy;
  }

  /** Breaks every connection and refuses new ones. */
  async away(): Promise<void> {
    const closed = new Promise((done) => this.#server?.close(done));
    for (const socket of this.#sockets) socket.destroy();
    await closed;
  }

  /** In reach again; where the database has moved meanwhile, `databaseUrl` says where to. */
  async back(databaseUrl?: string): Promise<void> {
    if (databaseUrl) this.#target = addressOf(databaseUrl);
    this.#server = createServer((near) => {
      const far = connect(this.#target);
      for (const [socket, other] of [
        [near, far],
        [far, near],
      ] as const) {
        this.#sockets.add(socket);
        socket.on('error', () => other.destroy());
        socket.on('close', () => this.#sockets.delete(socket));
        socket.pipe(other);
      }
    });
    await new Promise<void>((done) => this.#server!.listen(this.#port, '127.0.0.1', done));
  }
}

const addressOf = (databaseUrl: string) => {
  const { hostname, port } = new URL(databaseUrl);
  return { host: hostname, port: Number(port) };
};
