'use server';
import { redirect } from 'next/navigation';
import { formAction, userFormAction } from '#lib/forms/form-action';
import { guardReader } from '#lib/forms/reader-guard';
import { followedPath } from '#lib/forms/receipts';
import { confirmFollow, follow, removeFollower, unsubscribe } from './mutations.ts';
import { followerInput, followInput, tokenInput } from './rules.ts';

/** A reader asks to follow; leads back to the page of the form. Fields: email, from. */
export const followAction = formAction(followInput, async ({ email, from }, values) => {
  await follow(email, guardReader(values));
  return redirect(followedPath(from));
});

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
