import { Readable } from 'node:stream';
import { and, eq, inArray, isNotNull, isNull, lt, or, sql } from 'drizzle-orm';
import { db, type Transaction } from '#db/client';
import { media } from '#db/schema/media';
import { announce } from '#lib/announce';
import type { User } from '#lib/auth/roles';
import { cacheTags } from '#lib/cache-tags';
import { ConflictError, DomainError, ForbiddenError, NotFoundError } from '#lib/errors';
import { tidyText } from '#lib/forms/fields';
import { enqueue } from '#lib/jobs';
import { orderRedrawing } from '#lib/share-images/redrawing';
import { libraryWords } from '#lib/words/library';
import { inDarkroom } from './darkroom.ts';
import type { Developed, KeptPicture } from './develop.ts';
import { pictureIdOf } from './digest.ts';
import { receive, withIncoming } from './incoming.ts';
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
import {
  type PictureExtension,
  type PictureFile,
  type PictureWords,
  passingRefusals,
  pictureFileName,
  pictureRefusals,
} from './rules.ts';
import { mediaStore } from './store/store.ts';
import { findUses } from './uses.ts';

export type StoredPicture = { id: string; extension: PictureExtension; width: number; height: number };
/** With what it says of itself, for the fields of a figure. */
export type NewPicture = StoredPicture & PictureWords & { alt: string };
type About = { originalName: string; uploadedBy: string | null };

const refused = libraryWords.refused;

/**
 * Keeps a picture that somebody sent, which `write` puts into the new file that it is given: checked, encoded anew in all
 * that readers get, and named by what it contains, so that the same one is kept once. Throws DomainError with a sentence when
 * it cannot be used. Who may send one is asked by the caller.
 */
export const storePictureFrom = (write: (path: string) => Promise<void>, about: About): Promise<NewPicture> =>
  withIncoming(async (path) => {
    await write(path);
    const developed = await inDarkroom({ path });
    const kept = await mustBeWelcome(db, developed.id, about); // else its files would be public before its row says no
    const files = await putFiles(developed.files, kept); // before the row: one without its files would be a lie
    const recorded = await db.transaction((tx) => recordDeveloped(tx, developed, files, about));
    if (recorded) return recorded;
    await mustBeWelcome(db, developed.id, about);
    throw new DomainError(pictureRefusals.busy); // put back by now
  });

/** The same for a picture in memory. */
export const storePicture = (bytes: Uint8Array, about: About): Promise<NewPicture> =>
  storePictureFrom((path) => receive(Readable.from([bytes]), path), about);

/**
 * Puts files into the store, and returns what is there then. What was `kept` before and is there stays as it is: a newer
 * encoder makes other bytes of the same picture, and they go out under an address that never changes.
 */
async function putFiles(files: Developed['files'], kept: PictureFile[]): Promise<PictureFile[]> {
  const there: PictureFile[] = [];
  for (const file of files) {
    const before = kept.find(({ name }) => name === file.name);
    const isThere = before !== undefined && (await mediaStore().sizeOf(before.name)) === before.bytes;
    if (!isThere) await putFile(file);
    const { content: _, ...made } = file;
    there.push(isThere ? before : made);
  }
  return there;
}

const putFile = ({ name, content, format }: Developed['files'][number]): Promise<void> =>
  mediaStore().put(name, content, contentTypeOf[format]);

/**
 * Of a row of `media`: what was replaced does not come back because it is sent again, nor does what somebody else has
 * removed, or what went with others that it stands in place of.
 */
const isWelcome = ({ uploadedBy }: About) => {
  const isOwnRemoval = eq(media.removedBy, sql`${uploadedBy}::uuid`);
  const wentAlone = sql`not exists (select 1 from ${media} other where other.shown_as = ${media.id})`;
  return and(isNull(media.replacedBy), or(isNull(media.removedAt), and(isOwnRemoval, wentAlone)));
};

/** Throws DomainError when a picture must not come back by being sent; returns the files that are kept of it. */
async function mustBeWelcome(tx: Pick<Transaction, 'select'>, id: string, about: About): Promise<PictureFile[]> {
  const [row] = await tx
    .select({
      isWelcome: sql<boolean>`coalesce(${isWelcome(about)}, false)`,
      replacedBy: media.replacedBy,
      removedBy: media.removedBy,
      files: media.files,
    })
    .from(media)
    .where(eq(media.id, id));
  if (!row || row.isWelcome) return row?.files ?? [];
  if (row.replacedBy) throw new DomainError(refused.wasReplaced);
  throw new DomainError(row.removedBy === about.uploadedBy ? refused.wentWithOthers : refused.wasRemoved);
}

const contentTypeOf = { jpg: 'image/jpeg', png: 'image/png', webp: 'image/webp', avif: 'image/avif' } as const;

/** Null when it must not come back: it was removed, or replaced, since that was asked. */
async function recordDeveloped(
  tx: Transaction,
  developed: Developed,
  files: PictureFile[],
  about: About,
): Promise<NewPicture | null> {
  const { id, extension, width, height, thumbhash, isMoving, words } = developed;
  const made = { files, thumbhash, isMoving };
  const originalName = tidyText(about.originalName.slice(0, 200));
  const row = { id, extension, width, height, bytes: files[0]!.bytes, ...about, originalName, ...words };
  const [kept] = await tx
    .insert(media)
    .values({ ...row, ...made })
    .onConflictDoUpdate({
      target: media.id,
      set: { ...made, removedAt: null, removedBy: null },
      setWhere: isWelcome(about),
    })
    .returning({
      alt: media.alt,
      caption: media.caption,
      credit: media.credit,
      licence: media.licence,
      wasThere: sql<boolean>`xmax <> 0`,
    });
  if (!kept) {
    await tx
      .update(media)
      .set({ files: made.files })
      .where(and(eq(media.id, id), isNotNull(media.removedAt)));
    await enqueue(tx, 'develop', [{ data: {} }]); // takes away what was put
    return null;
  }
  const { wasThere, ...noted } = kept;
  if (wasThere) await putFiles(developed.files, files); // somebody may have removed it just now; from here on nobody can
  await announcePictures(tx, [id]); // a page that named it before it was there
  return { id, extension, width, height, ...noted };
}

/** A picture that was drawn here. `id` is the digest of its bytes, as of any picture. */
export type Drawn = StoredPicture & { bytes: Buffer };

export const drawnPicture = (
  bytes: Buffer,
  extension: PictureExtension,
  size: Pick<Drawn, 'width' | 'height'>,
): Drawn => ({
  id: pictureIdOf(bytes),
  extension,
  width: size.width,
  height: size.height,
  bytes,
});

/** Puts it where it is served from. What else readers get is made later: see `developMissing`. */
export async function putDrawing({ id, bytes, extension }: Drawn): Promise<void> {
  const name = pictureFileName(id, extension);
  if ((await mediaStore().sizeOf(name)) !== bytes.length) await mediaStore().put(name, bytes, contentTypeOf[extension]);
}

type AboutDrawing = { originalName: string; alt?: string; caption?: string; credit?: string };

/** Writes the row of a picture that `putDrawing` has put into place. */
export async function recordDrawing(tx: Transaction, { bytes, ...drawn }: Drawn, about: AboutDrawing): Promise<void> {
  await tx
    .insert(media)
    .values({ ...drawn, ...about, bytes: bytes.length })
    .onConflictDoNothing();
  await announce(tx, [cacheTags.picture(drawn.id)]);
}

/** Makes what is missing of pictures that were stored without it: sample pictures, and those of earlier versions. A job. */
export async function developMissing(): Promise<void> {
  const rows = await db
    .select({ id: media.id, extension: media.extension })
    .from(media)
    .where(isMissing)
    .orderBy(media.createdAt);
  // One that breaks what develops it, or whose store does not answer, keeps no other waiting.
  await eachOf([finishRemovals, ...rows.map((row) => () => developKept(row))]);
}

/** Does all of it, whatever fails, and throws what failed at the end. */
async function eachOf(work: (() => Promise<unknown>)[]): Promise<void> {
  const faults: unknown[] = [];
  for (const one of work) await one().catch((error) => faults.push(error));
  if (faults.length > 0) throw new AggregateError(faults, `${faults.length} pictures could not be dealt with`);
}

const isMissing = and(isNull(media.files), isNull(media.removedAt));
/** Any number, always the same: with the picture's own it stands for 'developing' among advisory locks. */
const developLock = 7_264_103;

/**
 * Develops a picture that is stored, unless another instance has it in hand. Its row is not locked meanwhile: it may take a
 * minute, and somebody may be describing it.
 */
async function developKept({ id, extension }: KeptPicture): Promise<void> {
  await db.transaction(async (tx) => {
    const isOurs = sql<boolean>`pg_try_advisory_xact_lock(${developLock}, hashtext(${media.id}))`;
    const [row] = await tx
      .select({ isOurs })
      .from(media)
      .where(and(eq(media.id, id), isMissing));
    if (!row?.isOurs) return;
    const bytes = await mediaStore().get(pictureFileName(id, extension));
    const made = bytes && (await developBytes(bytes, { id, extension }).catch(sayWhy(id)));
    const files = made ? made.files.map(({ content: _, ...file }) => file) : [];
    const changed = await tx
      .update(media)
      .set({ files, thumbhash: made?.thumbhash ?? '', isMoving: made?.isMoving ?? false })
      .where(and(eq(media.id, id), isMissing))
      .returning({ id: media.id });
    if (changed.length === 0) return; // removed meanwhile: what was made of it is not kept
    for (const file of made?.files ?? []) await putFile(file); // no page has named those by their widths yet
    await announce(tx, [cacheTags.picture(id)]);
  });
}

const developBytes = (bytes: Uint8Array, kept: KeptPicture): Promise<Developed> =>
  withIncoming(async (path) => {
    await receive(Readable.from([bytes]), path);
    return inDarkroom({ path, kept });
  });

/** One that cannot be developed is shown as it is. */
const sayWhy = (id: string) => (error: unknown) => {
  if (!(error instanceof DomainError) || passingRefusals.has(error.message)) throw error;
  console.error(`The picture ${id} stays as it is: ${error.message}`);
  return null;
};

// ---- the library

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
async function finishRemovals(): Promise<void> {
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
    if (bytes) await store.put(asideName(name), bytes, contentTypeOf[row.extension]);
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
      if (bytes) await store.put(name, bytes, contentTypeOf[extension]);
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

/** Says that pages show something else for these, and has the share images drawn that do. */
async function announcePictures(tx: Transaction, ids: string[]): Promise<void> {
  await announce(tx, ids.map(cacheTags.picture));
  await orderRedrawing(
    tx,
    ids.map((id) => ({ of: 'picture', id })),
  );
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
