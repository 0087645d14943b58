import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { connection } from 'next/server';
import { ArticlePreview } from '#components/articles/article-preview';
import { getDraftPreview } from '#lib/articles/queries';
import { requireUser } from '#lib/auth/current-user';
import { listCorrectionsForDesk } from '#lib/corrections/queries';
import { paths } from '#lib/paths';
import { siteWords } from '#lib/words/site';

type Props = { params: Promise<{ id: string }>; searchParams: Promise<{ revision?: string; framed?: string }> };

export const metadata: Metadata = { title: siteWords.article.preview, robots: { index: false, follow: false } };

/**
 * A draft as its page will be, drawn by the same components, for those who may see it; or another revision. In a frame of the
 * editor it goes without the bar that leads back there.
 */
export default async function PreviewPage({ params, searchParams }: Props) {
  await connection();
  const user = await requireUser();
  const { id } = await params;
  const { revision, framed } = await searchParams;
  const isId = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(id);
  const article = isId ? await getDraftPreview(user, id, revision) : null;
  if (!article) notFound();
  return (
    <>
      {!framed && (
        <aside className="preview-bar">
          <strong>{siteWords.article.preview}</strong>
          <a href={revision ? paths.desk.revisions(article.id) : paths.desk.article(article.id)}>
            {revision ? siteWords.article.backToHistory : siteWords.article.backToDesk}
          </a>
        </aside>
      )}
      <ArticlePreview article={article} corrections={await listCorrectionsForDesk(user, article.id)} />
    </>
  );
}
