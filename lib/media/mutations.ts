import { Readable } from 'node:stream';
import { and, eq, isNotNull, isNull, or, sql } from 'drizzle-orm';
import { db, type Transaction } from '#db/client';
import { media } from '#db/schema/media';
import { announce } from '#lib/announce';
import { cacheTags } from '#lib/cache-tags';
import { DomainError } from '#lib/errors';
import { tidyText } from '#lib/forms/fields';
import { enqueue } from '#lib/jobs';
import { libraryWords } from '#lib/words/library';
import { announcePictures } from './announce-pictures.ts';
import { inDarkroom } from './darkroom.ts';
import type { Developed, KeptPicture } from './develop.ts';
import { pictureIdOf } from './digest.ts';
import { eachOf } from './each-of.ts';
import { receive, withIncoming } from './incoming.ts';
import { finishRemovals } from './library-mutations.ts';
import {
  contentTypes,
  type PictureExtension,
  type PictureFile,
  type PictureWords,
  passingRefusals,
  pictureFileName,
  pictureRefusals,
} from './rules.ts';
import { mediaStore } from './store/store.ts';

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
  mediaStore().put(name, content, contentTypes[format]);

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
  if ((await mediaStore().sizeOf(name)) !== bytes.length) await mediaStore().put(name, bytes, contentTypes[extension]);
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
