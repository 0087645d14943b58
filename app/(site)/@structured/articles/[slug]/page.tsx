import { canonicalSlug, getArticle } from '#lib/articles/queries';
import { newsArticleJson } from '#lib/json-ld';
import { getPublication } from '#lib/settings/queries';
import { getShareImage } from '#lib/share-images/queries';

/** An article's JSON-LD, as a slot of its own because a page cannot put a script into the head. */
export default async function StructuredArticle({ params }: { params: Promise<{ slug: string }> }) {
  const slug = canonicalSlug(decodeURIComponent((await params).slug));
  const [publication, article] = await Promise.all([getPublication(), getArticle(slug)]);
  if (!article) return null;
  const json = newsArticleJson(publication, article, await getShareImage(article.id));
  return <script type="application/ld+json" dangerouslySetInnerHTML={{ __html: json }} />;
}
