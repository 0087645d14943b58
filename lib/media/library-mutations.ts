import { and, eq, inArray, isNotNull, isNull, lt, sql } from 'drizzle-orm';
import { db, type Transaction } from '#db/client';
import { media } from '#db/schema/media';
import type { User } from '#lib/auth/roles';
import { ConflictError, DomainError, ForbiddenError, NotFoundError } from '#lib/errors';
import { enqueue } from '#lib/jobs';
import { libraryWords } from '#lib/words/library';
import { announcePictures } from './announce-pictures.ts';
import type { KeptPicture } from './develop.ts';
import { eachOf } from './each-of.ts';
import {
  canBringPictureBack,
  canChangePicture,
  canRemovePicture,
  canReplacePicture,
  notedOf,
  type PictureInput,
  type PictureNotes,
  pictureTrashDays,
} from './library-rules.ts';
import { contentTypes, pictureFileName } from './rules.ts';
import { mediaStore } from './store/store.ts';
import { findUses } from './uses.ts';

const refused = libraryWords.refused;

/**
 * Changes what is noted about a picture, and returns it. Figures that stand in texts keep their words. Throws
 * ForbiddenError, NotFoundError, ConflictError when it is not as `noted` any more.
 */
export async function changePicture(
  user: User,
  { id, focusX, focusY, noted, ...words }: PictureInput,
): Promise<PictureNotes> {
  return db.transaction(async (tx) => {
    const picture = await lockPicture(tx, id);
    if (!canChangePicture(user, picture)) throw new ForbiddenError(refused.change);
    if (noted !== undefined && noted !== notedOf(picture)) throw new ConflictError(refused.changedMeanwhile);
    const isMiddle = focusX === 0.5 && focusY === 0.5;
    const [changed] = await tx
      .update(media)
      .set({ ...words, ...(isMiddle ? { focusX: null, focusY: null } : { focusX, focusY }) })
      .where(eq(media.id, id))
      .returning({
        alt: media.alt,
        caption: media.caption,
        credit: media.credit,
        licence: media.licence,
        expiresOn: media.expiresOn,
        focusX: media.focusX,
        focusY: media.focusY,
      });
    await announcePictures(tx, [id]);
    return changed!;
  });
}

/**
 * Has the picture `by` shown wherever `id` stands, in what is public too. `undoReplacement` takes it back. Throws
 * ForbiddenError, NotFoundError, DomainError.
 */
export async function replacePicture(user: User, id: string, by: string): Promise<void> {
  if (!canReplacePicture(user)) throw new ForbiddenError(refused.replace);
  if (id === by) throw new DomainError(refused.replaceBySame);
  await db.transaction(async (tx) => {
    await oneReplacesAtATime(tx);
    await lockPicture(tx, id);
    const other = await lockPicture(tx, by);
    if (other.replacedBy && other.replacedBy !== id) throw new DomainError(refused.wasReplaced);
    await tx.update(media).set({ replacedBy: null }).where(eq(media.id, by)); // it stood in place of that one: put back
    await tx.update(media).set({ replacedBy: by }).where(eq(media.id, id));
    await announceShown(tx, [id, by]);
  });
}

/**
 * Has a picture that was replaced shown again where it stands, and where the ones stand that it had replaced. Throws
 * ForbiddenError, NotFoundError.
 */
export async function undoReplacement(user: User, id: string): Promise<void> {
  if (!canReplacePicture(user)) throw new ForbiddenError(refused.replace);
  await db.transaction(async (tx) => {
    await oneReplacesAtATime(tx);
    const { shownAs } = await lockPicture(tx, id);
    await tx.update(media).set({ replacedBy: null }).where(eq(media.id, id));
    await announceShown(tx, [id, ...(shownAs ? [shownAs] : [])]);
  });
}

/** What is shown is found by following all replacements, which must not change meanwhile. Any number, always the same. */
const oneReplacesAtATime = (tx: Transaction) => tx.execute(sql`select pg_advisory_xact_lock(7264104)`);

/** Notes for every picture what is shown for it, after a replacement was made or taken back. `ids`: whose replacement it was. */
async function announceShown(tx: Transaction, ids: string[]): Promise<void> {
  const changed = await tx.execute<{ id: string }>(sql`
    with recursive followed(id, at) as (
      select id, replaced_by from media where replaced_by is not null
      union
      select followed.id, media.replaced_by from followed join media on media.id = followed.at
      where media.replaced_by is not null),
    ends as (
      select followed.id, followed.at from followed join media on media.id = followed.at
      where media.replaced_by is null)
    update media set shown_as = shown.at
    from (select media.id, ends.at from media left join ends using (id)) shown
    where media.id = shown.id and media.shown_as is distinct from shown.at
    returning media.id`);
  await announcePictures(tx, [...new Set([...ids, ...changed.map(({ id }) => id)])]);
}

/**
 * Takes a picture out of the library and from all pages; its addresses answer no more. `bringPictureBack` undoes it for 30
 * days. One that is in use is only removed with `evenIfUsed`. Throws ForbiddenError, NotFoundError, ConflictError.
 */
export async function removePicture(user: User, id: string, { evenIfUsed = false } = {}): Promise<void> {
  const removed = await db.transaction(async (tx) => {
    const found = await lockPicture(tx, id);
    if (found.replacedBy) throw new DomainError(refused.isReplaced);
    // With it goes what it stands in place of: that was not to be seen any more.
    const replaced = await tx
      .select()
      .from(media)
      .where(and(eq(media.shownAs, id), isNull(media.removedAt)));
    const all = [found, ...replaced];
    const ids = all.map((picture) => picture.id);
    const uses = await findUses(tx, ids);
    const isUsed = uses.length > 0;
    if (!all.every((picture) => canRemovePicture(user, { ...picture, isUsed })))
      throw new ForbiddenError(refused.remove);
    if (isUsed && !evenIfUsed) throw new ConflictError(refused.isUsed(uses.length));
    const files = sql`coalesce(${media.files}, '[]')`; // until they are gone: see finishRemovals
    await tx.update(media).set({ removedAt: sql`now()`, removedBy: user.id, files }).where(inArray(media.id, ids));
    await enqueue(tx, 'develop', [{ data: {}, startAfter: new Date(Date.now() + 60_000) }]); // finishes it where we do not
    await announcePictures(tx, ids);
    return ids;
  });
  for (const each of removed) await setAside(each);
}

/** What was removed while its store did not answer: its files are public until they are gone. */
export async function finishRemovals(): Promise<void> {
  const rows = await db
    .select({ id: media.id })
    .from(media)
    .where(and(isNotNull(media.removedAt), isNotNull(media.files)));
  await eachOf(
    rows.map(
      ({ id }) =>
        () =>
          setAside(id),
    ),
  );
}

/** The picture itself is kept, under a name that is not served; what was made of it can be made again. */
async function setAside(id: string): Promise<void> {
  await db.transaction(async (tx) => {
    const isLeft = and(eq(media.id, id), isNotNull(media.removedAt), isNotNull(media.files));
    const [row] = await tx.select().from(media).where(isLeft).for('update'); // it is not put back meanwhile
    if (!row) return;
    const store = mediaStore();
    const name = pictureFileName(id, row.extension);
    const bytes = await store.get(name);
    if (bytes) await store.put(asideName(name), bytes, contentTypes[row.extension]);
    for (const file of new Set([name, ...row.files!.map((made) => made.name)])) await store.remove(file);
    await tx.update(media).set({ files: null }).where(eq(media.id, id));
  });
}

const asideName = (name: string): string => `removed/${name}`;

/**
 * Puts a picture back that was removed, everywhere it stood, with those that went with it: what it stands in place of, or
 * what stands in its place. Throws ForbiddenError, NotFoundError.
 */
export async function bringPictureBack(user: User, id: string): Promise<void> {
  const names = await db.transaction(async (tx) => {
    const shown = sql`(select coalesce(named.shown_as, named.id) from ${media} named where named.id = ${id})`;
    const rows = await tx
      .select()
      .from(media)
      .where(and(sql`coalesce(${media.shownAs}, ${media.id}) = ${shown}`, isNotNull(media.removedAt)))
      .orderBy(media.id)
      .for('update');
    if (!rows.some((row) => row.id === id)) throw new NotFoundError(refused.gone);
    if (!rows.every((row) => canBringPictureBack(user, row))) throw new ForbiddenError(refused.bringBack);
    const store = mediaStore();
    for (const { extension, ...each } of rows) {
      const name = pictureFileName(each.id, extension);
      const bytes = await store.get(asideName(name));
      if (bytes) await store.put(name, bytes, contentTypes[extension]);
    }
    const ids = rows.map((each) => each.id);
    await tx.update(media).set({ removedAt: null, removedBy: null, files: null }).where(inArray(media.id, ids));
    await enqueue(tx, 'develop', [{ data: {} }]);
    await announcePictures(tx, ids);
    return rows.map((each) => pictureFileName(each.id, each.extension));
  });
  for (const name of names) await mediaStore().remove(asideName(name));
}

/**
 * Deletes pictures that were removed 30 days ago: the file first, so that one whose store does not answer is found again the
 * next time. Called once a day. Throws when one was left.
 */
export async function purgePictures(): Promise<void> {
  const isOver = lt(media.removedAt, sql`now() - ${pictureTrashDays} * interval '1 day'`);
  const rows = await db.select({ id: media.id, extension: media.extension }).from(media).where(isOver);
  const purge = ({ id, extension }: KeptPicture) =>
    db.transaction(async (tx) => {
      const gone = await tx
        .delete(media)
        .where(and(eq(media.id, id), isOver))
        .returning({ id: media.id });
      if (gone.length > 0) await mediaStore().remove(asideName(pictureFileName(id, extension)));
    });
  await eachOf([finishRemovals, ...rows.map((row) => () => purge(row))]);
}

type Row = typeof media.$inferSelect;

async function lockPicture(tx: Transaction, id: string): Promise<Row> {
  const [row] = await tx
    .select()
    .from(media)
    .where(and(eq(media.id, id), isNull(media.removedAt)))
    .for('update');
  if (!row) throw new NotFoundError(refused.gone);
  return row;
}
