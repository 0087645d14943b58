import { once } from 'node:events';
import { type AddressInfo, connect, createServer, type Socket } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { sql } from 'drizzle-orm';
import { expect, test } from 'vitest';
import { closeDatabase, db } from '#db/client';

test('a database that was away for a while answers everybody as soon as it is back', async () => {
  const address = new URL(process.env.DATABASE_URL!);
  const way = await openWay(Number(address.port), address.hostname);
  address.port = String(way.port);
  const before = process.env.DATABASE_URL;
  process.env.DATABASE_URL = address.href;
  const askAll = () => Promise.allSettled(Array.from({ length: 10 }, () => db.execute(sql`select pg_sleep(0.05)`)));
  const fulfilled = (all: { status: string }[]) => all.filter(({ status }) => status === 'fulfilled').length;
  try {
    expect(fulfilled(await askAll())).toBe(10);
    await way.close();
    for (let time = 0; time < 10; time++) expect(fulfilled(await askAll())).toBe(0);
    await way.open();
    const late = sleep(10_000, 'some still wait');
    const all = await Promise.race([askAll(), late]);
    expect(typeof all === 'string' ? all : fulfilled(all)).toBe(10);
  } finally {
    await way.close();
    await closeDatabase();
    process.env.DATABASE_URL = before;
  }
});

/** A way to a server that can be closed, as if there were nothing at its end. */
async function openWay(port: number, host: string) {
  const sockets = new Set<Socket>();
  const server = createServer((socket) => {
    const onward = connect(port, host);
    for (const end of [socket, onward]) {
      sockets.add(end);
      end.on('error', () => {}).on('close', () => socket.destroy() && onward.destroy());
    }
    socket.pipe(onward).pipe(socket);
  });
  const open = async (at: number) => {
    server.listen(at, '127.0.0.1');
    await once(server, 'listening');
    return (server.address() as AddressInfo).port;
  };
  const at = await open(0);
  return {
    port: at,
    open: () => open(at),
    async close() {
      if (!server.listening) return;
      const closed = once(server, 'close');
      server.close();
      for (const socket of sockets) socket.destroy();
      sockets.clear();
      await closed;
    },
  };
}
