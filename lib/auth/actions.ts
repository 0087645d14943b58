'use server';

import { redirect } from 'next/navigation';
import { formAction } from '#lib/forms/form-action';
import { paths } from '#lib/paths';
import { requestSignInLink } from './mutations.ts';
import { signOut } from './next-auth.ts';
import { signInLinkInput, signInRequestInput } from './rules.ts';
import { signInWithLink } from './sign-in.ts';

/** The form at /sign-in. Its answer does not say whether the address is known. */
export const requestSignInLinkAction = formAction(signInRequestInput, async ({ email }) => {
  await requestSignInLink(email);
  return { email };
});

/** The button behind a mailed link. */
export const signInAction = formAction(signInLinkInput, async ({ token }) => {
  await signInWithLink(token);
  redirect(paths.desk.home);
});

/** Ends this session. */
export async function signOutAction(): Promise<void> {
  await signOut({ redirectTo: paths.signIn });
}
