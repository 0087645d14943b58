import './quote.css';
import type { Metadata } from 'next';
import { connection } from 'next/server';
import { ShareLinks } from '#components/articles/share-links';
import { LaterStyles } from '#components/layout/later-styles';
import { PageFrame } from '#components/layout/page-frame';
import { QuoteForm } from '#components/quotes/quote-form';
import { MixedText } from '#components/ui/mixed-text';
import { pullQuotesOf } from '#lib/body/rules';
import { paths } from '#lib/paths';
import { getQuote } from '#lib/quotes/queries';
import { sentencesAround, standsIn } from '#lib/quotes/rules';
import { getShareImage } from '#lib/share-images/queries';
import { absolute } from '#lib/site';
import { quoteWords as words } from '#lib/words/quotes';
import { articleAt } from '../../../article-at.ts';

type Props = {
  params: Promise<{ slug: string }>;
  searchParams: Promise<{ text?: string | string[]; card?: string | string[] }>;
};

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  await connection(); // a build has no database
  const article = await articleAt((await params).slug, paths.quoting);
  return {
    title: words.heading,
    robots: { index: false, follow: true },
    alternates: { canonical: absolute(paths.article(article.slug)) },
  };
}

/**
 * Where a reader makes a card of a sentence: what was selected in the article comes in the query and is shown as the card
 * will say it; without a selection there is a field, and what the article quotes itself. Then the card, to be taken along.
 */
export default async function QuotingPage({ params, searchParams }: Props) {
  await connection(); // a build has no database
  const article = await articleAt((await params).slug, paths.quoting);
  const { text, card } = await searchParams;
  const selected = [text].flat()[0] ?? '';
  const digest = [card].flat()[0];
  const quote = digest ? await getQuote(article, digest) : null;
  const { id, slug, body, language, headline } = article;
  return (
    <PageFrame headlines={[headline]} hasLaterStyles>
      <header className="page-head">
        <h1>{words.heading}</h1>
        <p className="standfirst">
          {quote ? (
            words.madeText
          ) : (
            <>
              {words.text} <MixedText text={words.from(headline)} language={language} />.
            </>
          )}
        </p>
      </header>
      <LaterStyles />
      <div className="on-axis">
        {digest && quote ? (
          <MadeCard slug={slug} digest={digest} quote={quote} />
        ) : (
          <>
            <QuoteForm
              articleId={id}
              slug={slug}
              language={language}
              selected={selected}
              sentences={selected ? sentencesAround(body, selected, language) : null}
            />
            <Offered slug={slug} quotes={pullQuotesOf(body).filter((one) => standsIn(body, one))} language={language} />
          </>
        )}
        <p className="quiet quote-ways">
          {quote && (
            <>
              <a href={paths.quoting(slug)}>{words.again}</a> ·{' '}
            </>
          )}
          <a href={paths.article(slug)}>{words.back}</a>
        </p>
      </div>
    </PageFrame>
  );
}

async function MadeCard({ slug, digest, quote }: { slug: string; digest: string; quote: string }) {
  const image = await getShareImage({ kind: 'quote', id: digest });
  return (
    <section className="quote-made" aria-label={words.made}>
      <p role="status">{words.made}</p>
      <img src={image.path} width={image.width} height={image.height} alt={image.alt} />
      <ShareLinks path={paths.quote(slug, digest)} headline={words.quoted(quote)} />
      <p className="quiet">
        <a href={image.path} download>
          {words.picture}
        </a>
      </p>
    </section>
  );
}

function Offered({ slug, quotes, language }: { slug: string; quotes: string[]; language: string }) {
  if (quotes.length === 0) return null;
  return (
    <section className="quote-offered">
      <h2>{words.offered}</h2>
      <ul>
        {quotes.map((quote) => (
          <li key={quote}>
            <a href={paths.quoting(slug, quote)} lang={language}>
              {words.offeredLink(quote)}
            </a>
          </li>
        ))}
      </ul>
    </section>
  );
}
