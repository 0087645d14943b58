'use server';

import { userFormAction } from '#lib/forms/form-action';
import { nameRevision, restoreRevision } from './mutations.ts';
import { nameInput, restoreInput } from './rules.ts';

export const restoreRevisionAction = userFormAction(restoreInput, async (user, input) => {
  const { undo } = await restoreRevision(user, input);
  return { undo };
});

export const nameRevisionAction = userFormAction(nameInput, async (user, input) => {
  await nameRevision(user, input);
  return { name: input.name };
});
