import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { enableCompileCache } from 'node:module';
import { setPriority } from 'node:os';
import { join } from 'node:path';

/**
 * `npm start` and `npm run dev`: arranges how Node runs, then loads the magazine (run.ts). Without any of this all works the
 * same, more slowly. See docs/decisions/process.md, also for the flags in package.json.
 */
thriftily();
enableCompileCache(join(import.meta.dirname, '../.next/compile-cache')); // server/build.ts clears it
niceHelpers();
await import('./run.ts');

/**
 * The C library keeps what was freed in an arena for each thread. With two for all of them it holds 50 MB less; it reads that when
 * a process begins, so this one begins once more, under the same number.
 */
function thriftily(): void {
  const { env, execPath, execArgv, argv } = process;
  if (process.platform !== 'linux' || env.MALLOC_ARENA_MAX || !process.execve) return;
  process.execve(execPath, [execPath, ...execArgv, ...argv.slice(1)], { ...env, MALLOC_ARENA_MAX: '2' });
}

/** V8 compiles and cleans up in threads beside the one that answers. On a single core they would take turns with it. */
function niceHelpers(): void {
  const threads = '/proc/self/task'; // Linux gives each thread a priority of its own
  if (!existsSync(threads)) return;
  for (const thread of readdirSync(threads))
    try {
      if (readFileSync(join(threads, thread, 'comm'), 'utf8') === 'V8Worker\n') setPriority(Number(thread), 10);
    } catch {
      // it has ended
    }
}
