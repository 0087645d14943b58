import { expect, test } from 'vitest';
import { z } from 'zod';
import { DomainError } from '#lib/errors';
import { editorAction } from './editor-action.ts';
import { formAction, guardedFormAction, userFormAction } from './form-action.ts';
import { type FormValues, idle } from './form-state.ts';

const everything = z.record(z.string(), z.union([z.string(), z.array(z.string())]));
const given = formAction(everything, async (values) => values);

test('what is no form is refused in a sentence, whatever came before', async () => {
  for (const data of [undefined, null, 1, 'text', {}, [], new Map()]) {
    for (const previous of [undefined, null, 'x', { status: 'failed' }]) {
      const answer = await given(previous as never, data as never);
      expect(answer).toEqual({
        status: 'failed',
        message: 'This form could not be read. Load the page again and send it once more.',
        fields: {},
        values: {},
      });
    }
  }
});

test('a name that comes twice is a list; files and Next’s own fields are left out', async () => {
  const data = new FormData();
  data.append('id', '1');
  data.append('word', '한강');
  data.append('id', '2');
  data.append('$ACTION_ID_x', '');
  data.append('file', new Blob(['x']));
  data.append('__proto__', 'x');
  const answer = await given(idle, data);
  const values: FormValues = answer.status === 'done' ? answer.result : {};
  expect(Object.entries(values)).toEqual(
    expect.arrayContaining([
      ['id', ['1', '2']],
      ['word', '한강'],
    ]),
  );
  expect(Object.keys(values)).not.toContain('file');
  expect(Object.keys(values)).not.toContain('$ACTION_ID_x');
});

test('very many names take no more than their time', async () => {
  const data = new FormData();
  for (let number = 0; number < 40_000; number += 1) data.append(`n${number}`, '');
  const begun = performance.now();
  await given(idle, data);
  expect(performance.now() - begun).toBeLessThan(10_000);
});

test('who sends is asked before what was sent is read', async () => {
  let parsed = 0;
  const input = z.object({}).transform(() => {
    parsed += 1;
    return {};
  });
  const signedOut = async (): Promise<never> => {
    throw new DomainError('You are signed out.');
  };
  const guarded = guardedFormAction(signedOut, input, async () => null);
  expect(await guarded(idle, new FormData())).toMatchObject({ status: 'failed', message: 'You are signed out.' });
  // Outside a request nobody can be asked: both fail there, and must do so first.
  for (const door of [userFormAction(input, async () => null), editorAction(input, async () => null)]) {
    await expect(door(idle, new FormData())).rejects.toThrow();
  }
  expect(parsed).toBe(0);
});
