import { notFound, permanentRedirect } from 'next/navigation';
import { getAuthor, getMovedAuthor } from '#lib/authors/queries';
import { paths } from '#lib/paths';
import { canonicalName, textParam } from '#lib/route-params';

/**
 * The author at an address. Leaves for the one address when it is spelled otherwise or was changed; `address` is what is
 * asked for of the author, by the path of the author's page.
 */
export async function authorAt(asked: string, address = (page: string) => page) {
  const spelled = textParam(asked) ?? notFound();
  const handle = canonicalName(spelled);
  const author = await getAuthor(handle);
  if (author && spelled === handle) return author;
  const moved = author ? handle : await getMovedAuthor(handle);
  return moved ? permanentRedirect(address(paths.author(moved))) : notFound();
}
