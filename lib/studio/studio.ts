import type { FittedFont } from '#lib/fonts/fitted';
import type { Layout } from '#lib/share-images/layout';
import { workshop } from '#lib/workshops/workshop';

/** What is done in the studio: each takes a tenth of a second of a processor, and none may hold up an answer. */
export type Work =
  | { kind: 'draw'; layout: Layout; picture: Uint8Array | null } // a share image: JPEG
  | { kind: 'cut'; font: FittedFont; letters: string }; // a font with these letters: WOFF2

const studio = workshop<Work, Uint8Array<ArrayBuffer>>({
  name: 'studio',
  file: 'lib/studio/worker.ts',
  patience: 30_000, // longer than any work takes, the first one of a busy machine included
  idleTime: 15_000, // it starts in a sixth of a second and holds 150 MB
  heap: 128,
  held: 300,
  // Fonts come first: a page that is being read waits for them.
  isBefore: (work, other) => work.kind === 'cut' && other.kind === 'draw',
  failureOf: ({ kind }) => (kind === 'draw' ? 'A share image could not be drawn' : 'A font could not be cut'),
});

export const inStudio = studio.order;
export const closeStudio = studio.close;

/** Of what nobody has asked for yet. */
export const mostAhead = 3;

/**
 * Whether there is so much to do that what nobody has asked for yet is left until somebody does: when a whole archive is
 * read, what each of its pages might want would pile up.
 */
export const isStudioBusy = (): boolean => studio.countWaiting() >= mostAhead;
