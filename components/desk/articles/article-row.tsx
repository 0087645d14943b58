import './articles.css';
import Link from 'next/link';
import type { ReactNode } from 'react';
import type { ArticleInDeskList } from '#lib/articles/lists/queries';
import { deletedForGoodAt } from '#lib/articles/rules';
import { dayIn, formatBriefly, formatDayBriefly, formatMoment, isoInZone, type Place } from '#lib/dates';
import { paths } from '#lib/paths';
import { listWords as words } from '#lib/words/lists';

type Props = {
  article: ArticleInDeskList;
  place: Place;
  now: Date;
  /** Before the headline: what selects it. */
  mark?: ReactNode;
  /** At the end of the row: what can be done with it. */
  menu?: ReactNode;
};

/** One article in a list of the desk: what it is, where it stands, who is asked for it until when, who changed it last. */
export function ArticleRow({ article, place, now, mark, menu }: Props) {
  const { id, group, section, authors, assignee, removedAt } = article;
  return (
    <li className="row article-row" data-article={id} data-public={article.isPublic || undefined} tabIndex={-1}>
      {mark}
      <div className="row-body">
        <p className="row-title">
          <Link href={paths.desk.article(id)} lang={article.language} prefetch={false}>
            {article.headline || words.untitled}
          </Link>
        </p>
        <p className="row-meta">
          {[section, authors.join(', ') || words.noAuthor].filter(Boolean).join(' · ')}
          <At words={words.goesPublic} at={article.scheduledAt} place={place} />
          <At words={words.isTakenDown} at={article.unpublishAt} place={place} />
        </p>
      </div>
      <p className="article-standing">
        <span className={group === 'published' ? 'tag tag-quiet' : 'tag'}>{words.standing[group]}</span>
      </p>
      {(assignee || article.dueOn) && (
        <p className="article-asked row-meta">
          {assignee && <span>{assignee}</span>} <DueDay article={article} place={place} now={now} />
        </p>
      )}
      {removedAt ? (
        <p className="article-changed row-meta">
          {words.deletedOn} <Brief at={deletedForGoodAt(removedAt)} place={place} now={now} />
        </p>
      ) : (
        <p className="article-changed row-meta">
          <Brief at={article.changedAt} place={place} now={now} />
          {article.savedBy && ` ${words.changedBy(article.savedBy)}`}
        </p>
      )}
      {menu}
    </li>
  );
}

/** What will happen to it by itself, and when. */
const At = ({ words: what, at, place }: { words: string; at: Date | null; place: Place }) =>
  at && (
    <>
      {' · '}
      {what} <time dateTime={isoInZone(at, place.timeZone)}>{formatMoment(at, { ...place, language: 'en' })}</time>
    </>
  );

/** A moment in few signs, whole when pointed at. */
const Brief = ({ at, place, now }: { at: Date; place: Place; now: Date }) => (
  <time dateTime={isoInZone(at, place.timeZone)} title={formatMoment(at, { ...place, language: 'en' })}>
    {formatBriefly(at, { ...place, language: 'en' }, now)}
  </time>
);

/** Until when it is asked for, and that this day is over, unless it is done. */
function DueDay({ article: { dueOn, group }, place, now }: Pick<Props, 'article' | 'place' | 'now'>) {
  if (!dueOn || group === 'published') return null;
  const isOverdue = dueOn < dayIn(now, place.timeZone);
  return (
    <span className={isOverdue ? 'article-overdue' : undefined}>
      {isOverdue ? words.overdue : words.due} <time dateTime={dueOn}>{formatDayBriefly(dueOn, 'en', now)}</time>
    </span>
  );
}
