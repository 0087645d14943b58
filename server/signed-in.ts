import { sqlClient } from '#db/client';
import { Refusal } from './refusal.ts';

/** next-auth's session cookie, plain or under https. */
const sessionCookie = /(?:^|;\s*)(?:__Secure-)?authjs\.session-token=([^;]+)/;
const patience = 2000;

/**
 * Whether `cookie` (a Cookie header) carries a session that is still good. Throws Refusal 503 when the database does not
 * say within two seconds: nobody shall hear that a picture is too large when it is not.
 */
export async function isSignedIn(cookie: string | undefined): Promise<boolean> {
  const token = sessionCookie.exec(cookie ?? '')?.[1];
  if (!token || token.length > 200) return false;
  const asked = sqlClient()`select 1 from sessions where session_token = ${token} and expires > now()`;
  const late = new Promise<null>((done) => setTimeout(() => done(null), patience).unref());
  const found = await Promise.race([asked, late]).catch(() => null);
  if (!found) throw new Refusal(503);
  return found.length > 0;
}
