import type { Drawing } from './paper.ts';
import { railToTheRiver } from './rail-to-the-river.ts';

/** Every drawing of the sample, by name. */
export const drawings: Record<string, Drawing> = Object.fromEntries(
  [railToTheRiver].map((drawing) => [drawing.name, drawing]),
);
