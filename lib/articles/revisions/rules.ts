import { z } from 'zod';
import type { articleEvents } from '#db/schema/articles';
import { line } from '#lib/forms/fields';

/** How many revisions a page of the history has. */
export const revisionsPerPage = 30;

/** What words are called that somebody set aside for another's version. */
export const setAsideName = 'Set aside';

export const restoreInput = z.object({ id: z.uuid(), revisionId: z.uuid() });
/** An empty name takes the name away. */
export const nameInput = z.object({ id: z.uuid(), revisionId: z.uuid(), name: line(100) });

/** What can happen to an article, beside being written. */
export type EventKind = (typeof articleEvents.$inferSelect)['kind'];
