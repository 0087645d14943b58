import 'server-only';
import { and, eq, isNull } from 'drizzle-orm';
import { db } from '#db/client';
import { pages } from '#db/schema/settings';
import type { User } from '#lib/auth/roles';
import { picturesForEditor } from '#lib/media/desk-queries';
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
  return {
    name,
    body,
    changedAt: row?.changedAt.toISOString() ?? '',
    pictures: await picturesForEditor(body),
  };
}
