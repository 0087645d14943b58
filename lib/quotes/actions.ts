'use server';
import { readerAction } from '#lib/forms/reader-action';
import { quoteDoor } from './door.ts';

/** See door.ts. */
export const issueQuoteAction = readerAction(quoteDoor);
