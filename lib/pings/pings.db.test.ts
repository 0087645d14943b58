import { createServer, type IncomingMessage } from 'node:http';
import { type AddressInfo, connect } from 'node:net';
import { eq, sql } from 'drizzle-orm';
import { parseAtomFeed, parseJsonFeed, parseRssFeed } from 'feedsmith';
import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import { db } from '#db/client';
import { articles, revisions } from '#db/schema/articles';
import { pingFailures } from '#db/schema/pings';
import { sections } from '#db/schema/sections';
import { settings } from '#db/schema/settings';
import { collectAnnouncements } from '#lib/announce';
import { unpublishArticle } from '#lib/articles/mutations';
import { roles } from '#lib/auth/roles';
import { atomFeed } from '#lib/feeds/atom';
import { jsonFeed } from '#lib/feeds/json-feed';
import { getSiteFeed } from '#lib/feeds/queries';
import { rssFeed } from '#lib/feeds/rss';
import type { JobData } from '#lib/jobs';
import type { Network } from '#lib/outbound';
import { someDraft } from '../../e2e/support/desk.ts';
import { hire, publishBy } from '../../e2e/support/newsroom.ts';
import { indexNowMessage, sendPing } from './jobs.ts';
import { changePings, queuePings, retryPings } from './mutations.ts';
import { getIndexNowKey, getPingSettings, listPingFailures } from './queries.ts';
import { indexNowAddress, pingsInput } from './rules.ts';

process.env.SITE_URL = 'https://magazine.example';
const site = vi.hoisted(() => ({ isReachable: true }));
vi.mock('#lib/site', async (original) => ({
  ...(await original<typeof import('#lib/site')>()),
  isReachable: () => site.isReachable,
}));

/** A hub as it stands somewhere in the world: what it was told, and how it answers. */
const told: { path: string; type: string; host: string; body: string }[] = [];
let answer: (request: IncomingMessage) => { status: number; headers?: Record<string, string> } | null;
const server = createServer(async (request, response) => {
  let body = '';
  for await (const piece of request) body += piece;
  told.push({ path: request.url!, type: request.headers['content-type']!, host: request.headers.host!, body });
  const given = answer(request);
  if (given) response.writeHead(given.status, given.headers).end('never read');
});
beforeAll(() => new Promise<void>((done) => void server.listen(0, '127.0.0.1', done)));
afterAll(() => void server.close().closeAllConnections());

/** An internet in which every public address is that hub. */
const network: Network = {
  resolve: async (host) => (host === 'inside.example' ? ['10.0.0.1'] : ['93.184.215.14']),
  connect: () => connect((server.address() as AddressInfo).port, '127.0.0.1'),
  patience: 5000,
};
const hub = 'http://hub.example/publish?for=us';
const jobs = () =>
  db.execute<{ data: JobData['ping'] }>(sql`select data from pgboss.job where name = 'ping' and state = 'created'`);
const work = async (isLastTry = false, on = network) => {
  for (const { data } of await jobs()) await sendPing(data, isLastTry, on);
};

beforeEach(async () => {
  told.length = 0;
  answer = () => ({ status: 204 });
  await db.delete(articles);
  await db.delete(pingFailures);
  await db.update(settings).set({ hubs: [], indexNowKey: null });
  await db.execute(sql`delete from pgboss.job`);
});

const settle = async (hubs: string[], indexNow = false) => changePings(await hire('owner'), { hubs, indexNow });

describe('whoever is to be told', () => {
  test('is chosen by an owner; feeds name the hubs, and the key of IndexNow stays the same', async () => {
    for (const role of roles.filter((one) => one !== 'owner')) {
      const user = await hire(role);
      await expect(changePings(user, { hubs: [hub], indexNow: true })).rejects.toMatchObject({ status: 403 });
      await expect(retryPings(user)).rejects.toMatchObject({ status: 403 });
      await expect(getPingSettings(user)).rejects.toMatchObject({ status: 403 });
    }
    expect(await getIndexNowKey()).toBeNull();
    const { tags } = await collectAnnouncements(() => settle([hub, 'https://second.example/'], true));
    expect(tags).toEqual(['settings']);
    const key = await getIndexNowKey();
    expect(key).toMatch(/^[0-9a-f]{32}$/);
    await settle([hub], true);
    expect(await getIndexNowKey()).toBe(key);
    const self = expect.objectContaining({ rel: 'self' });
    const rss = parseRssFeed(rssFeed(await getSiteFeed('feed.xml')));
    expect(rss.atom!.links).toEqual([self, { href: hub, rel: 'hub' }]);
    expect(parseAtomFeed(atomFeed(await getSiteFeed('atom.xml'))).links).toContainEqual({ href: hub, rel: 'hub' });
    expect(parseJsonFeed(jsonFeed(await getSiteFeed('feed.json'))).hubs).toEqual([{ type: 'WebSub', url: hub }]);
  });

  test('is given by a whole address on the web', () => {
    const hubs = (text: string) => pingsInput.safeParse({ hubs: text }).data?.hubs;
    expect(hubs(' https://hub.example \n\nhttps://hub.example/\n')).toEqual(['https://hub.example/']);
    expect(hubs('')).toEqual([]);
    for (const text of [
      'hub.example',
      'ftp://hub.example/',
      'https://me:secret@hub.example/',
      'https://hub.example/#x',
    ])
      expect(hubs(text), text).toBeUndefined();
    expect(hubs(Array.from({ length: 6 }, (_, n) => `https://hub.example/${n}`).join('\n'))).toBeUndefined();
  });

  test('is told once of each publication, change and taking down, of every feed that it changes', async () => {
    const [section] = await db.insert(sections).values({ slug: '경제', name: 'Economy' }).returning();
    await settle([hub], true);
    const editor = await hire('editor');
    const { id, path } = await publishBy(editor, someDraft());
    const [article] = await db.select().from(articles).where(eq(articles.id, id));
    await db.update(revisions).set({ sectionId: section!.id }).where(eq(revisions.id, article!.publishedRevisionId!));
    expect((await jobs()).map(({ data }) => data).toSorted((one, other) => one.kind.localeCompare(other.kind))).toEqual(
      [
        { kind: 'hub', endpoint: hub, articleId: id },
        { kind: 'indexnow', endpoint: indexNowAddress, articleId: id },
      ],
    );
    for (const { data } of await jobs()) if (data.kind === 'hub') await sendPing(data, false, network);
    expect(told).toMatchObject([
      { path: '/publish?for=us', type: 'application/x-www-form-urlencoded', host: 'hub.example' },
    ]);
    const said = new URLSearchParams(told[0]!.body);
    expect(said.get('hub.mode')).toBe('publish');
    const spelled = encodeURIComponent('경제');
    expect(said.getAll('hub.url')).toEqual(
      ['', `/sections/${spelled}`].flatMap((page) =>
        ['feed.xml', 'atom.xml', 'feed.json'].map((file) => `https://magazine.example${page}/${file}`),
      ),
    );
    expect(said.getAll('hub.url')).toContain((await getSiteFeed('feed.xml')).self);

    await unpublishArticle(editor, id);
    expect(await jobs(), 'as long as one waits, what follows is told with it').toHaveLength(2);
    await db.execute(sql`delete from pgboss.job`);
    await publishBy(editor, someDraft());
    expect(await jobs()).toHaveLength(2);
    expect(path).toMatch(/^\/articles\//);
  });

  test('IndexNow hears the pages, with a key that stands where it says', async () => {
    await settle([], true);
    const { path } = await publishBy(await hire('editor'), someDraft());
    const message = await indexNowMessage([path, '/']);
    expect(JSON.parse(message!.body)).toEqual({
      host: 'magazine.example',
      key: await getIndexNowKey(),
      keyLocation: 'https://magazine.example/indexnow.txt',
      urlList: [`https://magazine.example${path}`, 'https://magazine.example/'],
    });
  });

  test('is told nothing of what only this machine can reach', async () => {
    await settle([hub], true);
    site.isReachable = false;
    await publishBy(await hire('editor'), someDraft());
    site.isReachable = true;
    expect(await jobs()).toEqual([]);
  });

  test('is not told when nobody is chosen, nor when the owner has struck them off meanwhile', async () => {
    await publishBy(await hire('editor'), someDraft());
    expect(await jobs()).toEqual([]);
    await settle([hub]);
    await publishBy(await hire('editor'), someDraft());
    await db.update(settings).set({ hubs: [] });
    await work();
    expect(told).toEqual([]);
  });
});

describe('a hub that cannot be told', () => {
  test('is tried again, and shown to the owner when it was tried often enough; until it answers', async () => {
    const owner = await hire('owner');
    await changePings(owner, { hubs: [hub], indexNow: false });
    await publishBy(await hire('editor'), someDraft());
    answer = () => ({ status: 500 });
    await expect(work()).rejects.toThrow('It answered with 500.');
    expect(await listPingFailures(owner)).toEqual([]);
    await expect(work(true)).rejects.toThrow();
    expect(await listPingFailures(owner)).toMatchObject([
      { endpoint: hub, kind: 'hub', lastError: 'It answered with 500.' },
    ]);
    expect(await listPingFailures(await hire('editor')), 'it is nobody else’s business').toEqual([]);

    await db.execute(sql`delete from pgboss.job`);
    expect(await retryPings(owner)).toEqual({ count: 1 });
    answer = () => ({ status: 202 });
    await work();
    expect(await listPingFailures(owner)).toEqual([]);

    answer = () => ({ status: 404 });
    await expect(work(true)).rejects.toThrow();
    await changePings(owner, { hubs: [], indexNow: false });
    expect(await listPingFailures(owner), 'nothing is wanted of it any more').toEqual([]);
  });

  test('hears of the front page when the article was deleted for good meanwhile, and is shown to the owner no more', async () => {
    const owner = await hire('owner');
    await settle([hub]);
    await publishBy(await hire('editor'), someDraft());
    answer = () => ({ status: 500 });
    await expect(work(true)).rejects.toThrow();
    await db.delete(articles);
    await db.execute(sql`delete from pgboss.job`);
    expect(await retryPings(owner)).toEqual({ count: 1 });
    answer = () => ({ status: 204 });
    told.length = 0;
    await work();
    expect(new URLSearchParams(told[0]?.body).getAll('hub.url')).toEqual(
      ['feed.xml', 'atom.xml', 'feed.json'].map((file) => `https://magazine.example/${file}`),
    );
    expect(await listPingFailures(owner)).toEqual([]);
  });

  test.each<[string, string, () => { status: number; headers?: Record<string, string> } | null, Partial<Network>]>([
    [
      'leads elsewhere',
      'It says that it is somewhere else now: http://10.0.0.1/.',
      () => ({ status: 302, headers: { location: 'http://10.0.0.1/' } }),
      {},
    ],
    ['never answers', 'It took longer than ten seconds.', () => null, { patience: 60 }],
    [
      'has no such name',
      'It could not be reached.',
      () => null,
      { resolve: () => Promise.reject(new Error('ENOTFOUND')) },
    ],
    [
      'is in this server’s own network',
      'This is not an address on the public web.',
      () => ({ status: 204 }),
      { resolve: async () => ['127.0.0.1'] },
    ],
  ])('because it %s', async (_what, sentence, answers, changed) => {
    await settle([hub]);
    await publishBy(await hire('editor'), someDraft());
    answer = answers;
    await expect(work(false, { ...network, ...changed })).rejects.toThrow(sentence);
    expect(told.length, 'nobody is followed').toBeLessThanOrEqual(1);
  });

  test('holds up no publication, and is not told of one that did not come to pass', async () => {
    await settle([hub]);
    const editor = await hire('editor');
    await expect(
      db.transaction(async (tx) => {
        await queuePings(tx, crypto.randomUUID());
        throw new Error('It was not to be.');
      }),
    ).rejects.toThrow('It was not to be.');
    expect(await jobs()).toEqual([]);
    answer = () => null;
    const began = performance.now();
    await publishBy(editor, someDraft());
    expect(performance.now() - began).toBeLessThan(network.patience);
    expect(told).toEqual([]);
  });
});
