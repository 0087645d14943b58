import type { Metadata } from 'next';
import { connection } from 'next/server';
import { CommentQueue } from '#components/desk/comment-queue.client';
import { Forbidden } from '#components/desk/forbidden';
import { EmptyState, PageHead } from '#components/desk/page-head';
import { Tabs } from '#components/desk/tabs';
import { requireUser } from '#lib/auth/current-user';
import { listCommentsForDesk } from '#lib/comments/queries';
import { type CommentState, canModerate } from '#lib/comments/rules';
import { formatMoment, isoInZone } from '#lib/dates';
import { paths } from '#lib/paths';
import { getPublication } from '#lib/settings/queries';
import { deskWords } from '#lib/words/desk';

const words = deskWords.comments;
const states: CommentState[] = ['held', 'approved', 'rejected'];

export const metadata: Metadata = { title: words.title };

export default async function CommentsPage({ searchParams }: { searchParams: Promise<{ state?: string }> }) {
  await connection();
  const wanted = (await searchParams).state;
  const user = await requireUser();
  if (!canModerate(user)) return <Forbidden user={user} />;
  const state = states.find((candidate) => candidate === wanted) ?? 'held';
  const [comments, { timeZone }] = await Promise.all([listCommentsForDesk(user, state), getPublication()]);
  return (
    <>
      <PageHead title={words.title} />
      <Tabs
        label={words.title}
        tabs={states.map((name) => ({ name: words.tabs[name], href: hrefOf(name), isHere: name === state }))}
      />
      <CommentQueue
        key={state}
        state={state}
        permalink={hrefOf(state)}
        empty={<EmptyState>{words.empty[state]}</EmptyState>}
        comments={comments.map(({ id, name, body, slug, headline, createdAt }) => ({
          id,
          name,
          body,
          headline,
          href: slug && (state === 'approved' ? paths.comment(slug, id) : paths.article(slug)),
          at: formatMoment(createdAt, { timeZone, language: 'en' }),
          iso: isoInZone(createdAt, timeZone),
        }))}
      />
    </>
  );
}

const hrefOf = (state: CommentState): string =>
  state === 'held' ? paths.desk.comments : `${paths.desk.comments}?state=${state}`;
