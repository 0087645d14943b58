'use client';

import type { ReactNode } from 'react';
import { Outcome, useDeskAction } from '#components/desk/desk-action.client';
import { Button, buttonClass } from '#components/ui/button';
import { setMessageStateAction } from '#lib/messages/actions';
import type { MessageState } from '#lib/messages/rules';
import { deskWords } from '#lib/words/desk';

const words = deskWords.messages;

type Message = {
  id: string;
  state: MessageState;
  name: string;
  email: string;
  subject: string;
  body: string;
  at: string;
  iso: string;
  reply: string;
};

const nextStates: Record<MessageState, [MessageState, string][]> = {
  new: [
    ['answered', words.markAnswered],
    ['closed', words.close],
  ],
  answered: [
    ['closed', words.close],
    ['new', words.reopen],
  ],
  closed: [['new', words.reopen]],
};

/** Messages from the contact page, each with an answer to write and what became of it. */
export function MessageList({
  messages,
  permalink,
  empty,
}: {
  messages: Message[];
  permalink: string;
  empty: ReactNode;
}) {
  const [outcome, act, isPending] = useDeskAction(setMessageStateAction, permalink);
  return (
    <div className="queue" aria-busy={isPending}>
      <Outcome state={outcome} done={({ state }) => words.done[state]} />
      {messages.length === 0 && empty}
      <ol className="rows">
        {messages.map((message) => (
          <li key={message.id} className="row">
            <div className="row-body">
              <h2 className="row-title">{message.subject}</h2>
              <p className="row-meta">
                <strong>{message.name}</strong> <a href={message.reply}>{message.email}</a>{' '}
                <time dateTime={message.iso}>{message.at}</time>
              </p>
              <p className="row-text">{message.body}</p>
            </div>
            <div className="row-actions">
              <a className={buttonClass({ small: true })} href={message.reply}>
                {words.reply}
              </a>
              <form action={act}>
                <input type="hidden" name="id" value={message.id} />
                {nextStates[message.state].map(([state, label]) => (
                  <Button key={state} type="submit" variant="quiet" small name="state" value={state}>
                    {label}
                  </Button>
                ))}
              </form>
            </div>
          </li>
        ))}
      </ol>
    </div>
  );
}
