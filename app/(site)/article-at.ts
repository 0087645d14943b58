import { notFound, permanentRedirect } from 'next/navigation';
import { type ArticleOnPage, getArticle, getMovedSlug } from '#lib/articles/queries';
import { paths } from '#lib/paths';
import { canonicalName, textParam } from '#lib/route-params';

/**
 * The live article at an address. Leaves for its one address when it is spelled otherwise or was changed; `address` is what
 * is asked for of it, by its slug.
 */
export async function articleAt(asked: string, address = paths.article): Promise<ArticleOnPage> {
  const spelled = textParam(asked) ?? notFound();
  const slug = canonicalName(spelled);
  const article = await getArticle(slug);
  if (article && spelled === slug) return article;
  const moved = article ? slug : await getMovedSlug(slug);
  return moved ? permanentRedirect(address(moved)) : notFound();
}
