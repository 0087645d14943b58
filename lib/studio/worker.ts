import { cutFont } from '../fonts/cut.ts';
import { drawShareImage } from '../share-images/draw.ts';
import { serveWorkshop } from '../workshops/serve.ts';
import type { Work } from './studio.ts';

/** The process of studio.ts. */
serveWorkshop(async (work: Work) => {
  const file =
    work.kind === 'draw' ? await drawShareImage(work.layout, work.picture) : await cutFont(work.font, work.letters);
  return new Uint8Array(file);
});
