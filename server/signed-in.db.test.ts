import postgres from 'postgres';
import { expect, test } from 'vitest';
import { db } from '#db/client';
import { sessions } from '#db/schema/people';
import { hire } from '../e2e/support/newsroom.ts';
import { isSignedIn } from './signed-in.ts';

const cookieOf = async (token: string, expires: number): Promise<string> => {
  const { id } = await hire('author');
  await db.insert(sessions).values({ sessionToken: token, userId: id, expires: new Date(Date.now() + expires) });
  return `theme=dark; authjs.session-token=${token}; other=1`;
};

test('a session counts while it lasts, by the cookie of either scheme, and nothing else does', async () => {
  const cookie = await cookieOf('good', 60_000);
  expect(await isSignedIn(cookie)).toBe(true);
  expect(await isSignedIn(cookie.replace('authjs', '__Secure-authjs'))).toBe(true);
  expect(await isSignedIn(await cookieOf('old', -1000))).toBe(false);
  for (const stranger of [undefined, '', 'authjs.session-token=', 'authjs.session-token=forged', 'x=good'])
    expect(await isSignedIn(stranger), stranger).toBe(false);
  expect(await isSignedIn(`authjs.session-token=${'x'.repeat(5000)}`)).toBe(false);
});

test('a database that does not say who somebody is, is no word against them: 503', async () => {
  const cookie = await cookieOf('waiting', 60_000);
  const other = postgres(process.env.DATABASE_URL!, { max: 1 });
  await other.begin(async (sql) => {
    await sql`lock table sessions`;
    await expect(isSignedIn(cookie)).rejects.toMatchObject({ status: 503 });
  });
  expect(await isSignedIn(cookie), 'once it says so again').toBe(true);
  await other.end();
});
