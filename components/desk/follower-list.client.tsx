'use client';

import type { ReactNode } from 'react';
import { Outcome, useDeskAction } from '#components/desk/desk-action.client';
import { Button } from '#components/ui/button';
import { removeFollowerAction } from '#lib/followers/actions';
import { paths } from '#lib/paths';
import { deskWords } from '#lib/words/desk';

const words = deskWords.followers;

type Follower = { id: string; email: string; since: string | null; iso: string | null };

/** Who follows, with a way to take somebody off the list: a question first, because it cannot be undone. */
export function FollowerList({ followers, empty }: { followers: Follower[]; empty: ReactNode }) {
  const [outcome, act, isPending] = useDeskAction(removeFollowerAction, paths.desk.followers);
  return (
    <div className="queue" aria-busy={isPending}>
      <Outcome state={outcome} done={words.removed} />
      {followers.length === 0 ? (
        empty
      ) : (
        <table className="table">
          <thead>
            <tr>
              <th scope="col">{words.email}</th>
              <th scope="col">{words.since}</th>
              <td />
            </tr>
          </thead>
          <tbody>
            {followers.map(({ id, email, since, iso }) => (
              <tr key={id}>
                <td>{email}</td>
                <td>{since && iso && <time dateTime={iso}>{since}</time>}</td>
                <td>
                  <details className="confirm">
                    <summary className="button button-quiet button-small">{words.remove}</summary>
                    <form action={act}>
                      <p>{words.removeQuestion(email)}</p>
                      <input type="hidden" name="id" value={id} />
                      <Button type="submit" variant="danger" small>
                        {words.removeYes}
                      </Button>
                    </form>
                  </details>
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </div>
  );
}
