import type { Point } from './ink.ts';

/** A level ground seen from above it: `eye` is how far below the horizon ground one unit away appears. */
export type Ground = { centre: number; horizon: number; eye: number; lens?: number };

/** Where a place on the ground (aside, and away from the viewer) appears on the sheet. */
export const onSheet = ({ centre, horizon, eye, lens = 1600 }: Ground, aside: number, away: number): Point => [
  centre + (aside * lens) / away,
  horizon + eye / away,
];

/** The place on the ground that appears at a point of the sheet. */
export function onGround({ centre, horizon, eye, lens = 1600 }: Ground, [x, y]: Point): Point {
  const away = eye / (y - horizon);
  return [((x - centre) * away) / lens, away];
}
