import type { Metadata } from 'next';
import Link from 'next/link';
import { redirect } from 'next/navigation';
import { connection } from 'next/server';
import { ArticleRow } from '#components/desk/articles/article-row';
import { NewArticleButton } from '#components/desk/new-article-button.client';
import { EmptyState, PageHead } from '#components/desk/page-head';
import { PingFailures } from '#components/desk/pings/ping-failures.client';
import { OverdueNote } from '#components/desk/scheduling/overdue-note.client';
import { type ArticleInDeskList, listAsked, listInReview, listUnfinished } from '#lib/articles/lists/queries';
import { listAddress, wholeList } from '#lib/articles/lists/rules';
import { listScheduled } from '#lib/articles/schedules/queries';
import { requireUser } from '#lib/auth/current-user';
import { hasRole } from '#lib/auth/roles';
import { countHeldComments } from '#lib/comments/queries';
import { dayIn, type Place } from '#lib/dates';
import { countFollowers } from '#lib/followers/queries';
import { countUnsentMails } from '#lib/mails/queries';
import { countLicenceEndings } from '#lib/media/library-queries';
import { libraryAddress } from '#lib/media/library-rules';
import { countNewMessages } from '#lib/messages/queries';
import { paths } from '#lib/paths';
import { listPingFailures } from '#lib/pings/queries';
import { getPublication } from '#lib/settings/queries';
import { canChangeSettings } from '#lib/settings/rules';
import { deskWords } from '#lib/words/desk';
import { libraryWords } from '#lib/words/library';
import { told } from './told.ts';

const words = deskWords.home;

export const metadata: Metadata = { title: words.title };

/** The desk opens on what waits for this person. */
export default async function DeskPage() {
  await connection();
  const user = await requireUser();
  const publication = await getPublication();
  if (!publication.setUp && canChangeSettings(user)) redirect(paths.desk.welcome);
  const now = new Date();
  const dueUntil = dayIn(new Date(now.getTime() + dueSoonDays * 86_400_000), publication.timeZone);
  const [inReview, unfinished, asked, scheduled, comments, messages, mails, followers, failures, licences] =
    await Promise.all([
      listInReview(user),
      listUnfinished(user),
      listAsked(user, dueUntil),
      listScheduled(user),
      countHeldComments(user),
      countNewMessages(user),
      countUnsentMails(user),
      countFollowers(user),
      listPingFailures(user),
      countLicenceEndings(user),
    ]);
  const isEditor = hasRole(user, 'editor');
  const isElsewhere = new Set(asked.assigned.map(({ id }) => id));
  const own = unfinished.filter(({ id }) => !isElsewhere.has(id));
  const sentBack = own.filter(({ state }) => state === 'changes_asked');
  const drafts = own.filter(({ state }) => state === 'draft');
  const shown = { place: publication, now };
  return (
    <>
      <PageHead title={words.title} lead={user.name && words.greeting(user.name)}>
        <NewArticleButton />
      </PageHead>
      <OverdueNote overdue={scheduled.filter(({ isOverdue }) => isOverdue)} mayRetry={isEditor} page="home" />
      <PingFailures failures={failures.map((failure) => told(failure, publication))} page="home" />
      {licences > 0 && (
        <p className="note">
          {libraryWords.endings(licences)}{' '}
          <Link href={libraryAddress({ q: '', only: 'ending', page: 1 })} prefetch={false}>
            {libraryWords.seeEndings}
          </Link>
        </p>
      )}
      {isEditor && (
        <ul className="counts">
          <Count count={comments} name={words.comments} none={words.commentsEmpty} href={paths.desk.comments} />
          <Count count={messages} name={words.messages} none={words.messagesEmpty} href={paths.desk.messages} />
          <Count count={mails} name={words.mails} none={words.mailsEmpty} href={paths.desk.mails} />
          <Count count={followers} name={words.followers} href={paths.desk.followers} isQuiet />
        </ul>
      )}
      {asked.assigned.length > 0 && <Articles title={words.assigned} articles={asked.assigned} {...shown} />}
      {asked.due.length > 0 && <Articles title={words.dueSoon} articles={asked.due} {...shown} />}
      {isEditor && <Articles title={words.inReview} articles={inReview} empty={words.inReviewEmpty} {...shown} />}
      {sentBack.length > 0 && <Articles title={words.changesAsked} articles={sentBack} {...shown} />}
      <Articles title={words.yourDrafts} articles={drafts} empty={words.yourDraftsEmpty} {...shown} />
      <p className="desk-section">
        <Link href={listAddress({ ...wholeList, whose: isEditor ? 'mine' : null })} prefetch={false}>
          {words.allYours}
        </Link>
      </p>
    </>
  );
}

/** How many days ahead something is due soon. */
const dueSoonDays = 7;

type CountProps = { count: number; name: string; none?: string; href: string; isQuiet?: boolean };

/** How many wait; `isQuiet` is for what is good to know and waits for nobody. */
function Count({ count, name, none, href, isQuiet }: CountProps) {
  return (
    <li>
      <Link href={href} className={count > 0 && !isQuiet ? 'count count-waits' : 'count'} prefetch={false}>
        <strong>{count.toLocaleString('en')}</strong>
        <span>{count === 0 && none ? none : name}</span>
      </Link>
    </li>
  );
}

type ArticlesProps = { title: string; articles: ArticleInDeskList[]; empty?: string; place: Place; now: Date };

function Articles({ title, articles, empty, place, now }: ArticlesProps) {
  return (
    <section className="desk-section" aria-label={title}>
      <h2>{title}</h2>
      {articles.length === 0 && <EmptyState>{empty}</EmptyState>}
      <ul className="rows rows-tight">
        {articles.map((article) => (
          <ArticleRow key={article.id} article={article} place={place} now={now} />
        ))}
      </ul>
    </section>
  );
}
