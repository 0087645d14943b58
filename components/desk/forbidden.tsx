import Link from 'next/link';
import { buttonClass } from '#components/ui/button';
import type { User } from '#lib/auth/roles';
import { paths } from '#lib/paths';
import { requestContext } from '#lib/request-context';
import { deskWords } from '#lib/words/desk';

const words = deskWords.forbidden;

/** In place of a page that `user` may not open; answered with 403. */
export function Forbidden({ user }: { user: User }) {
  const answer = requestContext()?.answer;
  if (answer) answer.status = 403;
  return (
    <div className="stack">
      <h1>{words.title}</h1>
      <p className="lead">{words.text(user.role)}</p>
      <p>
        <Link className={buttonClass()} href={paths.desk.home}>
          {words.back}
        </Link>
      </p>
    </div>
  );
}
