import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';

type Og = typeof import('@vercel/og');

/**
 * Loads @vercel/og 1.0.3 in plain Node. Two things have to be arranged:
 * - Its bundle carries CommonJS code that asks for `require` and `__dirname`, which an ES module does not have, to find
 *   the HarfBuzz binary, which the package forgot to bring: both are lent to it, pointing to the package harfbuzzjs.
 * - It asks font and emoji services on the internet for what its fonts do not have. That never happens, because
 *   typesetting.ts leaves such characters out; and if it did, there is no way out of here.
 * Inside Next's bundler the name '@vercel/og' is an alias for the older copy that Next brings along, which has a
 * published hole. That is why drawing happens in a process of its own (worker.ts), which no bundler sees.
 */
export async function loadOg(): Promise<Og> {
  const require = createRequire(join(process.cwd(), 'package.json'));
  // its HarfBuzz is that of satori, the library that it is made from
  const satori = createRequire(require.resolve('@vercel/og')).resolve('satori');
  const harfbuzz = createRequire(satori).resolve('harfbuzzjs/hb.wasm');
  Object.assign(globalThis, {
    require,
    __dirname: dirname(harfbuzz),
    fetch: (address: unknown) => Promise.reject(new Error(`A share image asked the network for ${String(address)}.`)),
  });
  return import('@vercel/og');
}
