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
  canReplacePicture,
  type LibraryView,
  licenceDays,
  type PictureFilter,
  type PictureToSet,
  picturesPerPage,
} from './library-rules.ts';
import { sourceFor } from './picture.ts';
import { getPicturesForDesk } from './queries.ts';
import { pictureFileName } from './rules.ts';
import { endsWithin, isExpired } from './stored.ts';
import { findUses, isUsedInPublic, isUsedNowhere } from './uses.ts';

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
  ending: () => isEndingInPublic,
  moving: () => eq(media.isMoving, true),
  removed: () => undefined,
};

const isEndingInPublic = and(endsWithin(licenceDays), isUsedInPublic);

/** How many pictures readers see whose licence has ended or ends soon; none for those who can do nothing about it. */
export async function countLicenceEndings(user: User): Promise<number> {
  if (!canReplacePicture(user)) return 0;
  return db.$count(media, and(isNull(media.removedAt), isNull(media.shownAs), isEndingInPublic));
}

/** Each of the words stands somewhere in what is noted about the picture. `q` is NFC, and so is what is stored. */
function wordsStandIn(q: string): SQL[] {
  const text = sql`concat_ws(' ', ${media.originalName}, ${media.alt}, ${media.caption}, ${media.credit}, ${media.licence})`;
  return q
    .split(' ')
    .filter(Boolean)
    .map((word) => sql`${text} ilike ${`%${word.replace(/[\\%_]/g, '\\$&')}%`}`);
}

const mostFound = 30;

/** Pictures to choose from, the newest first; with `q` those in which its words stand. `from`: how many are known already. */
export async function findPictures(
  _user: User,
  { q, from }: { q: string; from: number },
): Promise<{ pictures: PictureToSet[]; hasMore: boolean }> {
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
    .limit(mostFound + 1)
    .offset(from);
  const hasMore = rows.length > mostFound;
  const found = rows.slice(0, mostFound);
  const pictures = await getPicturesForDesk(found.map(({ id }) => id));
  const toSet = found.flatMap((row) => {
    const picture = pictures.get(row.id);
    if (!picture) return [];
    const { width, height } = picture;
    return { ...row, width, height, src: sourceFor(picture, 1200), thumbnail: sourceFor(picture, 320) };
  });
  return { pictures: toSet, hasMore };
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
    .select({ id: media.id, name: media.originalName, caption: media.caption, uploadedBy: media.uploadedBy })
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
    mayRemove: [picture, ...replaced].every((one) => canRemovePicture(user, { ...one, isUsed: uses.length > 0 })),
  };
}

const sourceOf = (picture: Parameters<typeof sourceFor>[0] | undefined) => (picture ? sourceFor(picture, 320) : null);
