'use server';
import { userFormAction } from '#lib/forms/form-action';
import { discardMail, retryMail } from './mutations.ts';
import { mailInput } from './rules.ts';

/** Sends a mail again that could not be sent. Field: id. */
export const retryMailAction = userFormAction(mailInput, async (user, { id }) => {
  await retryMail(user, id);
  return { id };
});

/** Throws a mail away that could not be sent. Field: id. */
export const discardMailAction = userFormAction(mailInput, async (user, { id }) => {
  await discardMail(user, id);
  return { id };
});
