import { beforeEach, describe, expect, test, vi } from 'vitest';
import { beginKeeping, expire, withdraw } from '#lib/cache/expiry';
import { unpackBrotli } from './encodings.ts';
import { type Made, PageCache } from './page-cache.ts';

let later = 0;
vi.mock('./clock.ts', () => ({ now: () => Date.now() + later }));

const text = (words: string) => `<p>${words} ${'and so on '.repeat(100)}</p>`;
const made = (words: string, tags: string[] = ['a'], changes: Partial<Made> = {}): Made => ({
  status: 200,
  headers: { 'content-type': 'text/html; charset=utf-8' },
  body: Buffer.from(text(words)),
  noted: { tags: new Set(tags), validUntil: Number.POSITIVE_INFINITY },
  mayBeKept: true,
  ...changes,
});
const wordsOf = async (page: { body: () => Promise<Buffer> }) => /<p>(\w+)/.exec((await page.body()).toString())?.[1];

let pages: PageCache;
beforeEach(() => {
  beginKeeping();
  pages = new PageCache(1024 * 1024);
  later = 0;
});

describe('a page', () => {
  test('is made once for all who wait, and kept until one of its tags expires', async () => {
    let makings = 0;
    const make = async () => made(`v${++makings}`);
    const [one, other] = await Promise.all([pages.get('/', make), pages.get('/', make)]);
    expect(one).toBe(other);
    expire(['b']);
    expect(await wordsOf(await pages.get('/', make))).toBe('v1');
    expire(['a']);
    expect(pages.find('/')).toBeUndefined();
    expect(await wordsOf(await pages.get('/', make))).toBe('v2');
  });

  test('that was begun before a change is not kept, and nobody who comes after the change gets it', async () => {
    let release = () => {};
    const held = pages.get('/', async () => {
      await new Promise<void>((done) => (release = done));
      return made('before');
    });
    expire(['a']);
    const after = await pages.get('/', async () => made('after'));
    release();
    expect(await wordsOf(await held)).toBe('before');
    expect(await wordsOf(after)).toBe('after');
    expect(await wordsOf(pages.find('/')!)).toBe('after');
  });

  test('tells a CDN its tags, unless they are more than a header can hold', async () => {
    const keysOf = async (name: string, tags: string[]) => {
      const { headers } = await (await pages.get(name, async () => made('keys', tags))).in('br');
      return headers[headers.indexOf('surrogate-key') + 1];
    };
    expect(await keysOf('/few', ['slug:bridge', 'article:1'])).toBe('article%3A1 slug%3Abridge');
    const pictures = Array.from({ length: 120 }, (_, index) => `picture:00000000-0000-4000-8000-${index}`);
    expect(await keysOf('/many', pictures)).toBe('many');
    expire(['picture:00000000-0000-4000-8000-119']);
    expect(pages.find('/many'), 'here all of them count').toBeUndefined();
  });

  test('is no longer good when something falls due', async () => {
    const noted = { tags: new Set<string>(), validUntil: Date.now() + 60_000 };
    await pages.get('/', async () => made('early', [], { noted }));
    expect(pages.find('/')).toBeDefined();
    later = 61_000;
    expect(pages.find('/')).toBeUndefined();
  });

  test('that may not be kept is not', async () => {
    await pages.get('/', async () => made('own', [], { mayBeKept: false }));
    expect(pages.has('/')).toBe(false);
  });
});

describe('when making fails', () => {
  const fails = async (): Promise<Made> => {
    throw new Error('the database is away');
  };

  test('the last good page goes out, the log says so once, and it is tried again after a pause', async () => {
    const log = vi.spyOn(console, 'error').mockImplementation(() => {});
    await pages.get('/', async () => made('good'));
    expire(['a']);
    expect(await wordsOf(await pages.get('/', fails))).toBe('good');
    const tried = vi.fn(fails);
    expect(await wordsOf(await pages.get('/', tried))).toBe('good');
    expect(tried, 'not at every request').not.toHaveBeenCalled();
    expect(log.mock.calls).toEqual([['/ could not be made anew and goes out as it was: the database is away']]);
    log.mockRestore();
  });

  test('what was taken away does not go out', async () => {
    await pages.get('/', async () => made('secret'));
    expire([withdraw('a')]);
    await expect(pages.get('/', fails)).rejects.toThrow('away');
  });
});

describe('bytes', () => {
  test('are bounded, and what was longest unused goes first', async () => {
    const large = (name: string) =>
      made(name, [], { headers: { 'content-type': 'image/jpeg' }, body: Buffer.alloc(300_000) });
    for (const key of ['/1', '/2', '/3', '/4']) await pages.get(key, async () => large(key));
    expect(['/1', '/2', '/3', '/4'].filter((key) => pages.has(key))).toEqual(['/2', '/3', '/4']);
    expect(pages.bytes).toBeLessThan(1024 * 1024);
  });

  test('are packed as is asked for, each under an ETag of its own', async () => {
    const page = await pages.get('/', async () => made('packed'));
    const [br, gzip, plain] = await Promise.all([page.in('br'), page.in('gzip'), page.in('identity')]);
    expect((await unpackBrotli(br.body)).toString()).toBe(text('packed'));
    expect(gzip.headers).toContain('gzip');
    expect(plain.body.toString()).toBe(text('packed'));
    expect(new Set([br.etag, gzip.etag, plain.etag]).size).toBe(3);
  });

  test('of a page that is often read are packed better, under another ETag', async () => {
    const page = await pages.get('/', async () => made('often'));
    const first = await page.in('br');
    for (let reader = 0; reader < 20; reader++) page.at('br');
    later = 5_000;
    await vi.waitFor(() => expect(page.at('br')!.etag).not.toBe(first.etag));
    const best = page.at('br')!;
    expect(best.body.length).toBeLessThanOrEqual(first.body.length);
    expect((await unpackBrotli(best.body)).toString()).toBe(text('often'));
  });
});
