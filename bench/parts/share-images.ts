import { rmSync } from 'node:fs';
import { mkdir, readFile } from 'node:fs/promises';
import { enableCompileCache } from 'node:module';
import { join } from 'node:path';
import sharp from 'sharp';
import { layOut } from '../../lib/share-images/layout.ts';
import type { ShareImageContent } from '../../lib/share-images/rules.ts';
import { closeStudio, inStudio } from '../../lib/studio/studio.ts';
import type { Bench, Found } from '../bench.ts';
import { median } from '../figures.ts';
import { root } from '../programs.ts';

const publication = { name: 'Mansudae Korea', hangulName: '만수대 코리아', accent: 'red' } as const;
const picture = { file: 'bench-share.jpg', focus: { x: 0.3, y: 0.4 } };
const plain = {
  kind: 'article',
  publication,
  section: 'Economy',
  authors: ['Han Sora', 'Bae Muyeol'],
  language: 'en',
} as const;

/** Each layout, in Latin and in Hangul: a picture of twelve megapixels above, type alone, a quote, a name. */
const cards = (round: number): ShareImageContent[] => [
  { ...plain, headline: `The line that stops at the river, part ${round}`, picture },
  { ...plain, headline: `두만강 하구에서 나진까지, 세 나라의 철길이 만나는 곳 ${round}`, picture },
  { ...plain, headline: `The line that stops at the river, part ${round}`, picture: null },
  { ...plain, headline: `평양냉면과 서울의 여름 ${round}`, picture: null },
  {
    kind: 'quote',
    publication,
    quote: `역에 있던 누구도 마지막 기차가 언제 떠났는지 말할 수 없었다 ${round}`,
    source: 'The line',
    authors: ['Han Sora'],
    language: 'ko',
  },
  { kind: 'section', publication, name: `Economy ${round}`, hangulName: '경제', description: 'Markets and money.' },
];

/** From asking the process that draws to its JPEG: the first of a new process, and those that follow. */
export async function measureShareImages({ home, quick, say }: Bench): Promise<Found> {
  const folder = join(home.dataDir, 'media');
  await mkdir(folder, { recursive: true });
  const file = join(folder, picture.file);
  await sharp({
    create: {
      width: 4000,
      height: 3000,
      channels: 3,
      background: '#2f5d50',
      noise: { type: 'gaussian', mean: 128, sigma: 6 },
    },
  })
    .jpeg({ quality: 80 })
    .toFile(file);
  const bytes = await readFile(file);
  enableCompileCache(join(root, '.next/compile-cache')); // as server/start.ts does
  const before = process.env.DATA_DIR;
  process.env.DATA_DIR = home.dataDir;
  const rounds = quick ? 2 : 20;
  const [cold, warm]: [number[], number[]] = [[], []];
  const draw = async (content: ShareImageContent) => {
    const layout = layOut(content); // begun where the article is published
    const began = performance.now();
    await inStudio({ kind: 'draw', layout, picture: layout.picture && bytes });
    return performance.now() - began;
  };
  const awake = setInterval(() => {}, 1000); // the process that draws keeps nobody from ending
  try {
    for (let round = 0; round < rounds; round++) {
      closeStudio();
      const all = cards(round);
      cold.push(await draw(all[round % all.length]!));
      for (const card of all) warm.push(await draw(card));
    }
  } finally {
    closeStudio();
    clearInterval(awake);
    process.env.DATA_DIR = before;
    rmSync(file);
  }
  say(`drew ${cold.length + warm.length} share images`);
  const how = 'each layout in turn, Latin and Hangul, half with a picture of 12 megapixels';
  return {
    figures: [
      { name: 'share image, cold: process and first drawing, median', value: median(cold), unit: 'ms', how },
      { name: 'share image, warm, median', value: median(warm), unit: 'ms', how },
      {
        name: 'share image, warm, worst of ten',
        value: warm.toSorted((a, b) => a - b)[Math.floor(warm.length * 0.9)]!,
        unit: 'ms',
        how,
      },
    ],
  };
}
