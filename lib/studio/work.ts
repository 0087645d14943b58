import type { FittedFont } from '#lib/fonts/fitted';
import type { Layout } from '#lib/share-images/layout';

/** What is done in the studio: each takes a tenth of a second of a processor, and none may hold up an answer. */
export type Work =
  | { kind: 'draw'; layout: Layout } // a share image: JPEG
  | { kind: 'cut'; font: FittedFont; letters: string }; // a font with these letters: WOFF2

/** What the studio answers: the file, or what went wrong. */
export type Answer = { file: Uint8Array<ArrayBuffer> } | { fault: string };
