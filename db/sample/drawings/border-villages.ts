import { clamp, distance, ease, mix } from './chance.ts';
import type { Point } from './ink.ts';
import {
  brush,
  brushAll,
  curve,
  dab,
  dabs,
  fill,
  firstOf,
  glaze,
  oval,
  pointAt,
  segment,
  sidesOf,
  straight,
  through,
  unsettle,
  wash,
} from './ink.ts';
import type { Drawing, Sheet } from './paper.ts';
import { finish, openSheet } from './paper.ts';

const ink = '#1f2626';
const water = '#56717a';
const earth = '#7d7355';
const moss = '#5f7163';
const red = '#a93226';

const coast: Point[] = through(
  [590, -30],
  [560, 60],
  [480, 110],
  [455, 190],
  [520, 240],
  [560, 300],
  [505, 360],
  [430, 385],
  [400, 450],
  [455, 500],
  [540, 540],
  [600, 590],
  [560, 640],
  [470, 668],
  [452, 740],
  [500, 800],
  [465, 870],
  [380, 905],
  [350, 985],
  [390, 1100],
);
const islands: Point[][] = [
  through([352, 560], [410, 548], [446, 590], [418, 640], [362, 632], [334, 596]),
  through([172, 610], [214, 600], [228, 632], [190, 648]),
  through([210, 300], [252, 286], [280, 320], [244, 350], [206, 336]),
  through([250, 800], [282, 788], [300, 826], [270, 850]),
  through([110, 730], [138, 722], [146, 744], [120, 754]),
];
const river: Point[] = through(
  [1640, 215],
  [1500, 262],
  [1410, 352],
  [1290, 330],
  [1190, 408],
  [1098, 500],
  [985, 470],
  [880, 545],
  [775, 628],
  [690, 590],
  [590, 612],
  [540, 606],
);
const streams: Point[][] = [
  through([1230, 1100], [1180, 960], [1090, 880], [1075, 760], [980, 690], [900, 640], [838, 582]),
  through([1180, -20], [1130, 90], [1180, 190], [1135, 290], [1180, 405]),
  through([760, -20], [800, 110], [750, 220], [800, 350], [860, 440], [930, 492]),
  through([1620, 720], [1480, 690], [1380, 600], [1260, 560], [1130, 490]),
];
const border: Point[] = through(
  [-20, 520],
  [140, 500],
  [275, 505],
  [308, 640],
  [390, 690],
  [500, 612],
  [600, 602],
  [690, 600],
  [770, 690],
  [890, 610],
  [1010, 560],
  [1120, 590],
  [1250, 470],
  [1390, 440],
  [1480, 330],
  [1640, 300],
);

/** An old map of two shores: mountains in chains, a broken line through them, villages on either side of it. */
export const borderVillages: Drawing = {
  name: 'border-villages',
  width: 1600,
  height: 1067,
  draw() {
    const sheet = openSheet({ width: 1600, height: 1067, seed: 1861, paper: '#f2e9d6' });
    const shore = unsettle(sheet, unsettle(sheet, curve(coast, 3), 42, 120), 12, 26);
    const shores = [shore, ...islands.map((island) => unsettle(sheet, curve([...island, firstOf(island)], 3), 15, 34))];
    sea(sheet, shores);
    land(sheet, shore, shores);
    rivers(sheet);
    ranges(sheet);
    roads(sheet);
    line(sheet);
    folds(sheet);
    return finish(sheet, { granulation: 0.36, pooling: 0.4 });
  },
};

const mainland = (shore: readonly Point[]): Point[] => [...shore, [1640, 1100], [1640, -30]];

function sea(sheet: Sheet, shores: readonly (readonly Point[])[]) {
  const { rough, chance } = sheet;
  const near = shores.flat().filter((_, index) => index % 6 === 0);
  wash(sheet, {
    colour: water,
    cell: 11,
    area: { x: 0, y: 0, width: 700, height: 1067 },
    density: (x, y) => {
      let away = 1e9;
      for (const [px, py] of near) away = Math.min(away, (px - x) ** 2 + (py - y) ** 2);
      const edge = Math.exp(-Math.sqrt(away) / 30);
      return (0.2 + 0.42 * edge + 0.2 * rough(x / 200, y / 200)) * ease(700, 640, x);
    },
  });
  for (const [index, outlineOf] of shores.entries()) {
    fill(sheet, index === 0 ? mainland(outlineOf) : outlineOf, sheet.paper, 1);
  }
  // Water-lining, as engravers do it: level strokes from the shore, each as long as it likes.
  const lines: Point[][] = [];
  for (let y = 6; y < 1067; y += 8.5) {
    for (const start of crossings(shores, y)) {
      const long = (26 + 40 * clamp(rough(start.x / 60, y / 60) + 0.4)) * chance.between(0.5, 1.1);
      const reach = start.way * Math.min(long, start.room);
      if (Math.abs(reach) < 6) continue;
      lines.push(
        curve(
          through([start.x + start.way * 3, y], [start.x + reach * 0.5, y + chance.around(0, 1)], [start.x + reach, y]),
          7,
        ),
      );
    }
  }
  brushAll(sheet, lines, { width: 1.7, colour: water, opacity: 0.75, taper: [0.02, 0.6] });
  for (const edge of shores)
    brush(sheet, edge, { width: 3.2, colour: ink, opacity: 0.85, taper: [0, 0], waver: 0.9, lost: 0.1 });
}

/** Where a level line meets the shores, which way the water lies from there, and how much of it there is. */
function crossings(shores: readonly (readonly Point[])[], y: number) {
  const all: { x: number; way: 1 | -1; room: number }[] = [];
  for (const shore of shores) {
    const xs: number[] = [];
    for (let step = 1; step < shore.length; step++) {
      const [a, b] = [pointAt(shore, step - 1), pointAt(shore, step)];
      if (a[1] < y !== b[1] < y) xs.push(mix(a[0], b[0], (y - a[1]) / (b[1] - a[1])));
    }
    xs.sort((a, b) => a - b);
    // Going right, the first crossing always leaves the water; each further one changes sides.
    xs.forEach((x, crossing) => {
      const way = crossing % 2 === 0 ? -1 : 1;
      const opposite = xs[crossing + way];
      all.push({ x, way, room: opposite === undefined ? 400 : Math.abs(opposite - x) / 2 - 4 });
    });
  }
  return all;
}

function land(sheet: Sheet, shore: readonly Point[], shores: readonly (readonly Point[])[]) {
  const { rough } = sheet;
  const tone = (x: number, y: number) => 0.1 + 0.2 * rough(x / 230, y / 190);
  wash(sheet, {
    colour: earth,
    within: mainland(shore),
    cell: 11,
    density: (x, y) => tone(x, y) * ease(330, 700, y) + 0.08,
  });
  wash(sheet, {
    colour: moss,
    within: mainland(shore),
    cell: 11,
    density: (x, y) => (tone(x, y) + 0.04) * ease(720, 380, y),
  });
  for (const island of shores.slice(1)) glaze(sheet, island, { colour: earth, opacity: 0.16, bleed: 3, layers: 2 });
}

function rivers(sheet: Sheet) {
  for (const [index, course] of [...streams, river].entries()) {
    const main = index === streams.length;
    const bed = unsettle(sheet, curve(course, 4), main ? 13 : 15, 58, index);
    const width = (t: number) => (main ? mix(7, 30, t ** 1.8) : mix(1.5, 7, t));
    const [left, right] = sidesOf(bed, (step) => width(step / bed.length) / 2, 2);
    wash(sheet, {
      colour: water,
      within: [...left, ...[...right].reverse()],
      cell: 9,
      density: (x, y) => (0.6 + 0.25 * sheet.rough(x / 90, y / 90)) * ease(470, 570, x),
    });
    // Neither bank is drawn where the river has become sea.
    const mouth = main ? 26 : 3;
    brushAll(sheet, [left.slice(0, -mouth), right.slice(0, -mouth)], {
      width: main ? 2.4 : 1.6,
      colour: ink,
      opacity: 0.75,
      taper: [0, 0.02],
      waver: 0.8,
      lost: 0.06,
    });
  }
}

/** Mountains in chains, as the woodblock maps cut them: never a lone peak, always a vein of the land. */
function ranges(sheet: Sheet) {
  const { chance } = sheet;
  const chains: { way: Point[]; height: number }[] = [
    { way: through([1640, 60], [1500, 110], [1370, 80], [1290, 150], [1250, 240]), height: 46 },
    { way: through([1000, -10], [960, 110], [1010, 210], [980, 320], [1040, 400]), height: 50 },
    { way: through([650, 90], [640, 200], [690, 290], [640, 400], [720, 480]), height: 36 },
    { way: through([1640, 470], [1540, 500], [1460, 560], [1370, 505]), height: 42 },
    { way: through([1640, 880], [1510, 850], [1420, 770], [1300, 720], [1210, 660]), height: 54 },
    { way: through([1500, 1090], [1420, 1000], [1330, 930], [1270, 850]), height: 40 },
    { way: through([900, 1090], [930, 980], [870, 890], [900, 790], [820, 720]), height: 46 },
    { way: through([600, 1090], [640, 990], [600, 900], [660, 820], [620, 730]), height: 36 },
  ];
  const peaks: { at: Point; tall: number }[] = [];
  for (const { way, height } of chains) {
    const spine = curve(way, 19);
    spine.forEach((point, index) => {
      const t = index / spine.length;
      const swell = 0.5 + 0.6 * clamp(sheet.rough(index / 5, height) + 0.5);
      peaks.push({
        at: [point[0] + chance.around(0, 3), point[1] + chance.around(0, 3)],
        tall: height * swell * (1 - 0.5 * t) * chance.between(0.8, 1.25),
      });
    });
  }
  for (const {
    at: [x, y],
    tall,
  } of peaks) {
    if (chance.happens(0.4))
      glaze(sheet, dab(sheet, [x + 8, y + 4], tall * 2.1, tall * 1.3), {
        colour: moss,
        opacity: 0.2,
        bleed: 5,
        layers: 2,
        scale: 24,
      });
  }
  peaks.sort((a, b) => a.at[1] - b.at[1]);
  for (const {
    at: [x, y],
    tall,
  } of peaks) {
    const wide = tall * 0.7;
    const lean = chance.around(0, tall * 0.08);
    const sun = curve(through([x - wide, y], [x - wide * 0.45, y - tall * 0.45], [x + lean, y - tall]), 4);
    const shade = curve(
      through(
        [x + lean, y - tall],
        [x + wide * 0.3, y - tall * 0.55],
        [x + wide * 0.55, y - tall * 0.32],
        [x + wide, y],
      ),
      4,
    );
    fill(sheet, [...sun, ...shade], sheet.paper, 0.9);
    const dark: Point[] = [...shade, [x + wide * 0.25, y], [x + wide * 0.05, y - tall * 0.4]];
    fill(sheet, unsettle(sheet, dark, 1.5, 12), ink, 0.5);
    brush(sheet, sun, { width: 2.1, colour: ink, opacity: 0.8, taper: [0.4, 0.1], waver: 0.6 });
    if (tall > 24) {
      const fold = segment([x - wide * 0.2, y - tall * 0.62], [x - wide * 0.4, y - tall * 0.16], 4);
      brush(sheet, fold, { width: 1.6, colour: ink, opacity: 0.6, taper: [0.2, 0.6] });
    }
  }
}

// biome-ignore format: a line for each side
const villages: [x: number, y: number, kind: 'town' | 'village' | 'hamlet'][] = [
  [705, 540, 'village'], [830, 470, 'town'], [1080, 340, 'village'], [1230, 300, 'hamlet'], [1330, 262, 'town'], [880, 260, 'hamlet'], [1440, 215, 'hamlet'], [570, 440, 'village'],
  [860, 690, 'village'], [985, 622, 'hamlet'], [1030, 740, 'town'], [1200, 585, 'village'], [1330, 600, 'hamlet'], [1440, 660, 'village'], [740, 790, 'town'], [530, 880, 'village'], [1150, 960, 'village'], [1500, 420, 'hamlet'],
  [392, 596, 'village'], [1090, 560, 'hamlet'], [620, 660, 'hamlet'],
];

/** Which villages have a road between them, by their place in the list. */
// biome-ignore format: a pair a road
const joined: [from: number, to: number][] = [
  [1, 0], [1, 2], [2, 3], [3, 4], [4, 6], [1, 5], [0, 7], [8, 10],
  [8, 14], [10, 9], [10, 11], [11, 12], [12, 13], [14, 15], [10, 16], [4, 17],
];

/** Straight roads with a tick for every ten ri, and the places they join. */
function roads(sheet: Sheet) {
  const ways = joined.map(([from, to]) => {
    const [[x1, y1], [x2, y2]] = [villages[from]!, villages[to]!];
    return through([x1, y1], [x2, y2]);
  });
  brushAll(
    sheet,
    ways.map((way) => straight(way, 6)),
    { width: 1.7, colour: ink, opacity: 0.7, taper: [0, 0], waver: 0.5 },
  );
  const ticks: Point[][] = [];
  for (const [[x1, y1], [x2, y2]] of ways) {
    const long = distance(x2 - x1, y2 - y1);
    for (let walked = 26; walked < long - 14; walked += 26) {
      const [x, y] = [mix(x1, x2, walked / long), mix(y1, y2, walked / long)];
      const [nx, ny] = [(-(y2 - y1) / long) * 5, ((x2 - x1) / long) * 5];
      ticks.push(segment([x - nx, y - ny], [x + nx, y + ny], 3));
    }
  }
  brushAll(sheet, ticks, { width: 1.8, colour: ink, opacity: 0.75, taper: [0.1, 0.1] });
  for (const [x, y, kind] of villages) {
    const size = { town: 13, village: 8.5, hamlet: 5 }[kind];
    if (kind !== 'hamlet') {
      fill(sheet, oval([x, y], size + 1), sheet.paper, 1);
      brush(sheet, unsettle(sheet, oval([x, y], size), 0.8, 9), {
        width: 2.8,
        colour: ink,
        opacity: 0.95,
        taper: [0, 0],
      });
      if (kind === 'town')
        brush(sheet, unsettle(sheet, oval([x, y], size - 5), 0.6, 7), {
          width: 2,
          colour: ink,
          opacity: 0.95,
          taper: [0, 0],
        });
    }
    dabs(sheet, [dab(sheet, [x, y], kind === 'hamlet' ? 9 : 6, kind === 'hamlet' ? 9 : 6)], ink, 1);
  }
}

/** The line: the only thing here that is not in the ground. */
function line(sheet: Sheet) {
  const way = curve(border, 4);
  const dashes: Point[][] = [];
  for (let index = 0; index + 6 < way.length; index += 10) dashes.push(way.slice(index, index + 7));
  brushAll(sheet, dashes, { width: 5.2, colour: red, opacity: 0.92, taper: [0.1, 0.12], waver: 0.45 });
}

/** The map has been folded and opened many times. */
function folds(sheet: Sheet) {
  for (const x of [400, 800, 1200]) {
    wash(sheet, {
      colour: '#4a3f2a',
      area: { x: x - 26, y: 0, width: 52, height: 1067 },
      cell: 4,
      density: (px, y) => (px < x ? 0.16 * ease(x - 24, x, px) : 0) * (0.7 + 0.5 * sheet.rough(x, y / 120)),
    });
    const crease = segment([x, -10], [x + 2, 1080], 8);
    brush(sheet, unsettle(sheet, crease, 1.4, 60), {
      width: 1.8,
      colour: sheet.paper,
      opacity: 0.8,
      taper: [0, 0],
      lost: 0.1,
    });
  }
  const across = segment([-10, 540], [1610, 536], 8);
  brush(sheet, unsettle(sheet, across, 1.4, 60), {
    width: 1.6,
    colour: sheet.paper,
    opacity: 0.65,
    taper: [0, 0],
    lost: 0.2,
  });
}
