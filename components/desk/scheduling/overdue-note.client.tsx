'use client';

import './scheduling.css';
import { Outcome, useDeskAction } from '#components/desk/desk-action.client';
import { Button } from '#components/ui/button';
import { retryOverdueAction } from '#lib/articles/schedules/actions';
import type { Scheduled } from '#lib/articles/schedules/queries';
import { paths } from '#lib/paths';
import { editorWords } from '#lib/words/editor';
import { schedulingWords as words } from '#lib/words/scheduling';

type Props = {
  overdue: Scheduled[];
  mayRetry: boolean;
  /** Where it stands. */
  page: 'home' | 'schedule';
};

/** In red: what should have been settled by now and is not, with a way to try it again and be told what is wrong. */
export function OverdueNote({ overdue, mayRetry, page }: Props) {
  const [state, retry, isPending] = useDeskAction(retryOverdueAction, paths.desk[page]);
  if (overdue.length === 0) return <Outcome state={state} done={({ settled }) => words.retried(settled)} />;
  return (
    <section className="note note-bad overdue-note" aria-label={words.overdueDay}>
      <p>
        <strong>{words.overdue(overdue.length)}</strong> {words.overdueText}
      </p>
      <ul>
        {overdue.slice(0, mostNamed).map(({ id, what, headline, language }) => (
          <li key={`${id} ${what}`}>
            <a href={paths.desk.article(id)} lang={language}>
              {headline || editorWords.untitled}
            </a>
          </li>
        ))}
      </ul>
      {mayRetry && (
        <form action={retry} aria-busy={isPending}>
          <Button type="submit" small>
            {words.retry}
          </Button>
        </form>
      )}
      <Outcome state={state} done={({ settled }) => words.retried(settled)} />
    </section>
  );
}

/** As many as are named one by one; all stand in the list of what is scheduled. */
const mostNamed = 5;
