import { serveWorkshop } from '../workshops/serve.ts';
import type { Work } from './studio.ts';

globalThis.fetch = (address) => Promise.reject(new Error(`The studio asked the network for ${String(address)}.`));

/** The process of studio.ts. It loads what the work needs: drawing and cutting have nothing in common. */
serveWorkshop(async (work: Work) => new Uint8Array(await fileOf(work)));

async function fileOf(work: Work): Promise<Uint8Array> {
  if (work.kind === 'draw') {
    const { drawShareImage } = await import('../share-images/draw.ts');
    return drawShareImage(work.layout, work.picture);
  }
  const { cutFont } = await import('../fonts/cut.ts');
  return cutFont(work.font, work.letters);
}
