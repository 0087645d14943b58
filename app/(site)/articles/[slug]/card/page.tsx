import './card.css';
import type { Metadata } from 'next';
import { connection } from 'next/server';
import { MixedText } from '#components/ui/mixed-text';
import { Photo } from '#components/ui/photo';
import { leadFigure } from '#lib/body/rules';
import { paths } from '#lib/paths';
import { isMostlyHangul } from '#lib/scripts-of-text';
import { getPublication } from '#lib/settings/queries';
import { absolute } from '#lib/site';
import { articleAt } from '../../../article-at.ts';

type Props = { params: Promise<{ slug: string }> };

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  await connection(); // a build has no database
  const article = await articleAt((await params).slug, paths.card);
  return {
    title: article.headline,
    robots: { index: false, follow: true },
    alternates: { canonical: absolute(paths.article(article.slug)) },
  };
}

/** An article as a card, in a frame of whichever site embeds it (see /oembed). It leads to the article, in a window of its own. */
export default async function ArticleCard({ params }: Props) {
  await connection(); // a build has no database
  const article = await articleAt((await params).slug, paths.card);
  const publication = await getPublication();
  const lead = leadFigure(article.body);
  const picture = lead && article.pictures[lead.attrs.media];
  const headline = article.shareHeadline || article.headline;
  return (
    <main id="text" className="embed-card" lang={article.language === 'ko' ? 'ko' : undefined}>
      {picture && <Photo picture={picture} alt={lead.attrs.alt} sizes="100vw" />}
      <div className="embed-words">
        <h1 className={isMostlyHangul(headline) ? 'hangul' : undefined}>
          <a href={absolute(paths.article(article.slug))} target="_blank" rel="noopener">
            <MixedText text={headline} language={article.language} />
          </a>
        </h1>
        <p className="standfirst">
          <MixedText text={article.shareText || article.description} language={article.language} />
        </p>
        <p className="meta">
          {[publication.name, article.authors.map(({ name }) => name).join(', ')].filter(Boolean).join(' · ')}
        </p>
      </div>
      <script src={`/card.js?v=${process.env.BUILD_ID}`} defer />
    </main>
  );
}
