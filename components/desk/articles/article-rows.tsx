import Link from 'next/link';
import { Moment } from '#components/desk/moment';
import type { ArticleAtDesk } from '#lib/articles/desk-queries';
import type { Place } from '#lib/dates';
import { paths } from '#lib/paths';
import { editorWords } from '#lib/words/editor';

type Props = { articles: ArticleAtDesk[]; place: Place };

/** A row for each article: what it is, by whom, who changed it when. */
export function ArticleRows({ articles, place }: Props) {
  return (
    <ul className="rows rows-tight">
      {articles.map((article) => (
        <li key={article.id} className="row">
          <div className="row-body">
            <p className="row-title">
              <Link href={paths.desk.article(article.id)} lang={article.language} prefetch={false}>
                {article.headline || editorWords.untitled}
              </Link>
            </p>
            <p className="row-meta">
              {[article.section, article.authors.join(', ') || editorWords.noAuthor].filter(Boolean).join(' · ')} ·{' '}
              {editorWords.changed} <Moment at={article.changedAt} place={place} />
              {article.savedBy && ` ${editorWords.by} ${article.savedBy}`}
            </p>
          </div>
        </li>
      ))}
    </ul>
  );
}
