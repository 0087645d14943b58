import './search.css';
import type { Metadata } from 'next';
import { connection } from 'next/server';
import { LaterStyles } from '#components/layout/later-styles';
import { PageFrame } from '#components/layout/page-frame';
import { SearchForm } from '#components/search/search-form';
import { SearchResults } from '#components/search/search-results';
import { senderHash } from '#lib/auth/secrets';
import { LimitError } from '#lib/errors';
import { takeLimit } from '#lib/limits/mutations';
import { pageMetadata } from '#lib/page-metadata';
import { paths } from '#lib/paths';
import { answerWith, requestContext } from '#lib/request-context';
import { searchPublished } from '#lib/search/queries';
import { foundPerPage, isTooShort, mostPages, searchAsked } from '#lib/search/rules';
import { getPublication } from '#lib/settings/queries';
import { searchWords as words } from '#lib/words/search';

type Props = { searchParams: Promise<{ q?: string | string[]; page?: string | string[] }> };

/** What is found is in no search engine, and what somebody looks for is on no card. */
export async function generateMetadata({ searchParams }: Props): Promise<Metadata> {
  await connection();
  const { q } = searchAsked(await searchParams);
  const metadata = pageMetadata(await getPublication(), {
    title: q ? words.titleOf(q) : words.title,
    share: { title: words.title, description: words.description },
    description: words.description,
    path: paths.search,
  });
  return { ...metadata, robots: { index: false, follow: true } };
}

export default async function SearchPage({ searchParams }: Props) {
  await connection();
  const { q, page } = searchAsked(await searchParams);
  const publication = await getPublication();
  const refusal = q === '' ? null : isTooShort(q) ? words.tooShort : await refusalOf();
  const answer = q === '' || refusal ? null : await searchPublished(q, page);
  const pages = Math.min(mostPages, Math.ceil((answer?.count ?? 0) / foundPerPage));
  return (
    <PageFrame hasLaterStyles>
      <LaterStyles />
      <header className="page-head">
        <h1>{words.title}</h1>
      </header>
      <div className="on-axis">
        <SearchForm q={q} error={refusal ?? undefined} />
        {answer && <h2 className="search-count">{words.count(answer.count, q)}</h2>}
        {answer && !answer.isWhole && <p className="quiet search-none">{words.notWhole}</p>}
        {answer?.count === 0 && <p className="quiet search-none">{words.none}</p>}
        {answer && answer.count > 0 && page > pages && <p className="quiet search-none">{words.noPage}</p>}
      </div>
      {answer && answer.found.length > 0 && <SearchResults found={answer.found} place={publication} />}
      {pages > 1 && (
        <nav className="search-pages" aria-label={words.pages}>
          {page > 1 && (
            <a rel="prev" href={pagePath(q, Math.min(page - 1, pages))}>
              {words.newer}
            </a>
          )}
          <span>{words.page(Math.min(page, pages), pages)}</span>
          {page < pages && (
            <a rel="next" href={pagePath(q, page + 1)}>
              {words.older}
            </a>
          )}
        </nav>
      )}
    </PageFrame>
  );
}

const pagePath = (q: string, page: number): string =>
  `${paths.search}?q=${encodeURIComponent(q)}${page > 1 ? `&page=${page}` : ''}`;

/** Why this search is one too many for its sender, with the status that says so; null when it is not. */
async function refusalOf(): Promise<string | null> {
  const context = requestContext();
  if (!context) return null; // under plain `next start` nobody is known
  try {
    await takeLimit('search', senderHash(context.clientAddress));
    return null;
  } catch (error) {
    if (!(error instanceof LimitError)) throw error;
    answerWith(error.status);
    context.answer.headers['retry-after'] = String(error.retryAfter);
    return error.message;
  }
}
