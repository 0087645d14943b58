import { connection } from 'next/server';
import { StructuredData } from '#components/layout/structured-data';
import { getArticle } from '#lib/articles/queries';
import { listCorrections } from '#lib/corrections/queries';
import { newsArticleJson } from '#lib/json-ld/article';
import { breadcrumbs } from '#lib/json-ld/things';
import { paths } from '#lib/paths';
import { canonicalName, textParam } from '#lib/route-params';
import { getPublication } from '#lib/settings/queries';
import { getShareImage } from '#lib/share-images/queries';

/** An article's JSON-LD, as a slot of its own because a page cannot put a script into the head. */
export default async function StructuredArticle({ params }: { params: Promise<{ slug: string }> }) {
  await connection(); // a build has no database
  const asked = textParam((await params).slug);
  if (asked === null) return null;
  const slug = canonicalName(asked);
  const [publication, article] = await Promise.all([getPublication(), getArticle(slug)]);
  if (!article) return null;
  const [image, corrections] = await Promise.all([
    getShareImage({ kind: 'article', id: article.id }),
    listCorrections(article.id),
  ]);
  const json = newsArticleJson(publication, article, image, corrections);
  const { section, headline } = article;
  const way = section && [{ name: section.name, path: paths.section(section.slug) }, { name: headline }];
  return (
    <>
      <script type="application/ld+json" dangerouslySetInnerHTML={{ __html: json }} />
      {way && <StructuredData things={breadcrumbs(way)} />}
    </>
  );
}
