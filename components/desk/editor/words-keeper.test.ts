import { setTimeout as sleep } from 'node:timers/promises';
import { beforeEach, expect, test, vi } from 'vitest';
import { type SaveAnswer, type SaveStamp, WordsKeeper } from './words-keeper.ts';

// A browser without IndexedDB and without locks: what is left is the order of saves.
beforeEach(() => {
  vi.stubGlobal('document', { visibilityState: 'hidden' });
  vi.stubGlobal('navigator', {});
});

/** A keeper of one word, and a site that answers what it is told to. */
async function keep(answer: (words: string, stamp: SaveStamp, call: number) => Promise<SaveAnswer> | SaveAnswer) {
  const sent: { words: string; stamp: SaveStamp }[] = [];
  let words = '';
  let underWay = 0;
  let most = 0;
  const keeper = new WordsKeeper<string>({
    userId: 'ada',
    name: 'article',
    words: () => words,
    version: 7,
    every: 5,
    send: async (text, stamp) => {
      sent.push({ words: text, stamp });
      most = Math.max(most, ++underWay);
      const answered = await answer(text, stamp, sent.length);
      underWay -= 1;
      return answered;
    },
  });
  await keeper.open(() => {});
  const type = (text: string) => {
    words = text;
    keeper.touch();
  };
  return { keeper, sent, type, mostAtOnce: () => most };
}

const until = (condition: () => boolean) => vi.waitFor(() => expect(condition()).toBe(true), { timeout: 10_000 });

test('saves follow one another, are numbered, and carry the version of the answer before', async () => {
  const { keeper, sent, type, mostAtOnce } = await keep(async (_words, { version }) => {
    await sleep(20);
    return { is: 'done', version: version + 1 };
  });
  for (const text of ['a', 'ab', 'abc']) {
    type(text);
    await sleep(12);
  }
  await until(() => keeper.state.is === 'saved');
  expect(mostAtOnce()).toBe(1);
  expect(sent.at(-1)?.words).toBe('abc');
  expect(sent.map(({ stamp }) => stamp.sequence)).toEqual(sent.map((_, index) => index + 1));
  expect(sent.map(({ stamp }) => stamp.version)).toEqual(sent.map((_, index) => 7 + index));
  expect(new Set(sent.map(({ stamp }) => stamp.session)).size).toBe(1);
});

test('what got no answer is sent again by itself, and says meanwhile where the words are', async () => {
  const { keeper, sent, type } = await keep((_words, _stamp, call) =>
    call === 1 ? { is: 'unanswered', reason: 'Nobody home.' } : { is: 'done', version: 8 },
  );
  type('a');
  await until(() => keeper.state.is === 'unkept'); // this browser keeps nothing either
  expect(keeper.isLeavingLossy()).toBe(true);
  await until(() => keeper.state.is === 'saved');
  expect(sent).toHaveLength(2);
  expect(keeper.isLeavingLossy()).toBe(false);
});

test('a refusal rests until the words change', async () => {
  const { keeper, sent, type } = await keep((words) =>
    words === 'wrong' ? { is: 'refused', reason: 'No.', fields: { headline: 'No.' } } : { is: 'done', version: 8 },
  );
  type('wrong');
  await until(() => keeper.state.is === 'unkept');
  await sleep(60);
  expect(sent).toHaveLength(1);
  type('right');
  await until(() => keeper.state.is === 'saved');
});

test('a conflict sends nothing more until somebody decides, and then on the version that was seen', async () => {
  const { keeper, sent, type } = await keep((_words, { version }) =>
    version === 9 ? { is: 'done', version: 10 } : { is: 'conflict', reason: 'Somebody else.' },
  );
  type('mine');
  await until(() => keeper.state.is === 'conflict');
  type('still mine');
  await sleep(60);
  expect(sent).toHaveLength(1);
  expect(await keeper.save()).toBe(false);
  expect(await keeper.overwrite(9)).toBe(true);
  expect(sent.at(-1)).toMatchObject({ words: 'still mine', stamp: { version: 9 } });
  expect(keeper.state.is).toBe('saved');
});

test('a press while a save is under way waits for it, and then saves what was typed since', async () => {
  const { keeper, sent, type } = await keep(async (_words, { version }) => {
    await sleep(30);
    return { is: 'done', version: version + 1 };
  });
  type('a');
  const first = keeper.save();
  type('ab');
  expect(await keeper.save()).toBe(true);
  expect(await first).toBe(true);
  expect(sent.map(({ words }) => words)).toEqual(['a', 'ab']);
  keeper.close();
});
