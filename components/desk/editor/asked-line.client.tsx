'use client';

import './assignment.css';
import type { User } from '#lib/auth/roles';
import { dayIn, formatNamedDay } from '#lib/dates';
import { workflowWords as words } from '#lib/words/workflow';
import type { OpenArticle } from './article-editor.client.tsx';

type Props = {
  user: User;
  article: Pick<OpenArticle, 'state' | 'assigneeId' | 'assignee' | 'dueOn'>;
  timeZone: string;
};

/** Who is asked to go on with it and until when, in a few words: 'with Pyon Jip, due Friday 4 December 2026'. */
export function AskedLine({ user, article, timeZone }: Props) {
  const { assigneeId, assignee, dueOn, state } = article;
  if ((assigneeId === null && dueOn === null) || state === 'published') return null;
  const today = dayIn(new Date(), timeZone);
  const isOverdue = dueOn !== null && dueOn < today;
  const who = assigneeId === user.id ? words.you : assignee;
  return (
    <span className="editor-asked" suppressHydrationWarning>
      {assigneeId !== null && who && words.with(who)}
      {assigneeId !== null && dueOn !== null && ', '}
      {dueOn !== null && (
        <span className={isOverdue ? 'editor-overdue' : undefined} suppressHydrationWarning>
          {(isOverdue ? words.overdue : words.due)(dayName(dueOn, today))}
        </span>
      )}
    </span>
  );
}

/** A day as it is called on the day `today`; both '2026-12-04'. */
function dayName(day: string, today: string): string {
  const ahead = Math.round((Date.parse(day) - Date.parse(today)) / 86_400_000);
  if (ahead === 0) return words.today;
  if (ahead === 1) return words.tomorrow;
  const name = formatNamedDay(day, 'en');
  return ahead > 1 && ahead < 7 ? name.split(' ')[0]!.replace(',', '') : name;
}
