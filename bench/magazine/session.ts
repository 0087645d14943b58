import { randomBytes } from 'node:crypto';
import type postgres from 'postgres';
import { editor } from './fill.ts';

/** Signs the editor of the bench in. Returns the value of the cookie `authjs.session-token`. */
export async function openSession(sql: postgres.Sql): Promise<string> {
  const token = randomBytes(32).toString('hex');
  const expires = new Date(Date.now() + 86_400_000);
  await sql`insert into sessions ${sql({ session_token: token, user_id: editor.id, expires })}`;
  return token;
}
