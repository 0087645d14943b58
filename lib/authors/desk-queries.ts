import 'server-only';
import { eq, inArray, sql } from 'drizzle-orm';
import { db } from '#db/client';
import { media } from '#db/schema/media';
import { authors } from '#db/schema/people';
import type { User } from '#lib/auth/roles';
import { paths } from '#lib/paths';
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
      picture: { id: media.id, extension: media.extension, width: media.width, height: media.height },
    })
    .from(authors)
    .leftJoin(media, eq(media.id, authors.pictureId))
    .where(eq(authors.userId, user.id));
  if (!profile) return null;
  const { picture } = profile;
  return { ...profile, picture: picture && { ...picture, src: paths.media(picture.id, picture.extension) } };
}
export type OwnProfile = NonNullable<Awaited<ReturnType<typeof getOwnProfile>>>;
