import 'server-only';
import { asc, eq, inArray, sql } from 'drizzle-orm';
import { db } from '#db/client';
import { authors, users } from '#db/schema/people';
import type { User } from '#lib/auth/roles';
import { authorsWithArticles } from '#lib/authors/queries';
import { ForbiddenError } from '#lib/errors';
import { canManagePeople } from './rules.ts';

/** Everyone with an account. Throws ForbiddenError. */
export async function listPeople(user: User) {
  if (!canManagePeople(user)) throw new ForbiddenError('Only an owner can see the list of people.');
  return db
    .select({
      id: users.id,
      name: users.name,
      email: users.email,
      role: users.role,
      disabledAt: users.disabledAt,
      hasSignedIn: users.emailVerified,
      handle: authors.handle,
      isPublic: sql<boolean>`coalesce(${inArray(authors.id, authorsWithArticles())}, false)`,
    })
    .from(users)
    .leftJoin(authors, eq(authors.userId, users.id))
    .orderBy(asc(users.createdAt), asc(users.id));
}
