import type { Metadata } from 'next';
import { connection } from 'next/server';
import { SetUpForm } from '#components/desk/set-up-form.client';
import { SignInWithLinkForm } from '#components/desk/sign-in-form.client';
import { buttonClass } from '#components/ui/button';
import { getUserOfSignInLink } from '#lib/auth/queries';
import type { User } from '#lib/auth/roles';
import { deadLink } from '#lib/auth/rules';
import { paths } from '#lib/paths';
import { answerWith } from '#lib/request-context';
import { textParam } from '#lib/route-params';
import { getPublication } from '#lib/settings/queries';
import { canChangeSettings, timeZones } from '#lib/settings/rules';
import { deskWords } from '#lib/words/desk';

const words = deskWords.signIn;

export const metadata: Metadata = { title: words.title };

/** Behind a mailed link. Opening it changes nothing, because mail scanners open every link: the button does. */
export default async function SignInLinkPage({ params }: { params: Promise<{ token: string }> }) {
  await connection();
  const token = textParam((await params).token);
  const user = token === null ? null : await getUserOfSignInLink(token);
  if (token === null || !user) return <DeadLink />;
  const publication = await getPublication();
  if (!publication.setUp && canChangeSettings(user)) {
    return <SetUpForm token={token} timeZones={timeZones()} publication={publication} />;
  }
  return (
    <>
      <h1>{words.linkTitle(nameOf(user))}</h1>
      <p className="lead">{words.linkLead(publication.name)}</p>
      <SignInWithLinkForm token={token} name={nameOf(user)} />
    </>
  );
}

function DeadLink() {
  answerWith(410);
  return (
    <>
      <h1>{words.deadTitle}</h1>
      <p className="lead">{deadLink}</p>
      <p>
        <a className={buttonClass()} href={paths.signIn}>
          {words.askAgain}
        </a>
      </p>
    </>
  );
}

const nameOf = (user: User): string => user.name || user.email;
