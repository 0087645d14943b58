import 'server-only';
import { and, eq, isNull } from 'drizzle-orm';
import { db } from '#db/client';
import { pages } from '#db/schema/settings';
import type { Body } from '#lib/body/body';
import { figuresOf } from '#lib/body/rules';
import { cachedRead } from '#lib/cache/cached-read';
import { noteTags } from '#lib/cache/noting';
import { cacheTags } from '#lib/cache-tags';
import type { Picture } from '#lib/media/picture';
import { getPictures } from '#lib/media/queries';
import { initialPages } from './initial.ts';
import type { PageName } from './rules.ts';

export type PageText = { body: Body; pictures: Record<string, Picture>; changedAt: Date | null };

/** The text of about or privacy as the desk last saved it, or as it is before anybody has. */
export const getPage = cachedRead('getPage', async (name: PageName): Promise<PageText> => {
  noteTags(cacheTags.page(name));
  const [page] = await db
    .select({ body: pages.body, changedAt: pages.changedAt })
    .from(pages)
    .where(and(eq(pages.name, name), isNull(pages.removedAt)));
  const body = page?.body ?? initialPages[name];
  const pictures = await getPictures(figuresOf(body).map(({ attrs }) => attrs.media));
  return { body, changedAt: page?.changedAt ?? null, pictures: Object.fromEntries(pictures) };
});
