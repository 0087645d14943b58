import 'server-only';
import { and, eq, inArray, isNull } from 'drizzle-orm';
import { db } from '#db/client';
import { media } from '#db/schema/media';
import { pages } from '#db/schema/settings';
import type { User } from '#lib/auth/roles';
import { figuresOf } from '#lib/body/rules';
import { paths } from '#lib/paths';
import { initialPages } from './initial.ts';
import { canEditPages, type PageName } from './rules.ts';

/** A page with its pictures, for the editor; null for who may not edit it. One never saved shows the text it starts with. */
export async function getPageForDesk(user: User, name: PageName) {
  if (!canEditPages(user)) return null;
  const [row] = await db
    .select({ body: pages.body, changedAt: pages.changedAt })
    .from(pages)
    .where(and(eq(pages.name, name), isNull(pages.removedAt)));
  const body = row?.body ?? initialPages[name];
  const wanted = figuresOf(body).map(({ attrs }) => attrs.media);
  const stored = wanted.length === 0 ? [] : await db.select().from(media).where(inArray(media.id, wanted));
  return {
    name,
    body,
    changedAt: row?.changedAt.toISOString() ?? '',
    pictures: Object.fromEntries(
      stored.map(({ id, extension, width, height }) => [id, { src: paths.media(id, extension), width, height }]),
    ),
  };
}
