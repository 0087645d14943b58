'use client';

import './pings.css';
import { Outcome, useDeskAction } from '#components/desk/desk-action.client';
import { Button } from '#components/ui/button';
import { paths } from '#lib/paths';
import { retryPingsAction } from '#lib/pings/actions';
import type { PingKind } from '#lib/pings/rules';
import { pingWords as words } from '#lib/words/pings';

type Failure = { endpoint: string; kind: PingKind; lastError: string; since: string; iso: string };

/** Who could not be told of what was published, and why, with a way to tell them now. Nothing where all were told. */
export function PingFailures({ failures, page }: { failures: Failure[]; page: 'home' | 'settings' }) {
  const [state, retry, isPending] = useDeskAction(retryPingsAction, paths.desk[page]);
  if (failures.length === 0) return <Outcome state={state} done={words.retried} />;
  return (
    <section className="note note-bad ping-failures" aria-label={words.title}>
      <p>
        <strong>{words.failedTitle(failures.length)}.</strong> {words.failedText}
      </p>
      <ul>
        {failures.map(({ endpoint, kind, lastError, since, iso }) => (
          <li key={endpoint}>
            {words.kinds[kind]} <code>{endpoint}</code>, {words.since} <time dateTime={iso}>{since}</time>: {lastError}
          </li>
        ))}
      </ul>
      <form action={retry} aria-busy={isPending}>
        <Button type="submit" small disabled={isPending}>
          {words.retry}
        </Button>
      </form>
      {page === 'home' && (
        <p className="ping-where">
          <a href={`${paths.desk.settings}#pings`}>{words.inSettings}</a>
        </p>
      )}
      <Outcome state={state} done={words.retried} />
    </section>
  );
}
