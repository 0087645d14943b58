import 'server-only';
import { and, eq, gt, isNull, sql } from 'drizzle-orm';
import { db } from '#db/client';
import { users, verificationTokens } from '#db/schema/people';
import { hashSignInToken } from '#lib/auth/secrets';
import type { User } from './roles.ts';

/** Whom a sign-in link would sign in, or null when it is used, too old, wrong, or the person is shut out. Changes nothing. */
export async function getUserOfSignInLink(token: string): Promise<User | null> {
  const [user] = await db
    .select({ id: users.id, name: users.name, email: users.email, role: users.role })
    .from(verificationTokens)
    .innerJoin(users, eq(users.email, verificationTokens.identifier))
    .where(
      and(
        eq(verificationTokens.token, hashSignInToken(token)),
        gt(verificationTokens.expires, sql`now()`),
        isNull(users.disabledAt),
      ),
    );
  return user ?? null;
}
