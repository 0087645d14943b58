import { randomBytes } from 'node:crypto';
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import postgres from 'postgres';
import { afterAll, inject } from 'vitest';

// Runs before each file of the project `database`: a database and a DATA_DIR of its own, gone when the file is done.
const template = new URL(inject('templateDatabase'));
const name = `test_${randomBytes(6).toString('hex')}`;
const own = new URL(template);
own.pathname = `/${name}`;

await administer(`create database ${name} template ${template.pathname.slice(1)}`);
process.env.DATABASE_URL = own.href;
process.env.AUTH_SECRET = randomBytes(32).toString('base64url');
const dataDir = mkdtempSync(join(tmpdir(), 'mansudae-data-'));
process.env.DATA_DIR = dataDir;
for (const folder of ['media', 'outbox']) mkdirSync(join(dataDir, folder));
const sql = postgres(own.href, { max: 1, onnotice: () => {} });
await sql`insert into settings default values on conflict do nothing`;
await sql.end();

afterAll(async () => {
  const { closeDatabase } = await import('#db/client');
  await closeDatabase();
  await administer(`drop database ${name} with (force)`);
  rmSync(dataDir, { recursive: true, force: true });
});

async function administer(statement: string): Promise<void> {
  const maintenance = new URL(template);
  maintenance.pathname = '/postgres';
  const admin = postgres(maintenance.href, { max: 1, onnotice: () => {} });
  await admin.unsafe(statement);
  await admin.end();
}
