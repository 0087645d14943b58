import type { Metadata } from 'next';
import { connection } from 'next/server';
import { ArticleRows } from '#components/desk/articles/article-rows';
import { BringBack } from '#components/desk/articles/bring-back.client';
import { NewArticleButton } from '#components/desk/new-article-button.client';
import { EmptyState, PageHead } from '#components/desk/page-head';
import { listArticlesForDesk } from '#lib/articles/desk-queries';
import { requireUser } from '#lib/auth/current-user';
import { getPublication } from '#lib/settings/queries';
import { editorWords, groupWords } from '#lib/words/editor';

export const metadata: Metadata = { title: editorWords.articles };

type Props = { searchParams: Promise<{ deleted?: string }> };

/** Every article this person may see, by where it stands. */
export default async function ArticlesPage({ searchParams }: Props) {
  await connection();
  const { deleted } = await searchParams;
  const user = await requireUser();
  const [groups, publication] = await Promise.all([listArticlesForDesk(user), getPublication()]);
  return (
    <>
      <PageHead title={editorWords.articles}>
        <NewArticleButton />
      </PageHead>
      {deleted && <BringBack id={deleted} said={editorWords.deleted} />}
      {groups.length === 0 && (
        <EmptyState>
          {editorWords.noArticles} {editorWords.noArticlesHint}
        </EmptyState>
      )}
      {groups.map(({ group, articles }) => (
        <section key={group} className="desk-section">
          <h2>
            {groupWords[group]} <span className="row-meta">{articles.length}</span>
          </h2>
          <ArticleRows articles={articles} place={publication} />
        </section>
      ))}
    </>
  );
}
