import { expect, test } from 'vitest';
import { uploadPicture } from './actions.ts';
import { pictureRefusals } from './rules.ts';

test('what is no form is answered in a sentence', async () => {
  for (const data of [undefined, null, 'file', { get: 1 }]) {
    expect(await uploadPicture(data as never)).toEqual({ error: pictureRefusals.missing });
  }
});
