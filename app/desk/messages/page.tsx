import type { Metadata } from 'next';
import { connection } from 'next/server';
import { Forbidden } from '#components/desk/forbidden';
import { MessageList } from '#components/desk/message-list.client';
import { EmptyState, PageHead } from '#components/desk/page-head';
import { Tabs } from '#components/desk/tabs';
import { requireUser } from '#lib/auth/current-user';
import { formatDay, formatMoment, isoInZone } from '#lib/dates';
import { listMessages } from '#lib/messages/queries';
import { canReadMessages, messageStates } from '#lib/messages/rules';
import { paths } from '#lib/paths';
import { getPublication } from '#lib/settings/queries';
import { deskWords } from '#lib/words/desk';

const words = deskWords.messages;

export const metadata: Metadata = { title: words.title };

export default async function MessagesPage({ searchParams }: { searchParams: Promise<{ state?: string }> }) {
  await connection();
  const wanted = (await searchParams).state;
  const user = await requireUser();
  if (!canReadMessages(user)) return <Forbidden user={user} />;
  const state = messageStates.find((candidate) => candidate === wanted) ?? 'new';
  const [messages, { timeZone }] = await Promise.all([listMessages(user, state), getPublication()]);
  const place = { timeZone, language: 'en' };
  return (
    <>
      <PageHead title={words.title} />
      <Tabs
        label={words.title}
        tabs={messageStates.map((name) => ({ name: words.tabs[name], href: hrefOf(name), isHere: name === state }))}
      />
      <MessageList
        key={state}
        permalink={hrefOf(state)}
        empty={<EmptyState>{words.empty[state]}</EmptyState>}
        messages={messages.map(({ id, name, email, subject, body, createdAt }) => ({
          id,
          state,
          name,
          email,
          subject,
          body,
          at: formatMoment(createdAt, place),
          iso: isoInZone(createdAt, timeZone),
          reply: replyTo({ email, subject, body, name }, formatDay(createdAt, place)),
        }))}
      />
    </>
  );
}

const hrefOf = (state: string): string =>
  state === 'new' ? paths.desk.messages : `${paths.desk.messages}?state=${state}`;

/** Mail programs cut a long address off; what is quoted beyond this is rarely read anyway. */
const longestQuote = 1200;

/** A `mailto:` address that opens an answer with the message quoted in it. */
function replyTo(message: { email: string; subject: string; body: string; name: string }, day: string): string {
  const subject = /^re:/i.test(message.subject) ? message.subject : `Re: ${message.subject}`;
  const characters = [...message.body];
  const quoted = characters.slice(0, longestQuote).join('') + (characters.length > longestQuote ? ' …' : '');
  const body = `\n\n${words.wrote(message.name, day)}\n\n${quoted.replace(/^/gm, '> ')}\n`;
  const encode = (text: string) => encodeURIComponent(text.replaceAll('\n', '\r\n'));
  return `mailto:${encodeURIComponent(message.email).replace('%40', '@')}?subject=${encode(subject)}&body=${encode(body)}`;
}
