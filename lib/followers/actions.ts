'use server';
import { formAction, userFormAction } from '#lib/forms/form-action';
import { readerAction } from '#lib/forms/reader-action';
import { followDoor } from './door.ts';
import { confirmFollow, removeFollower, unsubscribe } from './mutations.ts';
import { followerInput, tokenInput } from './rules.ts';

/** See door.ts. */
export const followAction = readerAction(followDoor);

/** The button behind a confirmation link. Field: token. */
export const confirmFollowAction = formAction(tokenInput, async ({ token }) => {
  await confirmFollow(token);
  return null;
});

/** The button behind an unsubscribe link. Field: token. */
export const unsubscribeAction = formAction(tokenInput, async ({ token }) => {
  await unsubscribe(token);
  return null;
});

/** An editor takes somebody off the list. Field: id. */
export const removeFollowerAction = userFormAction(followerInput, async (user, { id }) => {
  await removeFollower(user, id);
  return { id };
});
