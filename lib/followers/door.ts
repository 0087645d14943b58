import { readerDoor } from '#lib/forms/reader-door';
import { followedPath } from '#lib/forms/receipts';
import { follow } from './mutations.ts';
import { followInput } from './rules.ts';

/** A reader asks to follow, which is the same however often; leads back to the page of the form. Fields: email, from. */
export const followDoor = readerDoor(followInput, async ({ email, from }, sender) => {
  await follow(email, sender);
  return followedPath(from);
});
