import 'server-only';
import { eq, sql } from 'drizzle-orm';
import { redirect } from 'next/navigation';
import { cache } from 'react';
import { db } from '#db/client';
import { users } from '#db/schema/people';
import { auth } from './next-auth.ts';
import type { User } from './roles.ts';

/** The signed-in member of staff, or null. Read once per request. */
export const getCurrentUser = cache(async (): Promise<User | null> => {
  const session = await auth();
  if (!session?.user?.id) {
    // next-auth says 'nobody' when the database is away, too. Nobody shall be sent away from their text for that.
    await db.execute(sql`select 1`);
    return null;
  }
  const [user] = await db
    .select({ id: users.id, name: users.name, email: users.email, role: users.role, disabledAt: users.disabledAt })
    .from(users)
    .where(eq(users.id, session.user.id));
  if (!user || user.disabledAt) return null;
  return { id: user.id, name: user.name, email: user.email, role: user.role };
});

/** The signed-in member of staff; anyone else is sent to sign in. */
export async function requireUser(): Promise<User> {
  return (await getCurrentUser()) ?? redirect('/sign-in');
}
