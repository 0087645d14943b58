import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { connection } from 'next/server';
import { Article } from '#components/articles/article';
import { PageFrame } from '#components/layout/page-frame';
import { getDraftPreview } from '#lib/articles/queries';
import { requireUser } from '#lib/auth/current-user';
import { headingsOf } from '#lib/body/heading-ids';
import { paths } from '#lib/paths';
import { getPublication } from '#lib/settings/queries';
import { siteWords } from '#lib/words/site';

export const metadata: Metadata = { title: siteWords.article.preview, robots: { index: false, follow: false } };

/** A draft as its page will be, drawn by the same components, for those who may see it. */
export default async function PreviewPage({ params }: { params: Promise<{ id: string }> }) {
  await connection();
  const user = await requireUser();
  const { id } = await params;
  const isId = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(id);
  const [publication, article] = await Promise.all([getPublication(), isId ? getDraftPreview(user, id) : null]);
  if (!article) notFound();
  return (
    <>
      <aside className="preview-bar">
        <strong>{siteWords.article.preview}</strong>
        <a href={paths.desk.article(article.id)}>{siteWords.article.backToDesk}</a>
      </aside>
      <PageFrame headlines={[article.headline, ...headingsOf(article.body)]}>
        <Article article={article} place={publication} />
      </PageFrame>
    </>
  );
}
