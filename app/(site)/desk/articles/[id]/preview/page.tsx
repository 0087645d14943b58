import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { connection } from 'next/server';
import { ArticlePreview } from '#components/articles/article-preview';
import { getDraftPreview } from '#lib/articles/queries';
import { requireUser } from '#lib/auth/current-user';
import type { User } from '#lib/auth/roles';
import { listCorrectionsForDesk } from '#lib/corrections/queries';
import { paths } from '#lib/paths';
import { getComingShareImage } from '#lib/share-images/queries';
import { siteWords } from '#lib/words/site';
import { articleMetadata } from '../../../../article-metadata.ts';

type Props = { params: Promise<{ id: string }>; searchParams: Promise<{ revision?: string; framed?: string }> };

/** What the page will say of itself: the desk reads from it how previews of a link will look. */
export async function generateMetadata({ params, searchParams }: Props): Promise<Metadata> {
  await connection();
  const user = await requireUser();
  const { id } = await params;
  const { revision } = await searchParams;
  const article = await previewOf(user, id, revision);
  const hidden = { robots: { index: false, follow: false } };
  if (!article) return { title: siteWords.article.preview, ...hidden };
  const [corrections, image] = await Promise.all([listCorrectionsForDesk(user, id), getComingShareImage(id, revision)]);
  return { ...(await articleMetadata({ ...article, slug: article.comingSlug }, corrections, image)), ...hidden };
}

/**
 * A draft as its page will be, drawn by the same components, for those who may see it; or another revision. In a frame of the
 * editor it goes without the bar that leads back there.
 */
export default async function PreviewPage({ params, searchParams }: Props) {
  await connection();
  const user = await requireUser();
  const { id } = await params;
  const { revision, framed } = await searchParams;
  const article = await previewOf(user, id, revision);
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

const previewOf = async (user: User, id: string, revision: string | undefined) =>
  /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(id) ? getDraftPreview(user, id, revision) : null;
