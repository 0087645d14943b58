import { expect, test } from 'vitest';
import { copyPicture, uploadPicture } from './actions.ts';
import { fetchRefusals } from './fetch-picture.ts';
import { pictureRefusals } from './rules.ts';

test('what is no form is answered in a sentence', async () => {
  for (const data of [undefined, null, 'file', { get: 1 }]) {
    expect(await uploadPicture(data as never)).toEqual({ error: pictureRefusals.missing });
  }
  for (const address of [undefined, null, 1, {}, 'x'.repeat(9000)]) {
    expect(await copyPicture(address as never)).toEqual({ error: fetchRefusals.address });
  }
});
