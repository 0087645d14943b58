import { connection } from 'next/server';
import { StructuredData } from '#components/layout/structured-data';
import { getGroup } from '#lib/groups/queries';
import type { GroupKind } from '#lib/groups/rules';
import { breadcrumbs } from '#lib/json-ld/things';
import { paths } from '#lib/paths';
import { canonicalName, textParam } from '#lib/route-params';
import { getPublication } from '#lib/settings/queries';

/** The way to the page of a section, topic or series; nothing where there is none, which the page itself says. */
export async function StructuredGroup({ kind, asked }: { kind: GroupKind; asked: string }) {
  await connection(); // a build has no database
  const slug = textParam(asked);
  const [publication, group] = await Promise.all([
    getPublication(),
    slug === null ? null : getGroup(kind, canonicalName(slug)),
  ]);
  if (!group) return null;
  const way = [{ name: publication.name, path: paths.front }, { name: group.name }];
  return <StructuredData things={breadcrumbs(way)} />;
}
