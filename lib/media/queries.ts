import 'server-only';
import { inArray } from 'drizzle-orm';
import { db } from '#db/client';
import { media } from '#db/schema/media';
import { noteTags } from '#lib/cache/noting';
import { cacheTags } from '#lib/cache-tags';
import { paths } from '#lib/paths';

export type Picture = { src: string; width: number; height: number };

/** Stored pictures by id, with their public addresses, for the read that names them. An id that is not there is left out. */
export async function getPictures(ids: string[]): Promise<Map<string, Picture>> {
  noteTags(...ids.map(cacheTags.picture));
  if (ids.length === 0) return new Map();
  const rows = await db
    .select({ id: media.id, extension: media.extension, width: media.width, height: media.height })
    .from(media)
    .where(inArray(media.id, ids));
  return new Map(
    rows.map((row) => [row.id, { src: paths.media(row.id, row.extension), width: row.width, height: row.height }]),
  );
}
