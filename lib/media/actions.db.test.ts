import { expect, test } from 'vitest';
import { copyPicture } from './actions.ts';
import { fetchRefusals } from './fetch-picture.ts';

test('what is no address is answered in a sentence', async () => {
  for (const address of [undefined, null, 1, {}, 'x'.repeat(9000)]) {
    expect(await copyPicture(address as never)).toEqual({ error: fetchRefusals.address });
  }
});
