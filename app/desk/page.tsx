import type { Metadata } from 'next';
import Link from 'next/link';
import { redirect } from 'next/navigation';
import { connection } from 'next/server';
import { Moment } from '#components/desk/moment';
import { NewArticleButton } from '#components/desk/new-article-button.client';
import { EmptyState, PageHead } from '#components/desk/page-head';
import { type ArticleAtDesk, listInReview, listUnfinished } from '#lib/articles/desk-queries';
import { requireUser } from '#lib/auth/current-user';
import { hasRole } from '#lib/auth/roles';
import { countHeldComments } from '#lib/comments/queries';
import type { Place } from '#lib/dates';
import { countFollowers } from '#lib/followers/queries';
import { countUnsentMails } from '#lib/mails/queries';
import { countNewMessages } from '#lib/messages/queries';
import { paths } from '#lib/paths';
import { getPublication } from '#lib/settings/queries';
import { canChangeSettings } from '#lib/settings/rules';
import { deskWords } from '#lib/words/desk';

const words = deskWords.home;

export const metadata: Metadata = { title: words.title };

/** The desk opens on what waits for this person. */
export default async function DeskPage() {
  await connection();
  const user = await requireUser();
  const publication = await getPublication();
  if (!publication.setUp && canChangeSettings(user)) redirect(paths.desk.welcome);
  const [inReview, unfinished, comments, messages, mails, followers] = await Promise.all([
    listInReview(user),
    listUnfinished(user),
    countHeldComments(user),
    countNewMessages(user),
    countUnsentMails(user),
    countFollowers(user),
  ]);
  const isEditor = hasRole(user, 'editor');
  const sentBack = unfinished.filter(({ state }) => state === 'changes_asked');
  const drafts = unfinished.filter(({ state }) => state === 'draft');
  return (
    <>
      <PageHead title={words.title} lead={user.name && words.greeting(user.name)}>
        <NewArticleButton />
      </PageHead>
      {isEditor && (
        <ul className="counts">
          <Count count={comments} name={words.comments} none={words.commentsEmpty} href={paths.desk.comments} />
          <Count count={messages} name={words.messages} none={words.messagesEmpty} href={paths.desk.messages} />
          <Count count={mails} name={words.mails} none={words.mailsEmpty} href={paths.desk.mails} />
          <Count count={followers} name={words.followers} href={paths.desk.followers} isQuiet />
        </ul>
      )}
      {isEditor && (
        <Articles title={words.inReview} articles={inReview} empty={words.inReviewEmpty} place={publication} />
      )}
      {sentBack.length > 0 && <Articles title={words.changesAsked} articles={sentBack} place={publication} />}
      <Articles title={words.yourDrafts} articles={drafts} empty={words.yourDraftsEmpty} place={publication} />
    </>
  );
}

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

type ArticlesProps = { title: string; articles: ArticleAtDeskWithoutGroup[]; empty?: string; place: Place };
type ArticleAtDeskWithoutGroup = Omit<ArticleAtDesk, 'group'>;

function Articles({ title, articles, empty, place }: ArticlesProps) {
  return (
    <section className="desk-section">
      <h2>{title}</h2>
      {articles.length === 0 && <EmptyState>{empty}</EmptyState>}
      <ul className="rows rows-tight">
        {articles.map((article) => (
          <li key={article.id} className="row">
            <div className="row-body">
              <p className="row-title">
                <Link href={paths.desk.article(article.id)} lang={article.language} prefetch={false}>
                  {article.headline || words.untitled}
                </Link>
              </p>
              <p className="row-meta">
                {article.authors.length > 0 && words.by(article.authors.join(', '))} {article.section}{' '}
                <Moment at={article.changedAt} place={place} />
              </p>
            </div>
          </li>
        ))}
      </ul>
    </section>
  );
}
