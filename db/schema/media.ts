import { type AnyPgColumn, boolean, date, index, integer, jsonb, pgTable, real, text, uuid } from 'drizzle-orm/pg-core';
import type { PictureFile } from '#lib/media/rules';
import { createdAt, moment } from './columns.ts';

/** A stored picture. `id` is the digest of its bytes, so the same picture is kept once and its address never changes. */
export const media = pgTable(
  'media',
  {
    id: text().primaryKey(),
    extension: text({ enum: ['jpg', 'png', 'webp'] }).notNull(),
    width: integer().notNull(),
    height: integer().notNull(),
    bytes: integer().notNull(),
    /** Every file that was made of it, the one named `id` included; null until they are made (lib/media/darkroom.ts). */
    files: jsonb().$type<PictureFile[]>(),
    /** What shows in its place until it has come: https://evanw.github.io/thumbhash/, in base64. */
    thumbhash: text().notNull().default(''),
    isMoving: boolean().notNull().default(false),
    /** What must be seen when it is cropped, as shares of width and height from the left upper corner; null for the middle. */
    focusX: real(),
    focusY: real(),
    originalName: text().notNull().default(''),
    /** What a figure with it begins with. */
    alt: text().notNull().default(''),
    caption: text().notNull().default(''),
    credit: text().notNull().default(''),
    /** By what right it is shown, and the last day of that. */
    licence: text().notNull().default(''),
    expiresOn: date({ mode: 'string' }),
    /** The picture that an editor has put in its place. */
    replacedBy: text().references((): AnyPgColumn => media.id, { onDelete: 'set null' }),
    /** The picture that is shown wherever this one stands: the last of those that were put in its place; null for itself. */
    shownAs: text().references((): AnyPgColumn => media.id, { onDelete: 'set null' }),
    uploadedBy: uuid(), // no reference: the media table comes before people
    createdAt: createdAt(),
    removedAt: moment(), // shown nowhere, and deleted for good a while later
    removedBy: uuid(),
  },
  (table) => [
    index('media_created').on(table.createdAt.desc().nullsFirst(), table.id), // the library, newest first
    index('media_replaced_by').on(table.replacedBy),
    index('media_shown_as').on(table.shownAs),
  ],
);
