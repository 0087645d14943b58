import { aliasedTable, and, eq, inArray, isNull, type SQL, sql } from 'drizzle-orm';
import type { Transaction } from '#db/client';
import { media } from '#db/schema/media';
import { settings } from '#db/schema/settings';
import { pictureFileName } from './rules.ts';

/** The picture that is shown where a row of `media` is named: itself, or the one it was replaced by. */
export const shown = aliasedTable(media, 'shown');
export const isShownFor = eq(shown.id, sql`coalesce(${media.shownAs}, ${media.id})`);
/** It has not been removed. */
export const isThere: SQL = and(isNull(shown.removedAt), isNull(media.removedAt))!;

const today = sql`(now() at time zone (select ${settings.timeZone} from ${settings}))::date`;
/** The last day of its licence is over, where the publication is. */
export const isExpired = sql<boolean>`coalesce(${media.expiresOn} < ${today}, false)`;

/** The last day of its licence is over, or comes within `days`. */
export const endsWithin = (days: number) => sql<boolean>`coalesce(${media.expiresOn} < ${today} + ${days}::int, false)`;

/** `file`: its name in the store. */
type Stored = {
  id: string;
  file: string;
  width: number;
  height: number;
  focus: { x: number; y: number } | null;
  isExpired: boolean;
};

/** What is shown for those of the pictures `ids` that can be, by the id that was asked for. */
export async function findStored(tx: Pick<Transaction, 'select'>, ids: string[]): Promise<Map<string, Stored>> {
  if (ids.length === 0) return new Map();
  const rows = await tx
    .select({
      named: media.id,
      id: shown.id,
      extension: shown.extension,
      width: shown.width,
      height: shown.height,
      focusX: shown.focusX,
      focusY: shown.focusY,
      isExpired: sql<boolean>`coalesce(${shown.expiresOn} < ${today}, false)`,
    })
    .from(media)
    .innerJoin(shown, isShownFor)
    .where(and(inArray(media.id, ids), isThere));
  return new Map(
    rows.map(({ named, id, extension, focusX, focusY, ...row }) => [
      named,
      {
        id,
        file: pictureFileName(id, extension),
        focus: focusX === null || focusY === null ? null : { x: focusX, y: focusY },
        ...row,
      },
    ]),
  );
}
