import { serveWorkshop } from '../workshops/serve.ts';
import type { DarkroomWork } from './darkroom.ts';
import { developPicture } from './develop.ts';

/** The process of darkroom.ts. */
serveWorkshop(({ path, kept }: DarkroomWork) => developPicture(path, kept));
