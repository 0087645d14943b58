import type { Metadata } from 'next';
import Link from 'next/link';
import { redirect } from 'next/navigation';
import { connection } from 'next/server';
import { EmptyState, PageHead } from '#components/desk/page-head';
import { AddPictures } from '#components/desk/pictures/add-pictures.client';
import { LibraryFilters } from '#components/desk/pictures/library-filters';
import { PictureCard } from '#components/desk/pictures/picture-card';
import { requireUser } from '#lib/auth/current-user';
import { listPictures } from '#lib/media/library-queries';
import { type LibraryView, libraryAddress, libraryViewOf } from '#lib/media/library-rules';
import { libraryWords as words } from '#lib/words/library';

export const metadata: Metadata = { title: words.title };

type Props = { searchParams: Promise<Record<string, string | string[] | undefined>> };

/** The library of pictures, searched, narrowed and leafed through by the address. */
export default async function PicturesPage({ searchParams }: Props) {
  await connection();
  const view = libraryViewOf(await searchParams);
  const { pictures, total, pages } = await listPictures(await requireUser(), view);
  if (view.page > pages) redirect(libraryAddress(view, { page: pages }));
  const isNarrowed = view.q !== '' || view.only !== null;
  return (
    <>
      <PageHead title={words.title} lead={words.lead} />
      <AddPictures />
      <LibraryFilters view={view} />
      <p className="picture-found" role="status">
        {total > 0 && words.found(total)}
      </p>
      {total === 0 && <EmptyState>{isNarrowed ? words.noneFound : words.none}</EmptyState>}
      {total > 0 && (
        <ul className="pictures">
          {pictures.map((picture) => (
            <PictureCard key={picture.id} picture={picture} />
          ))}
        </ul>
      )}
      {pages > 1 && <Pages view={view} pages={pages} />}
    </>
  );
}

const Pages = ({ view, pages }: { view: LibraryView; pages: number }) => (
  <nav className="list-pages" aria-label={words.pages}>
    {view.page > 1 ? (
      <Link href={libraryAddress(view, { page: view.page - 1 })} rel="prev" prefetch={false}>
        ← {words.newer}
      </Link>
    ) : (
      <span />
    )}
    <span>{words.page(view.page, pages)}</span>
    {view.page < pages ? (
      <Link href={libraryAddress(view, { page: view.page + 1 })} rel="next" prefetch={false}>
        {words.older} →
      </Link>
    ) : (
      <span />
    )}
  </nav>
);
