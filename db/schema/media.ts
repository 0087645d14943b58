import { integer, pgTable, text, uuid } from 'drizzle-orm/pg-core';
import { createdAt } from './columns.ts';

/** A stored picture. `id` is the digest of its bytes, so the same picture is kept once and its address never changes. */
export const media = pgTable('media', {
  id: text().primaryKey(),
  extension: text({ enum: ['jpg', 'png', 'webp'] }).notNull(),
  width: integer().notNull(),
  height: integer().notNull(),
  bytes: integer().notNull(),
  originalName: text().notNull().default(''),
  uploadedBy: uuid(), // no reference: the media table comes before people
  createdAt: createdAt(),
});
