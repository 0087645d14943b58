import { jsonb, timestamp, uuid } from 'drizzle-orm/pg-core';
import type { Body } from '#lib/body/body';

export const id = () => uuid().primaryKey().defaultRandom();
/** A moment, stored in UTC. The publication's time zone is applied when it is shown. */
export const moment = () => timestamp({ withTimezone: true, mode: 'date' });
export const createdAt = () => moment().notNull().defaultNow();
/** The text of an article or page. A migration brings stored ones to a new version of what a text may hold. */
export const body = () => jsonb().$type<Body>();
