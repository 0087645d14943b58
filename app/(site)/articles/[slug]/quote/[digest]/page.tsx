import '../quote.css';
import type { Metadata } from 'next';
import { redirect } from 'next/navigation';
import { connection } from 'next/server';
import { PageFrame } from '#components/layout/page-frame';
import { MixedText } from '#components/ui/mixed-text';
import type { ArticleOnPage } from '#lib/articles/queries';
import { pageMetadata } from '#lib/page-metadata';
import { paths } from '#lib/paths';
import { getQuote } from '#lib/quotes/queries';
import { textFragment } from '#lib/quotes/rules';
import { answerWithHeader } from '#lib/request-context';
import { getPublication } from '#lib/settings/queries';
import { getShareImage } from '#lib/share-images/queries';
import { absolute } from '#lib/site';
import { quoteWords as words } from '#lib/words/quotes';
import { articleAt } from '../../../../article-at.ts';

type Props = { params: Promise<{ slug: string; digest: string }> };

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  await connection(); // a build has no database
  const { article, digest, quote } = await quoteAt(await params);
  const said = {
    title: words.quoted(quote),
    description: sourceOf(article),
  };
  return pageMetadata(await getPublication(), {
    ...said,
    title: article.headline,
    share: said,
    path: paths.quote(article.slug, digest),
    canonicalUrl: absolute(paths.article(article.slug)),
    language: article.language,
    image: await getShareImage({ kind: 'quote', id: digest }),
  });
}

/**
 * A sentence of an article, for those who draw a card of its link. A browser goes on at once, to the article where the
 * sentence stands: see docs/decisions/quotes.md.
 */
export default async function QuotePage({ params }: Props) {
  await connection(); // a build has no database
  const { article, quote } = await quoteAt(await params);
  const there = paths.article(article.slug) + textFragment(quote);
  answerWithHeader('refresh', `0; url=${there}`);
  return (
    <PageFrame headlines={[article.headline]}>
      <div className="on-axis">
        <figure className="quote-shown">
          <blockquote lang={article.language} cite={absolute(paths.article(article.slug))}>
            <MixedText text={words.quoted(quote)} language={article.language} />
          </blockquote>
          <figcaption>
            <MixedText text={sourceOf(article)} language={article.language} />
          </figcaption>
        </figure>
        <p className="quiet quote-ways">
          <a href={there}>{words.readThere}</a>
        </p>
      </div>
    </PageFrame>
  );
}

/** Where a quote stands, and who wrote it. */
const sourceOf = ({ headline, authors, language }: ArticleOnPage): string =>
  words.by(
    headline,
    authors.map(({ name, hangulName }) => (language === 'ko' && hangulName) || name),
    language,
  );

/** A quote that was made and stands in the article. One that stands there no more leads to the article. */
async function quoteAt({ slug, digest }: Awaited<Props['params']>) {
  const article = await articleAt(slug, (now) => paths.quote(now, digest));
  const quote = await getQuote(article, digest);
  if (quote === null) redirect(paths.article(article.slug));
  return { article, digest, quote };
}
