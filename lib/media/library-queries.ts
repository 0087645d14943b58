import 'server-only';
import { aliasedTable, and, asc, desc, eq, isNotNull, isNull, type SQL, sql } from 'drizzle-orm';
import { db } from '#db/client';
import { media } from '#db/schema/media';
import { users } from '#db/schema/people';
import type { User } from '#lib/auth/roles';
import { paths } from '#lib/paths';
import {
  canBringPictureBack,
  canChangePicture,
  canRemovePicture,
  type LibraryView,
  type PictureFilter,
  type PictureToSet,
  picturesPerPage,
} from './library-rules.ts';
import { sourceFor } from './picture.ts';
import { getPicturesForDesk } from './queries.ts';
import { pictureFileName } from './rules.ts';
import { isExpired } from './stored.ts';
import { findUses, isUsedNowhere } from './uses.ts';

export type PictureInLibrary = Awaited<ReturnType<typeof listPictures>>['pictures'][number];
export type PictureAtDesk = NonNullable<Awaited<ReturnType<typeof getPictureAtDesk>>>;

/** A page of the library, the newest first, with how many there are. What was replaced stands with the picture shown for it. */
export async function listPictures(user: User, { q, only, page }: LibraryView) {
  const where = and(
    only === 'removed' ? isNotNull(media.removedAt) : isNull(media.removedAt),
    isNull(media.shownAs),
    ...wordsStandIn(q),
    only ? filters[only](user) : undefined,
  );
  const [rows, total] = await Promise.all([
    db
      .select({
        id: media.id,
        name: media.originalName,
        caption: media.caption,
        alt: media.alt,
        credit: media.credit,
        isMoving: media.isMoving,
        expiresOn: media.expiresOn,
        isExpired: isExpired,
      })
      .from(media)
      .where(where)
      .orderBy(desc(media.createdAt), asc(media.id))
      .limit(picturesPerPage)
      .offset((page - 1) * picturesPerPage),
    db.$count(media, where),
  ]);
  const pictures = await getPicturesForDesk(rows.map(({ id }) => id));
  return {
    pictures: rows.map((row) => {
      const picture = pictures.get(row.id);
      return { ...row, src: picture ? sourceFor(picture, 320) : null, focus: picture?.focus ?? null };
    }),
    total,
    pages: Math.max(1, Math.ceil(total / picturesPerPage)),
  };
}

const filters: Record<PictureFilter, (user: User) => SQL | undefined> = {
  mine: (user) => eq(media.uploadedBy, user.id),
  unused: () => isUsedNowhere,
  noCredit: () => eq(media.credit, ''),
  noAlt: () => eq(media.alt, ''),
  expired: () => isExpired,
  moving: () => eq(media.isMoving, true),
  removed: () => undefined,
};

/** Each of the words stands somewhere in what is noted about the picture. `q` is NFC, and so is what is stored. */
function wordsStandIn(q: string): SQL[] {
  const text = sql`concat_ws(' ', ${media.originalName}, ${media.alt}, ${media.caption}, ${media.credit}, ${media.licence})`;
  return q
    .split(' ')
    .filter(Boolean)
    .map((word) => sql`${text} ilike ${`%${word.replace(/[\\%_]/g, '\\$&')}%`}`);
}

const mostFound = 30;

/** Pictures to choose from, the newest first; with `q` those in which its words stand. */
export async function findPictures(_user: User, q: string): Promise<PictureToSet[]> {
  const rows = await db
    .select({
      id: media.id,
      name: media.originalName,
      alt: media.alt,
      caption: media.caption,
      credit: media.credit,
    })
    .from(media)
    .where(and(isNull(media.removedAt), isNull(media.shownAs), ...wordsStandIn(q)))
    .orderBy(desc(media.createdAt), asc(media.id))
    .limit(mostFound);
  const pictures = await getPicturesForDesk(rows.map(({ id }) => id));
  return rows.flatMap((row) => {
    const picture = pictures.get(row.id);
    if (!picture) return [];
    const { width, height } = picture;
    return { ...row, width, height, src: sourceFor(picture, 1200), thumbnail: sourceFor(picture, 320) };
  });
}

/** One picture with all that is known of it, removed or not; null when there is none. */
export async function getPictureAtDesk(user: User, id: string) {
  const sender = aliasedTable(users, 'sender');
  const [row] = await db
    .select({ picture: media, sender: sender.name })
    .from(media)
    .leftJoin(sender, eq(sender.id, media.uploadedBy))
    .where(eq(media.id, id));
  if (!row) return null;
  const { picture } = row;
  const replaced = await db
    .select({ id: media.id, name: media.originalName, caption: media.caption })
    .from(media)
    .where(and(eq(media.shownAs, id), isNull(media.removedAt)));
  const [pictures, uses] = await Promise.all([
    getPicturesForDesk([id, ...replaced.map((other) => other.id)]),
    findUses(db, [id, ...replaced.map((other) => other.id)]),
  ]);
  const shown = pictures.get(id);
  return {
    ...picture,
    sender: row.sender,
    /** Wide enough to choose a point in it. */
    src: shown && sourceFor(shown, 960),
    download: paths.media(pictureFileName(picture.id, picture.extension)),
    replaced: replaced.map((other) => ({ ...other, src: sourceOf(pictures.get(other.id)) })),
    uses,
    mayChange: canChangePicture(user, picture),
    mayBringBack: canBringPictureBack(user, picture),
    mayRemove: canRemovePicture(user, { ...picture, isUsed: uses.length > 0 }),
  };
}

const sourceOf = (picture: Parameters<typeof sourceFor>[0] | undefined) => (picture ? sourceFor(picture, 320) : null);
