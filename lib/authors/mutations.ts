import { and, eq, like, ne, or } from 'drizzle-orm';
import { db, type Transaction } from '#db/client';
import { lock } from '#db/locks';
import { media } from '#db/schema/media';
import { authors, movedHandles, users } from '#db/schema/people';
import { announce } from '#lib/announce';
import type { User } from '#lib/auth/roles';
import { cacheTags } from '#lib/cache-tags';
import { InvalidInputError } from '#lib/errors';
import { orderShareImages } from '#lib/share-images/mutations';
import { orderRedrawing } from '#lib/share-images/redrawing';
import { addressWords } from '#lib/words/addresses';
import { handleFrom, type ProfileInput } from './rules.ts';

/** Gives an account its byline, at an address made from the name. Does nothing when it has one. */
export async function makeProfile(tx: Transaction, user: { id: string; name: string; email: string }): Promise<void> {
  const [known] = await tx.select({ id: authors.id }).from(authors).where(eq(authors.userId, user.id));
  if (known) return;
  await tx.insert(authors).values({
    handle: await freeHandle(tx, handleFrom(user.name)),
    name: user.name,
    email: user.email,
    userId: user.id,
  });
  await announce(tx, [cacheTags.authors]);
}

/**
 * Changes one's own public profile. Its address stays when only the name changes; the one that it had leads to it from now on.
 * Throws InvalidInputError.
 */
export async function changeProfile(user: User, input: ProfileInput): Promise<void> {
  await db.transaction(async (tx) => {
    if (input.pictureId) {
      const [picture] = await tx.select({ id: media.id }).from(media).where(eq(media.id, input.pictureId)).for('share');
      if (!picture) throw new InvalidInputError({ pictureId: 'This picture is not stored here. Choose it again.' });
    }
    await makeProfile(tx, { ...user, name: input.name });
    if (input.handle) await moveHandle(tx, user, input.handle);
    await tx.update(users).set({ name: input.name }).where(eq(users.id, user.id));
    const changed = await tx
      .update(authors)
      .set({
        name: input.name,
        hangulName: input.hangulName || null,
        bio: input.bio,
        pictureId: input.pictureId,
      })
      .where(eq(authors.userId, user.id))
      .returning({ id: authors.id });
    await announce(tx, [cacheTags.authors, cacheTags.articles]); // bylines stand in every list
    await orderShareImages(
      tx,
      changed.map(({ id }) => ({ kind: 'author', id })),
    );
    await orderRedrawing(
      tx,
      changed.map(({ id }) => ({ of: 'author', id })),
    );
  });
}

/** Gives one's page another address. One that it had before can be taken back. */
async function moveHandle(tx: Transaction, user: User, handle: string): Promise<void> {
  await lock(tx, handleLock);
  const [own] = await tx
    .select({ id: authors.id, handle: authors.handle })
    .from(authors)
    .where(eq(authors.userId, user.id));
  if (!own || own.handle === handle) return;
  const [holder] = await tx.select({ name: authors.name }).from(authors).where(eq(authors.handle, handle));
  if (holder) throw new InvalidInputError({ handle: addressWords.handleTaken(holder.name) });
  const [past] = await tx
    .select({ name: authors.name })
    .from(movedHandles)
    .innerJoin(authors, eq(authors.id, movedHandles.authorId))
    .where(and(eq(movedHandles.handle, handle), ne(authors.id, own.id)));
  if (past) throw new InvalidInputError({ handle: addressWords.handleHad(past.name) });
  await tx.delete(movedHandles).where(eq(movedHandles.handle, handle));
  await tx.update(authors).set({ handle }).where(eq(authors.id, own.id));
  await tx.insert(movedHandles).values({ handle: own.handle, authorId: own.id });
}

/** Held by whoever gives out an address of an author. */
const handleLock = 'handles';

/** `wanted`, or the first of wanted-2, wanted-3 … that nobody has or had. */
async function freeHandle(tx: Transaction, wanted: string): Promise<string> {
  await lock(tx, handleLock);
  const isLike = (column: typeof authors.handle | typeof movedHandles.handle) =>
    or(eq(column, wanted), like(column, `${wanted.replace(/[\\%_]/g, '\\$&')}-%`));
  const taken = await tx
    .select({ handle: authors.handle })
    .from(authors)
    .where(isLike(authors.handle))
    .union(tx.select({ handle: movedHandles.handle }).from(movedHandles).where(isLike(movedHandles.handle)));
  const handles = new Set(taken.map(({ handle }) => handle));
  let handle = wanted;
  for (let number = 2; handles.has(handle); number += 1) handle = `${wanted}-${number}`;
  return handle;
}
