import { integer, pgTable, text } from 'drizzle-orm/pg-core';
import { createdAt, id } from './columns.ts';

export const sections = pgTable('sections', {
  id: id(),
  slug: text().notNull().unique(),
  name: text().notNull(),
  hangulName: text(),
  description: text().notNull().default(''),
  position: integer().notNull().default(0),
  createdAt: createdAt(),
});
