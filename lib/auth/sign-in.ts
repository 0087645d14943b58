import 'server-only';
import { cookies } from 'next/headers';
import { NextRequest, NextResponse } from 'next/server';
import { DomainError } from '#lib/errors';
import { requestContext } from '#lib/request-context';
import { siteOrigin } from '#lib/site';
import { handlers } from './next-auth.ts';
import { getUserOfSignInLink } from './queries.ts';
import { deadLink } from './rules.ts';

/** Signs in whoever `token` belongs to: uses the link up, makes a session, sets its cookie. Throws DomainError. */
export async function signInWithLink(token: string): Promise<void> {
  const session = await redeemSignInLink(token);
  (await cookies()).set(session);
}

/** Turns a link into a session by next-auth's own callback, called in process, and returns the session's cookie. */
export async function redeemSignInLink(token: string) {
  const user = await getUserOfSignInLink(token);
  if (!user) throw new DomainError(deadLink);
  const callback = new URL('/api/auth/callback/link', requestContext()?.origin ?? siteOrigin());
  callback.search = String(new URLSearchParams({ token, email: user.email }));
  const answer = await handlers.GET(new NextRequest(callback));
  const session = new NextResponse(null, { headers: answer.headers }).cookies
    .getAll()
    .find((cookie) => cookie.name.endsWith('session-token') && cookie.value);
  if (!session) throw new DomainError(deadLink); // somebody was a moment faster
  return session;
}
