'use server';

import { redirect } from 'next/navigation';
import { z } from 'zod';
import { getUserOfSignInLink } from '#lib/auth/queries';
import { deadLink } from '#lib/auth/rules';
import { signInWithLink } from '#lib/auth/sign-in';
import { DomainError } from '#lib/errors';
import { formAction, userFormAction } from '#lib/forms/form-action';
import type { FormState } from '#lib/forms/form-state';
import { paths } from '#lib/paths';
import { changeSettings, removeSample, restoreSample, setUpPublication } from './mutations.ts';
import { settingsInput, setUpByLinkInput, setUpInput } from './rules.ts';

const setUpByLink = formAction(setUpByLinkInput, async ({ token, ...input }) => {
  const owner = await getUserOfSignInLink(token);
  if (!owner) throw new DomainError(deadLink);
  await setUpPublication(owner, input); // first, so that a refusal leaves the link as it was
  await signInWithLink(token);
  return null;
});

/** The first page behind the owner's link: sets the publication up and signs the owner in. */
export async function setUpByLinkAction(previous: FormState, data: FormData): Promise<FormState> {
  return toDesk(await setUpByLink(previous, data));
}

const setUp = userFormAction(setUpInput, async (user, input) => {
  await setUpPublication(user, input);
  return null;
});

/** The same page for an owner who is signed in already. */
export async function setUpAction(previous: FormState, data: FormData): Promise<FormState> {
  return toDesk(await setUp(previous, data));
}

export const changeSettingsAction = userFormAction(settingsInput, async (user, input) => {
  await changeSettings(user, input);
  return null;
});

export const removeSampleAction = userFormAction(z.object({}), async (user) => {
  await removeSample(user);
  return null;
});

export const restoreSampleAction = userFormAction(z.object({}), async (user) => {
  await restoreSample(user);
  return null;
});

/** Leaves for the desk once `state` says that the work is done: the form wrapper has expired the pages by then. */
function toDesk(state: FormState): FormState {
  if (state.status === 'done') redirect(paths.desk.home);
  return state;
}
