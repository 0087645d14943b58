import { expect, test } from 'vitest';
import { commandWords } from '#lib/words/blocks';
import type { CommandName } from './commands.ts';
import { fittingCommands } from './slash-matches.ts';

const offered = (Object.keys(commandWords) as CommandName[]).map((name) => ({ name }));
const found = (query: string) => fittingCommands(offered, query).map(({ name }) => name);

test('names are found in English and in Korean, half typed too', () => {
  expect(found('')).toHaveLength(offered.length);
  expect(found('head')).toEqual(['heading', 'minorHeading']);
  expect(found('H3')).toEqual(['subheading']);
  expect(found('numbered l')).toEqual(['orderedList']);
  for (const typed of ['ㅍ', '표']) expect(found(typed)[0]).toBe('table');
  for (const typed of ['젬', '제목']) expect(found(typed)[0]).toBe('heading');
  expect(found('각')).toEqual(['footnote']);
  expect(found('youtube')).toEqual(['embed']);
  expect(found('nothing of that name')).toEqual([]);
});
