import { sqlClient } from '#db/client';

/** next-auth's session cookie, plain or under https. */
const sessionCookie = /(?:^|;\s*)(?:__Secure-)?authjs\.session-token=([^;]+)/;

/** Whether `cookie` (a Cookie header) carries a session that is still good. Never throws. */
export async function isSignedIn(cookie: string | undefined): Promise<boolean> {
  const token = sessionCookie.exec(cookie ?? '')?.[1];
  if (!token || token.length > 200) return false;
  try {
    const found = await sqlClient()`select 1 from sessions where session_token = ${token} and expires > now()`;
    return found.length > 0;
  } catch {
    return false;
  }
}
