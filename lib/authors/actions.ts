'use server';

import { userFormAction } from '#lib/forms/form-action';
import { changeProfile } from './mutations.ts';
import { profileInput } from './rules.ts';

export const changeProfileAction = userFormAction(profileInput, async (user, input) => {
  await changeProfile(user, input);
  return null;
});
