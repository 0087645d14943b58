import { enableCompileCache } from 'node:module';
import { join } from 'node:path';

/**
 * `npm start` and `npm run dev`: has Node keep what it compiles, so that the next start need not do it again, then loads the
 * magazine (run.ts). Without it all works the same, a third of a second later. server/build.ts clears what is kept.
 */
enableCompileCache(join(import.meta.dirname, '../.next/compile-cache'));
await import('./run.ts');
