import { randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import postgres from 'postgres';
import type { Role } from '../../lib/auth/roles.ts';
import { databaseUrlFile } from '../../server/embedded-postgres.ts';
import type { Site } from './site.ts';

/** Where the embedded database of `site` answers. */
export const databaseOf = (site: Site): string => readFileSync(join(site.dataDir, databaseUrlFile), 'utf8').trim();

/** Signs somebody new with `role` in at `site`, `count` times over, as a script would. Returns the Cookie header of each session. */
export async function signInAt(site: Site, role: Role, count = 1): Promise<string[]> {
  const sql = postgres(databaseOf(site), { max: 1 });
  const email = `${role}-${randomBytes(4).toString('hex')}@mansudae.example`;
  const [user] =
    await sql`insert into users (name, email, role) values (${`The ${role}`}, ${email}, ${role}) returning id`;
  const tokens = Array.from({ length: count }, () => randomBytes(24).toString('base64url'));
  for (const token of tokens)
    await sql`insert into sessions (session_token, user_id, expires) values (${token}, ${user!.id}, now() + interval '1 day')`;
  await sql.end();
  return tokens.map((token) => `authjs.session-token=${token}`);
}
