import { setTimeout as sleep } from 'node:timers/promises';
import { beforeEach, expect, test, vi } from 'vitest';
import { WordsKeeper } from './words-keeper.ts';

// A browser that keeps words slowly, as on an old phone: one after the other, each a while.
const kept = new Map<string, unknown>();
let queue = Promise.resolve();
const slowly = (work: () => void) => {
  queue = queue.then(() => sleep(40)).then(work);
  return queue;
};
vi.mock('./kept-in-browser.ts', () => ({
  keepWords: (words: { session: string }) => slowly(() => kept.set(words.session, words)).then(() => true),
  forgetWords: ({ session }: { session: string }) => slowly(() => kept.delete(session)),
  listKeptWords: async () => [],
}));

beforeEach(() => {
  vi.stubGlobal('document', { visibilityState: 'hidden' });
  vi.stubGlobal('navigator', {});
  kept.clear();
});

async function open() {
  const keeper = new WordsKeeper<string>({
    userId: 'ada',
    name: 'article',
    words: () => 'words',
    version: 7,
    every: 60_000,
    send: async (_words, { version }) => ({ is: 'done', version: version + 1 }),
  });
  await keeper.open(() => {});
  return keeper;
}

test('words that reach the site while the browser is still keeping them are not kept for ever', async () => {
  const keeper = await open();
  keeper.touch();
  await sleep(10); // the browser is at it
  await keeper.save();
  expect(keeper.state.is).toBe('saved');
  await vi.waitFor(() => expect(kept.size).toBe(1));
  await vi.waitFor(() => expect(kept.size).toBe(0), { timeout: 5000 });
});

test('nor when the page is left in the moment in which they were saved', async () => {
  const keeper = await open();
  keeper.touch();
  await vi.waitFor(() => expect(kept.size).toBe(1));
  await keeper.save();
  keeper.close();
  await vi.waitFor(() => expect(kept.size).toBe(0), { timeout: 5000 });
});
