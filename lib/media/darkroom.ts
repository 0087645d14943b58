import { workshop } from '#lib/workshops/workshop';
import type { Developed, KeptPicture } from './develop.ts';

export type DarkroomWork = { path: string; kept?: KeptPicture };

/** Where pictures are developed: one at a time, because one may take hundreds of megabytes. */
const darkroom = workshop<DarkroomWork, Developed>({
  name: 'darkroom',
  file: 'lib/media/worker.ts',
  patience: 120_000, // one that moves is encoded frame by frame, on a busy machine
  idleTime: 15_000,
  heap: 256,
  held: 160, // two large ones, one after the other, must not add up
  failureOf: () => 'A picture could not be developed',
});

export const closeDarkroom = darkroom.close;

/** Makes of the file at `path` all that is kept of it (develop.ts). Throws DomainError with a sentence when it cannot be used. */
export const inDarkroom = darkroom.order;
