import { and, eq, inArray, isNotNull, isNull, lt, or, sql } from 'drizzle-orm';
import { db, type Transaction } from '#db/client';
import { media } from '#db/schema/media';
import { announce } from '#lib/announce';
import type { User } from '#lib/auth/roles';
import { cacheTags } from '#lib/cache-tags';
import { ConflictError, DomainError, ForbiddenError, NotFoundError } from '#lib/errors';
import { tidyText } from '#lib/forms/fields';
import { enqueue } from '#lib/jobs';
import { libraryWords } from '#lib/words/library';
import { inDarkroom, withIncoming } from './darkroom.ts';
import type { Developed, KeptPicture } from './develop.ts';
import { pictureIdOf } from './digest.ts';
import {
  canBringPictureBack,
  canChangePicture,
  canRemovePicture,
  canReplacePicture,
  type PictureInput,
  pictureTrashDays,
} from './library-rules.ts';
import { type PictureExtension, type PictureWords, pictureFileName, pictureRefusals } from './rules.ts';
import { mediaStore } from './store/store.ts';
import { findUses } from './uses.ts';

export type StoredPicture = { id: string; extension: PictureExtension; width: number; height: number };
/** With what it says of itself, for the fields of a figure. */
export type NewPicture = StoredPicture & PictureWords & { alt: string };
type About = { originalName: string; uploadedBy: string | null };

const refused = libraryWords.refused;

/**
 * Keeps a picture that somebody sent, which lies at `path`: checked, encoded anew in all that readers get, and named by what
 * it contains, so that the same one is kept once. Throws DomainError with a sentence when it cannot be used. Who may send
 * one is asked by the caller.
 */
export async function storePictureFile(path: string, about: About): Promise<NewPicture> {
  const developed = await inDarkroom({ path });
  await mustBeWelcome(developed.id, about); // its files would be public before its row says no
  await putFiles(developed.files);
  return db.transaction((tx) => recordDeveloped(tx, developed, about));
}

/** The same for a picture in memory. */
export const storePicture = (bytes: Uint8Array, about: About): Promise<NewPicture> =>
  withIncoming(bytes, (path) => storePictureFile(path, about));

/** What an editor has removed, or replaced, does not come back because somebody sends it again. Throws DomainError. */
async function mustBeWelcome(id: string, about: About): Promise<void> {
  const [row] = await db
    .select({ replacedBy: media.replacedBy, removedAt: media.removedAt, removedBy: media.removedBy })
    .from(media)
    .where(eq(media.id, id));
  if (row?.replacedBy) throw new DomainError(refused.wasReplaced);
  if (row?.removedAt && row.removedBy !== about.uploadedBy) throw new DomainError(refused.wasRemoved);
}

/** The files come before their row: a row without a file would be a lie. */
async function putFiles(files: Developed['files']): Promise<void> {
  const store = mediaStore();
  for (const { name, bytes, content, format } of files) {
    if ((await store.sizeOf(name)) !== bytes) await store.put(name, content, contentTypeOf[format]);
  }
}

const contentTypeOf = { jpg: 'image/jpeg', png: 'image/png', webp: 'image/webp', avif: 'image/avif' } as const;

async function recordDeveloped(tx: Transaction, developed: Developed, about: About): Promise<NewPicture> {
  const { id, extension, width, height, files, thumbhash, isMoving, words } = developed;
  const made = { files: files.map(({ content: _, ...file }) => file), thumbhash, isMoving };
  const originalName = tidyText(about.originalName.slice(0, 200));
  const row = { id, extension, width, height, bytes: files[0]!.bytes, ...about, originalName, ...words };
  const [kept] = await tx
    .insert(media)
    .values({ ...row, ...made })
    .onConflictDoUpdate({ target: media.id, set: { ...made, removedAt: null, removedBy: null } })
    .returning();
  await announce(tx, [cacheTags.picture(id)]); // a page that named it before it was there
  return {
    id,
    extension,
    width,
    height,
    alt: kept!.alt,
    caption: kept!.caption,
    credit: kept!.credit,
    licence: kept!.licence,
  };
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
  await finishRemovals();
  const rows = await db
    .select({ id: media.id, extension: media.extension })
    .from(media)
    .where(isMissing)
    .orderBy(media.createdAt);
  const faults: unknown[] = [];
  for (const row of rows) await developKept(row).catch((error) => faults.push(error));
  // One that breaks what develops it keeps no other waiting.
  if (faults.length > 0) throw new AggregateError(faults, `${faults.length} pictures could not be developed`);
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
    const made =
      bytes && (await withIncoming(bytes, (path) => inDarkroom({ path, kept: { id, extension } })).catch(sayWhy(id)));
    if (made) await putFiles(made.files);
    const files = made ? made.files.map(({ content: _, ...file }) => file) : [];
    await tx
      .update(media)
      .set({ files, thumbhash: made?.thumbhash ?? '', isMoving: made?.isMoving ?? false })
      .where(and(eq(media.id, id), isMissing));
    await announce(tx, [cacheTags.picture(id)]);
  });
}

/** One that cannot be developed is shown as it is. That many wait says nothing of it. */
const sayWhy = (id: string) => (error: unknown) => {
  if (!(error instanceof DomainError) || error.message === pictureRefusals.busy) throw error;
  console.error(`The picture ${id} stays as it is: ${error.message}`);
  return null;
};

// ---- the library

/** Changes what is noted about a picture. Figures that stand in texts keep their words. Throws ForbiddenError, NotFoundError. */
export async function changePicture(user: User, { id, focusX, focusY, ...words }: PictureInput): Promise<void> {
  await db.transaction(async (tx) => {
    const picture = await lockPicture(tx, id);
    if (!canChangePicture(user, picture)) throw new ForbiddenError(refused.change);
    const isMiddle = focusX === 0.5 && focusY === 0.5;
    await tx
      .update(media)
      .set({ ...words, ...(isMiddle ? { focusX: null, focusY: null } : { focusX, focusY }) })
      .where(eq(media.id, id));
    await announce(tx, [cacheTags.picture(id)]);
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
    const locked = new Map<string, Row>();
    for (const each of [id, by].toSorted()) locked.set(each, await lockPicture(tx, each)); // in one order: no deadlock
    const instead = locked.get(by)!.replacedBy;
    if (instead && instead !== id) throw new DomainError(refused.wasReplaced);
    // What was shown by this one before is shown by the new one: nobody follows a chain.
    const changed = await tx
      .update(media)
      .set({ replacedBy: sql`case when ${media.id} = ${by} then null else ${by} end` })
      .where(or(inArray(media.id, [id, by]), eq(media.replacedBy, id)))
      .returning({ id: media.id });
    await announce(tx, [by, ...changed.map((row) => row.id)].map(cacheTags.picture));
  });
}

/** Has a picture that was replaced shown again where it stands. Throws ForbiddenError, NotFoundError. */
export async function undoReplacement(user: User, id: string): Promise<void> {
  if (!canReplacePicture(user)) throw new ForbiddenError(refused.replace);
  await db.transaction(async (tx) => {
    const [row] = await tx
      .select({ by: media.replacedBy })
      .from(media)
      .where(and(eq(media.id, id), isNull(media.removedAt)))
      .for('update');
    if (!row) throw new NotFoundError(refused.gone);
    await tx.update(media).set({ replacedBy: null }).where(eq(media.id, id));
    await announce(tx, [id, ...(row.by ? [row.by] : [])].map(cacheTags.picture));
  });
}

/**
 * Takes a picture out of the library and from all pages; its addresses answer no more. `bringPictureBack` undoes it for 30
 * days. One that is in use is only removed with `evenIfUsed`. Throws ForbiddenError, NotFoundError, ConflictError.
 */
export async function removePicture(user: User, id: string, { evenIfUsed = false } = {}): Promise<void> {
  const pictures = await db.transaction(async (tx) => {
    const found = await lockPicture(tx, id);
    if (found.replacedBy) throw new DomainError(refused.isReplaced);
    // With it goes what it stands in place of: that was not to be seen any more.
    const replaced = await tx
      .select()
      .from(media)
      .where(and(eq(media.replacedBy, id), isNull(media.removedAt)));
    const all = [found, ...replaced];
    const ids = all.map((picture) => picture.id);
    const uses = await findUses(tx, ids);
    if (!canRemovePicture(user, { ...found, isUsed: uses.length > 0 })) throw new ForbiddenError(refused.remove);
    if (uses.length > 0 && !evenIfUsed) throw new ConflictError(refused.isUsed(uses.length));
    await tx.update(media).set({ removedAt: sql`now()`, removedBy: user.id }).where(inArray(media.id, ids));
    await enqueue(tx, 'develop', [{ data: {}, startAfter: new Date(Date.now() + 60_000) }]); // finishes it where we do not
    await announce(tx, ids.map(cacheTags.picture));
    return all;
  });
  for (const picture of pictures) await setAside(picture);
}

/** What was removed while its store did not answer: its files are public until they are gone. */
async function finishRemovals(): Promise<void> {
  const rows = await db
    .select()
    .from(media)
    .where(and(isNotNull(media.removedAt), isNotNull(media.files)));
  for (const row of rows) await setAside(row);
}

/** The picture itself is kept, under a name that is not served; what was made of it can be made again. */
async function setAside({ id, extension, files }: Pick<Row, 'id' | 'extension' | 'files'>): Promise<void> {
  const store = mediaStore();
  const name = pictureFileName(id, extension);
  const bytes = await store.get(name);
  if (bytes) await store.put(asideName(name), bytes, contentTypeOf[extension]);
  for (const file of new Set([name, ...(files ?? []).map((made) => made.name)])) await store.remove(file);
  await db
    .update(media)
    .set({ files: null })
    .where(and(eq(media.id, id), isNotNull(media.removedAt)));
}

const asideName = (name: string): string => `removed/${name}`;

/**
 * Puts a picture back that was removed, everywhere it stood, with what it stands in place of. Throws ForbiddenError,
 * NotFoundError.
 */
export async function bringPictureBack(user: User, id: string): Promise<void> {
  const rows = await db
    .select()
    .from(media)
    .where(and(or(eq(media.id, id), eq(media.replacedBy, id)), isNotNull(media.removedAt)));
  const row = rows.find((each) => each.id === id);
  if (!row) throw new NotFoundError(refused.gone);
  if (!canBringPictureBack(user, row)) throw new ForbiddenError(refused.bringBack);
  const store = mediaStore();
  const names = rows.map((each) => [pictureFileName(each.id, each.extension), contentTypeOf[each.extension]] as const);
  for (const [name, type] of names) {
    const bytes = await store.get(asideName(name));
    if (bytes) await store.put(name, bytes, type);
  }
  const ids = rows.map((each) => each.id);
  await db.transaction(async (tx) => {
    await tx.update(media).set({ removedAt: null, removedBy: null, files: null }).where(inArray(media.id, ids));
    await enqueue(tx, 'develop', [{ data: {} }]);
    await announce(tx, ids.map(cacheTags.picture));
  });
  for (const [name] of names) await store.remove(asideName(name));
}

/**
 * Deletes pictures that were removed 30 days ago: the file first, so that one whose store does not answer is found again the
 * next time. Called once a day. Throws when one was left.
 */
export async function purgePictures(): Promise<void> {
  await finishRemovals();
  const isOver = lt(media.removedAt, sql`now() - ${pictureTrashDays} * interval '1 day'`);
  const rows = await db.select({ id: media.id, extension: media.extension }).from(media).where(isOver);
  const faults: unknown[] = [];
  for (const { id, extension } of rows) {
    await db
      .transaction(async (tx) => {
        const gone = await tx
          .delete(media)
          .where(and(eq(media.id, id), isOver))
          .returning({ id: media.id });
        if (gone.length > 0) await mediaStore().remove(asideName(pictureFileName(id, extension)));
      })
      .catch((error) => faults.push(error));
  }
  if (faults.length > 0) throw new AggregateError(faults, `${faults.length} removed pictures could not be deleted`);
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
