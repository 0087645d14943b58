import { expect, test } from 'vitest';
import { faultsIn } from './words.ts';

test('slips of the pen are found, good words are left alone', () => {
  expect(faultsIn('We don’t show it – ever. “So?” 만수대', 'words')).toEqual([]);
  for (const slip of ['', "don't", 'Wait...', 'two  spaces', 'Really ?', '만수대'.normalize('NFD')])
    expect(faultsIn(slip, 'words'), slip).toHaveLength(1);
});
