import type { Metadata } from 'next';
import { languagesOf } from '#lib/articles/languages';
import { type ArticleOnPage, listTranslations } from '#lib/articles/queries';
import { changedAt } from '#lib/corrections/rules';
import { isoInZone } from '#lib/dates';
import { pageMetadata } from '#lib/page-metadata';
import { paths } from '#lib/paths';
import { getPublication } from '#lib/settings/queries';
import type { ShareImage } from '#lib/share-images/queries';
import { absolute } from '#lib/site';

/** What the page of an article says of itself, at the desk's preview as in public. */
export async function articleMetadata(
  article: ArticleOnPage,
  corrections: { correctedAt: Date }[],
  image: ShareImage | undefined,
): Promise<Metadata> {
  const [publication, translations] = await Promise.all([
    getPublication(),
    listTranslations(article.id, article.translationOf, article.language),
  ]);
  const changed = changedAt(article, corrections);
  return pageMetadata(publication, {
    title: article.headline,
    description: article.description,
    share: { title: article.shareHeadline, description: article.shareText },
    path: paths.article(article.slug),
    canonicalUrl: article.canonicalUrl,
    language: article.language,
    languages: languagesOf([article, ...translations], publication.articleLanguage),
    image,
    article: {
      publishedTime: isoInZone(article.publishedAt, publication.timeZone),
      modifiedTime: changed > article.publishedAt ? isoInZone(changed, publication.timeZone) : undefined,
      section: article.section?.name,
      authors: article.authors.map((author) => absolute(paths.author(author.handle))),
    },
  });
}
