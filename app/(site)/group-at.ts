import { notFound, permanentRedirect } from 'next/navigation';
import { getGroup, getMovedGroup } from '#lib/groups/queries';
import type { GroupKind } from '#lib/groups/rules';
import { pageMetadata } from '#lib/page-metadata';
import { paths } from '#lib/paths';
import { canonicalName, textParam } from '#lib/route-params';
import { getPublication } from '#lib/settings/queries';
import { getShareImage } from '#lib/share-images/queries';

/**
 * The section, topic or series at an address. Leaves for its one address when it is spelled otherwise or was changed;
 * `address` is what is asked for of it, by the path of its page.
 */
export async function groupAt(kind: GroupKind, asked: string, address = (page: string) => page) {
  const spelled = textParam(asked) ?? notFound();
  const slug = canonicalName(spelled);
  const group = await getGroup(kind, slug);
  if (group && spelled === slug) return group;
  const moved = group ? slug : await getMovedGroup(kind, slug);
  return moved ? permanentRedirect(address(paths[kind](moved))) : notFound();
}

/** What the page of one says of itself. */
export async function groupMetadata(kind: GroupKind, asked: string) {
  const [group, publication] = await Promise.all([groupAt(kind, asked), getPublication()]);
  return pageMetadata(publication, {
    title: group.name,
    description: group.description || `${group.name} · ${publication.name}`,
    path: paths[kind](group.slug),
    image: await getShareImage({ kind, id: group.id }),
    feeds: { path: paths[kind](group.slug), name: group.name },
  });
}
