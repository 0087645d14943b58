import { cpSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { root, runTool } from './run-tool.ts';

/** Whether db/migrations say all that db/schema says: a migration generated now, into a copy, would have to be empty. */
export async function migrationFaults(): Promise<string[]> {
  const migrations = join(root, 'db/migrations');
  const copy = mkdtempSync(join(tmpdir(), 'migrations-'));
  try {
    cpSync(migrations, copy, { recursive: true });
    const { code, output } = await runTool('drizzle-kit', [
      'generate',
      '--dialect=postgresql',
      '--schema=./db/schema/index.ts',
      '--casing=snake_case',
      `--out=${relative(root, copy)}`, // it takes a relative path only
    ]);
    if (code !== 0) return [output];
    const added = readdirSync(copy).filter((file) => file.endsWith('.sql') && !existsSync(join(migrations, file)));
    return added.map(
      (file) => `db/schema has changes that no migration makes (npm run migration):\n${readFileSync(join(copy, file))}`,
    );
  } finally {
    rmSync(copy, { recursive: true, force: true });
  }
}
