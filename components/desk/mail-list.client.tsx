'use client';

import type { ReactNode } from 'react';
import { Outcome, useDeskAction } from '#components/desk/desk-action.client';
import { Button } from '#components/ui/button';
import { discardMailAction, retryMailAction } from '#lib/mails/actions';
import { paths } from '#lib/paths';
import { deskWords } from '#lib/words/desk';

const words = deskWords.mails;

type Mail = {
  id: string;
  state: 'queued' | 'sent' | 'failed';
  recipient: string;
  subject: string;
  attempts: number;
  lastError: string | null;
  at: string;
  iso: string;
};

/** Mail that did not get through: why, and what to do about it. */
export function MailList({ mails, empty }: { mails: Mail[]; empty: ReactNode }) {
  const [retried, retry, isRetrying] = useDeskAction(retryMailAction, paths.desk.mails);
  const [discarded, discard, isDiscarding] = useDeskAction(discardMailAction, paths.desk.mails);
  return (
    <div className="queue" aria-busy={isRetrying || isDiscarding}>
      <Outcome state={retried} done={words.queued} />
      <Outcome state={discarded} done={words.discarded} />
      {mails.length === 0 && empty}
      <ol className="rows">
        {mails.map((mail) => (
          <li key={mail.id} className="row">
            <div className="row-body">
              <h2 className="row-title">{mail.subject}</h2>
              <p className="row-meta">
                {words.to} <strong>{mail.recipient}</strong> · {words.written}{' '}
                <time dateTime={mail.iso}>{mail.at}</time> · {words.tried(mail.attempts)} · {words.states[mail.state]}
              </p>
              {mail.lastError && <p className="row-why">{mail.lastError}</p>}
            </div>
            <div className="row-actions">
              <form action={retry}>
                <input type="hidden" name="id" value={mail.id} />
                <Button type="submit" small>
                  {words.again}
                </Button>
              </form>
              <form action={discard}>
                <input type="hidden" name="id" value={mail.id} />
                <Button type="submit" variant="quiet" small>
                  {words.discard}
                </Button>
              </form>
            </div>
          </li>
        ))}
      </ol>
    </div>
  );
}
