import { beforeEach, expect, test, vi } from 'vitest';
import type { KeptWords } from './kept-in-browser.ts';
import { WordsKeeper } from './words-keeper.ts';

const browser = vi.hoisted(() => ({ kept: [] as KeptWords<string>[], forgotten: [] as string[] }));
vi.mock('./kept-in-browser.ts', () => ({
  listKeptWords: async () => browser.kept,
  keepWords: async () => true,
  forgetWords: async ({ session }: { session: string }) => void browser.forgotten.push(session),
}));

beforeEach(() => {
  vi.stubGlobal('document', { visibilityState: 'hidden' });
  vi.stubGlobal('navigator', {}); // without locks: every other window is gone
  browser.forgotten = [];
});

/** Opens an article whose newest version is save number `saved` of the window `before`. Returns what was put back and sent. */
async function openAfter(kept: Partial<KeptWords<string>>, saved: number) {
  const about = { userId: 'ada', name: 'article', version: 7, at: '2026-11-29T08:00:00.000Z' };
  browser.kept = [{ ...about, session: 'before', sequence: 3, words: 'kept', ...kept }];
  const putBack: string[] = [];
  const sequences: number[] = [];
  const keeper = new WordsKeeper<string>({
    ...about,
    words: () => 'kept',
    saved: { session: 'before', sequence: saved },
    every: 5,
    send: async (_words, { sequence }) => {
      sequences.push(sequence);
      return { is: 'done', version: 8 };
    },
  });
  await keeper.open(({ words }) => putBack.push(words));
  if (putBack.length > 0) await vi.waitFor(() => expect(keeper.state.is).toBe('saved'), { timeout: 10_000 });
  keeper.close();
  return { putBack, sequences };
}

test('what a window kept after its last save is put back, and sent after all that it may have sent as it went', async () => {
  const { putBack, sequences } = await openAfter({ sequence: 3 }, 3);
  expect(putBack).toEqual(['kept']);
  expect(sequences[0]).toBeGreaterThan(4);
});

test('what it kept before a later save of its own is at the site already, and is forgotten', async () => {
  const { putBack } = await openAfter({ sequence: 2 }, 3);
  expect(putBack).toEqual([]);
  expect(browser.forgotten).toEqual(['before']);
});

test('what another window kept is put back whatever its number', async () => {
  expect((await openAfter({ session: 'other', sequence: 1 }, 3)).putBack).toEqual(['kept']);
});
