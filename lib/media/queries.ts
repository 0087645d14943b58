import 'server-only';
import { and, inArray } from 'drizzle-orm';
import { db } from '#db/client';
import { media } from '#db/schema/media';
import { noteTags } from '#lib/cache/noting';
import { cacheTags } from '#lib/cache-tags';
import { paths } from '#lib/paths';
import type { Picture } from './picture.ts';
import { type PictureFile, pictureFileName } from './rules.ts';
import { isShownFor, isThere, shown } from './stored.ts';

/**
 * Stored pictures by the id under which a text names them, with their public addresses, for the read that names them; where
 * one was replaced, the other. An id that is not there is left out.
 */
export async function getPictures(ids: string[]): Promise<Map<string, Picture>> {
  noteTags(...ids.map(cacheTags.picture));
  const rows = await readRows(ids);
  noteTags(...rows.map(({ id }) => cacheTags.picture(id)));
  return byName(rows);
}

/** The same for the desk, whose pages are not kept. */
export const getPicturesForDesk = async (ids: string[]): Promise<Map<string, Picture>> => byName(await readRows(ids));

type Row = Awaited<ReturnType<typeof readRows>>[number];

async function readRows(ids: string[]) {
  if (ids.length === 0) return [];
  return db
    .select({
      named: media.id,
      id: shown.id,
      extension: shown.extension,
      width: shown.width,
      height: shown.height,
      files: shown.files,
      thumbhash: shown.thumbhash,
      focusX: shown.focusX,
      focusY: shown.focusY,
    })
    .from(media)
    .innerJoin(shown, isShownFor)
    .where(and(inArray(media.id, ids), isThere));
}

const byName = (rows: Row[]): Map<string, Picture> =>
  new Map(
    rows.map(({ named, id, extension, width, height, files, thumbhash, focusX, focusY }) => [
      named,
      {
        src: paths.media(pictureFileName(id, extension)),
        width,
        height,
        ...(files?.length && { made: { ...sourcesOf(files), thumbhash } }),
        ...(focusX !== null && focusY !== null && { focus: { x: focusX, y: focusY } }),
      },
    ]),
  );

function sourcesOf(files: PictureFile[]): Pick<NonNullable<Picture['made']>, 'sources' | 'still'> {
  const sources: NonNullable<Picture['made']>['sources'] = {};
  let still: string | null = null;
  for (const { name, format, width, isStill } of files) {
    if (isStill) {
      still = paths.media(name);
      continue;
    }
    sources[format] ??= [];
    sources[format].push({ src: paths.media(name), width });
  }
  for (const list of Object.values(sources)) list.sort((one, other) => one.width - other.width);
  return { sources, still };
}
