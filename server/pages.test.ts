import { afterEach, expect, test, vi } from 'vitest';
import type { RequestContext } from '#lib/request-context';
import { boundedQueue, createPageMaker } from './pages.ts';
import { routeOf } from './routes.ts';

afterEach(() => void vi.useRealTimers());

/** Work that ends when it is told to. */
function held() {
  const ends: (() => void)[] = [];
  const begun: number[] = [];
  const work = (name: number) => () => {
    begun.push(name);
    return new Promise<number>((done) => ends.push(() => done(name)));
  };
  return { work, begun, end: () => ends.shift()!() };
}

test('so many at once, the others in order', async () => {
  const { work, begun, end } = held();
  const inTurn = boundedQueue(2, 60_000);
  const all = [1, 2, 3, 4].map((name) => inTurn(work(name)));
  await Promise.resolve();
  expect(begun).toEqual([1, 2]);
  end();
  await all[0];
  await vi.waitFor(() => expect(begun).toEqual([1, 2, 3]));
  end();
  end();
  await vi.waitFor(() => expect(begun).toEqual([1, 2, 3, 4]));
  end();
  expect(await Promise.all(all)).toEqual([1, 2, 3, 4]);
});

test('nobody waits longer than their patience, and who gave up takes no turn', async () => {
  vi.useFakeTimers();
  const { work, begun, end } = held();
  const inTurn = boundedQueue(1, 5_000);
  const first = inTurn(work(1));
  const second = inTurn(work(2));
  const refused = expect(second).rejects.toMatchObject({ status: 503 });
  await vi.advanceTimersByTimeAsync(4_000);
  const third = inTurn(work(3));
  await vi.advanceTimersByTimeAsync(1_000);
  await refused;
  end();
  expect(await first).toBe(1);
  await vi.advanceTimersByTimeAsync(0);
  expect(begun).toEqual([1, 3]);
  end();
  expect(await third).toBe(3);
});

test('a fault gives the turn on', async () => {
  const inTurn = boundedQueue(1, 60_000);
  const failing = inTurn(async () => {
    throw new Error('no');
  });
  const next = inTurn(async () => 'done');
  await expect(failing).rejects.toThrow('no');
  expect(await next).toBe('done');
});

test.each(['/oembed', '/articles/a/quote', '/search'])(
  'as many as anybody asks of %s at once, links in mails and pages are made all the same',
  async (path) => {
    const held: (() => void)[] = [];
    const maker = createPageMaker({
      next: async (request, response) => {
        if (request.url!.startsWith(path)) await new Promise<void>((go) => held.push(go));
        response.setHeader('content-type', 'text/plain');
        response.end('made');
      },
      siteUrl: null,
      readSheet: async () => null,
      missing: () => Promise.reject(new Error('nothing is missing')),
    });
    const context = (): RequestContext => ({ clientAddress: '', origin: '', sincePage: null, answer: { headers: {} } });
    const make = (asked: string, query = '') =>
      maker.make({ path: asked, query, route: routeOf(asked)!, headers: {}, context: context() });
    const strangers = Array.from({ length: 30 }, (_, number) => make(path, `?url=${number}`).catch(() => null));
    await vi.waitFor(() => expect(held.length).toBeGreaterThan(0));
    for (const other of ['/api/unsubscribe/token', '/feed.xml'])
      expect((await make(other)).body.toString(), other).toBe('made');
    expect(held.length, 'a few of them at a time').toBeLessThan(4);
    for (let done = 0; done < 30; done++) {
      await vi.waitFor(() => expect(held.length).toBeGreaterThan(0));
      held.shift()!();
    }
    await Promise.all(strangers);
  },
);
