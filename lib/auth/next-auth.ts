import 'server-only';
import { DrizzleAdapter } from '@auth/drizzle-adapter';
import { eq } from 'drizzle-orm';
import NextAuth from 'next-auth';
import { database } from '#db/client';
import { accounts, sessions, users, verificationTokens } from '#db/schema/people';
import { env } from '#lib/env';

/**
 * next-auth reads and ends sessions and turns a mailed link into one. It has no public address: the link's page and its
 * button are ours (app/(account)/sign-in), because next-auth's own callback signs in on GET and mail scanners open links.
 * The configuration is a function so that a build, which has no database, can load this module.
 */
const nextAuth = NextAuth(() => ({
  adapter: DrizzleAdapter(database(), {
    usersTable: users,
    accountsTable: accounts,
    sessionsTable: sessions,
    verificationTokensTable: verificationTokens,
  }),
  session: { strategy: 'database' as const, maxAge: 60 * 60 * 24 * 30 },
  secret: process.env.AUTH_SECRET,
  trustHost: true, // server/ lets only the site's own hosts through
  useSecureCookies: env().SITE_URL?.startsWith('https:') ?? false,
  pages: { signIn: '/sign-in', error: '/sign-in' },
  providers: [
    {
      id: 'link',
      type: 'email' as const,
      name: 'Link',
      from: '',
      maxAge: 60 * 60,
      options: {},
      sendVerificationRequest: () => Promise.reject(new Error('Sign-in links are made by lib/auth/mutations.ts.')),
    },
  ],
  callbacks: {
    /** Only staff have accounts, and only those not shut out may enter. */
    async signIn({ user }) {
      const [known] = await database()
        .select()
        .from(users)
        .where(eq(users.email, user.email ?? ''));
      return known !== undefined && known.disabledAt === null;
    },
  },
}));

export const { auth, signOut, handlers } = nextAuth;
