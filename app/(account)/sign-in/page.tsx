import type { Metadata } from 'next';
import { connection } from 'next/server';
import { SignInForm } from '#components/desk/sign-in-form.client';
import { buttonClass } from '#components/ui/button';
import { getCurrentUser } from '#lib/auth/current-user';
import { env } from '#lib/env';
import { paths } from '#lib/paths';
import { deskWords } from '#lib/words/desk';

const words = deskWords.signIn;

export const metadata: Metadata = { title: words.title };

export default async function SignInPage() {
  await connection();
  const user = await getCurrentUser();
  return (
    <>
      <h1>{words.title}</h1>
      {user ? (
        <p>
          <a className={buttonClass()} href={paths.desk.home}>
            {words.toDesk}
          </a>
        </p>
      ) : (
        <SignInForm sendsMail={env().SMTP_URL !== undefined} />
      )}
      <p className="account-way-out">
        <a href={paths.front}>{words.backToSite}</a>
      </p>
    </>
  );
}
