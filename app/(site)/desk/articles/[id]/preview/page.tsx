import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { connection } from 'next/server';
import { Article } from '#components/articles/article';
import { Corrections } from '#components/articles/corrections';
import { LaterStyles } from '#components/layout/later-styles';
import { PageFrame } from '#components/layout/page-frame';
import { getDraftPreview } from '#lib/articles/queries';
import { requireUser } from '#lib/auth/current-user';
import { headingsOf } from '#lib/body/heading-ids';
import { listCorrectionsForDesk } from '#lib/corrections/queries';
import { paths } from '#lib/paths';
import { getPublication } from '#lib/settings/queries';
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
  const [publication, article] = await Promise.all([
    getPublication(),
    isId ? getDraftPreview(user, id, revision) : null,
  ]);
  if (!article) notFound();
  const corrections = await listCorrectionsForDesk(user, article.id);
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
      <PageFrame headlines={[article.headline, ...headingsOf(article.body)]} hasLaterStyles={corrections.length > 0}>
        <Article article={article} corrections={corrections} place={publication} />
        {corrections.length > 0 && (
          <>
            <LaterStyles />
            <div className="parts">
              <Corrections corrections={corrections} language={article.language} place={publication} />
            </div>
          </>
        )}
      </PageFrame>
    </>
  );
}
