import Link from 'next/link';
import { articlesPerPage, type ListFilter, listAddress } from '#lib/articles/lists/rules';
import { listWords as words } from '#lib/words/lists';

/** Leads through the pages of a list; nothing where there is only one. */
export function ListPages({ filter, total, pages }: { filter: ListFilter; total: number; pages: number }) {
  if (pages < 2) return null;
  const first = (filter.page - 1) * articlesPerPage + 1;
  return (
    <nav className="list-pages" aria-label={words.pages}>
      {filter.page > 1 ? (
        <Link href={listAddress(filter, { page: filter.page - 1 })} rel="prev" prefetch={false}>
          ← {words.newer}
        </Link>
      ) : (
        <span />
      )}
      <span>{words.range(first, Math.min(first + articlesPerPage - 1, total), total)}</span>
      {filter.page < pages ? (
        <Link href={listAddress(filter, { page: filter.page + 1 })} rel="next" prefetch={false}>
          {words.older} →
        </Link>
      ) : (
        <span />
      )}
    </nav>
  );
}
