import 'server-only';
import { eq, inArray, sql } from 'drizzle-orm';
import { db } from '#db/client';
import { authors } from '#db/schema/people';
import type { User } from '#lib/auth/roles';
import { sourceFor } from '#lib/media/picture';
import { getPicturesForDesk } from '#lib/media/queries';
import { authorsWithArticles } from './queries.ts';

/** One's own public profile, for the form that changes it; null before it was made. */
export async function getOwnProfile(user: User) {
  const [profile] = await db
    .select({
      handle: authors.handle,
      name: authors.name,
      hangulName: authors.hangulName,
      bio: authors.bio,
      /** Their page is there: it comes with the first article. */
      isPublic: sql<boolean>`${inArray(authors.id, authorsWithArticles())}`,
      pictureId: authors.pictureId,
    })
    .from(authors)
    .where(eq(authors.userId, user.id));
  if (!profile) return null;
  const { pictureId, ...rest } = profile;
  const picture = pictureId && (await getPicturesForDesk([pictureId])).get(pictureId);
  return { ...rest, picture: picture ? { id: pictureId, src: sourceFor(picture, 192) } : null };
}
export type OwnProfile = NonNullable<Awaited<ReturnType<typeof getOwnProfile>>>;
