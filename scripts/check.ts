import { importFaults } from './checks/imports.ts';
import { lockFileFaults } from './checks/lock-file.ts';
import { migrationFaults } from './checks/migrations.ts';
import { faultsOf } from './checks/run-tool.ts';
import { wordFaults } from './checks/words.ts';

/** What is true of the code as it stands, found without running it. Each says what is wrong, or nothing. */
const checks: [name: string, run: () => string[] | Promise<string[]>][] = [
  ['types', typeFaults],
  ['lint and format', () => faultsOf('biome', 'ci', '--colors=off', '--error-on-warnings', '.')],
  ['nothing unused', () => faultsOf('knip', '--no-progress')],
  ['migrations match the schema', migrationFaults],
  ['lock file', lockFileFaults],
  ['interface words', wordFaults],
  ['imports point one way', importFaults],
];

/** Runs every check and prints a line for each, with what is wrong under it. Returns how many passed and failed. */
export async function runChecks(): Promise<{ passed: number; failed: number }> {
  let failed = 0;
  for (const [name, run] of checks) {
    const faults = await Promise.resolve()
      .then(run)
      .catch((error: Error) => [String(error.stack)]);
    console.log(faults.length === 0 ? `✓ ${name}` : `✗ ${name}\n${faults.join('\n').replace(/^/gm, '    ')}`);
    if (faults.length > 0) failed++;
  }
  return { passed: checks.length - failed, failed };
}

/** The types of Next's routes are made first: a fresh clone has none. */
async function typeFaults(): Promise<string[]> {
  return (await faultsOf('next', 'typegen')).concat(await faultsOf('tsc', '--noEmit', '-p', '.'));
}

if (import.meta.main) {
  const { failed } = await runChecks();
  process.exitCode = failed > 0 ? 1 : 0;
}
