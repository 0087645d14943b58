import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { provideChromium } from '../e2e/support/chromium.ts';
import { runChecks } from './check.ts';
import { root } from './checks/run-tool.ts';

/**
 * `npm test`: every check and every test, one runner after the other, and one line with the sum at the end. `--slow` runs
 * the tests that need minutes instead, `--all` both.
 */
type Tally = { passed: number; failed: number; skipped: number };

const folder = mkdtempSync(join(tmpdir(), 'mansudae-test-results-'));
const [isSlow, isAll] = [process.argv.includes('--slow'), process.argv.includes('--all')];
const tallies: Tally[] = [];
if (!isSlow) tallies.push(await checked(), await unitAndDatabase(), await journeys('Browser tests'));
if (isSlow || isAll) tallies.push(await journeys('Slow tests', '--config=playwright.slow.config.ts'));
rmSync(folder, { recursive: true, force: true });

const sum = (part: keyof Tally) => tallies.reduce((total, tally) => total + tally[part], 0);
const skipped = sum('skipped') > 0 ? `, ${sum('skipped')} skipped` : '';
console.log(`\n${sum('passed')} passed, ${sum('failed')} failed${skipped}`);
process.exitCode = sum('failed') > 0 ? 1 : 0;

async function checked(): Promise<Tally> {
  console.log('Checks');
  return { ...(await runChecks()), skipped: 0 };
}

async function unitAndDatabase(): Promise<Tally> {
  console.log('\nUnit and database tests');
  type Results = {
    numPassedTests: number;
    numFailedTests: number;
    numPendingTests: number;
    numTodoTests: number;
    testResults: { status: string; assertionResults: unknown[] }[];
  };
  return tally<Results>('vitest', ['run', '--reporter=dot', '--reporter=json'], (results) => ({
    passed: results.numPassedTests,
    // a file that could not be loaded has no tests to fail
    failed:
      results.numFailedTests +
      results.testResults.filter((file) => file.status === 'failed' && file.assertionResults.length === 0).length,
    skipped: results.numPendingTests + results.numTodoTests,
  }));
}

async function journeys(title: string, ...args: string[]): Promise<Tally> {
  console.log(`\n${title}`);
  try {
    process.env.CHROMIUM = provideChromium(console.log);
  } catch (error) {
    console.error((error as Error).message);
    return { passed: 0, failed: 1, skipped: 0 };
  }
  type Results = { stats: { expected: number; unexpected: number; flaky: number; skipped: number }; errors: unknown[] };
  return tally<Results>('playwright', ['test', '--reporter=list,json', ...args], ({ stats, errors }) => ({
    passed: stats.expected,
    failed: stats.unexpected + stats.flaky + errors.length,
    skipped: stats.skipped,
  }));
}

/** Runs `tool`, which prints for people and writes its results for us. A crash, or no test at all, is a failure too. */
async function tally<Results>(tool: string, args: string[], read: (results: Results) => Tally): Promise<Tally> {
  const file = join(folder, `${tool}.json`);
  const code = await run(tool, tool === 'vitest' ? [...args, `--outputFile.json=${file}`] : args, {
    PLAYWRIGHT_JSON_OUTPUT_FILE: file,
  });
  let counted: Tally;
  try {
    counted = read(JSON.parse(readFileSync(file, 'utf8')) as Results);
  } catch {
    counted = { passed: 0, failed: 0, skipped: 0 };
  }
  if (counted.failed === 0 && (code !== 0 || counted.passed === 0)) {
    console.error(
      `${tool} ended with code ${code}${counted.passed === 0 ? ' and ran no test' : ''}: counted as a failure.`,
    );
    counted.failed = 1;
  }
  return counted;
}

function run(tool: string, args: string[], env: Record<string, string>): Promise<number | null> {
  return new Promise((done, fail) => {
    const child = spawn(join(root, 'node_modules/.bin', tool), args, {
      cwd: root,
      stdio: ['ignore', 'inherit', 'inherit'],
      env: { ...process.env, ...(process.stdout.isTTY ? {} : { NO_COLOR: '1' }), ...env, NEXT_TELEMETRY_DISABLED: '1' },
    });
    child.once('error', fail);
    child.once('close', done);
  });
}
