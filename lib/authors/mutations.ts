import { eq, like, or } from 'drizzle-orm';
import { db, type Transaction } from '#db/client';
import { media } from '#db/schema/media';
import { authors, users } from '#db/schema/people';
import { announce } from '#lib/announce';
import type { User } from '#lib/auth/roles';
import { cacheTags } from '#lib/cache-tags';
import { InvalidInputError } from '#lib/errors';
import { orderShareImages } from '#lib/share-images/mutations';
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

/** Changes one's own public profile. The address stays: others may have linked to it. Throws InvalidInputError. */
export async function changeProfile(user: User, input: ProfileInput): Promise<void> {
  await db.transaction(async (tx) => {
    if (input.pictureId) {
      const [picture] = await tx.select({ id: media.id }).from(media).where(eq(media.id, input.pictureId)).for('share');
      if (!picture) throw new InvalidInputError({ pictureId: 'This picture is not stored here. Choose it again.' });
    }
    await makeProfile(tx, { ...user, name: input.name });
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
  });
}

/** `wanted`, or the first of wanted-2, wanted-3 … that nobody has. */
async function freeHandle(tx: Transaction, wanted: string): Promise<string> {
  const taken = await tx
    .select({ handle: authors.handle })
    .from(authors)
    .where(or(eq(authors.handle, wanted), like(authors.handle, `${wanted.replace(/[\\%_]/g, '\\$&')}-%`)));
  const handles = new Set(taken.map(({ handle }) => handle));
  let handle = wanted;
  for (let number = 2; handles.has(handle); number += 1) handle = `${wanted}-${number}`;
  return handle;
}
