import { apartmentLights } from './apartment-lights.ts';
import { borderVillages } from './border-villages.ts';
import { bowlOfNoodles } from './bowl-of-noodles.ts';
import { cranesOverPaddies } from './cranes-over-paddies.ts';
import { dictionaryPages } from './dictionary-pages.ts';
import { ferryTerminal } from './ferry-terminal.ts';
import { gaugeAndSleepers } from './gauge-and-sleepers.ts';
import { lettersStack } from './letters-stack.ts';
import { longTable } from './long-table.ts';
import { marketAwnings } from './market-awnings.ts';
import type { Drawing } from './paper.ts';
import { radioMasts } from './radio-masts.ts';
import { railToTheRiver } from './rail-to-the-river.ts';
import { tideFlats } from './tide-flats.ts';

const all: Drawing[] = [
  railToTheRiver,
  gaugeAndSleepers,
  longTable,
  borderVillages,
  radioMasts,
  ferryTerminal,
  apartmentLights,
  bowlOfNoodles,
  cranesOverPaddies,
  lettersStack,
  dictionaryPages,
  marketAwnings,
  tideFlats,
];

/** Every drawing of the sample, by name. */
export const drawings: Record<string, Drawing> = Object.fromEntries(all.map((drawing) => [drawing.name, drawing]));
