'use server';

import { z } from 'zod';
import { userFormAction } from '#lib/forms/form-action';
import { changePings, retryPings } from './mutations.ts';
import { pingsInput } from './rules.ts';

export const changePingsAction = userFormAction(pingsInput, async (user, input) => {
  await changePings(user, input);
  return null;
});

export const retryPingsAction = userFormAction(z.object({}), (user) => retryPings(user));
