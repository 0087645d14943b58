import { z } from 'zod';
import { hasRole, type User } from '#lib/auth/roles';
import { line, lines, tidyText } from '#lib/forms/fields';
import { paths } from '#lib/paths';
import { mostWords } from './rules.ts';

/** How long a picture that was removed can be put back. */
export const pictureTrashDays = 30;
export const picturesPerPage = 48;

type OwnedPicture = { uploadedBy: string | null };

/** Their own, and an editor any. */
export const canChangePicture = (user: User, picture: OwnedPicture): boolean =>
  hasRole(user, 'editor') || picture.uploadedBy === user.id;

/** It changes what others have published. */
export const canReplacePicture = (user: User): boolean => hasRole(user, 'editor');

export const canRemovePicture = (user: User, picture: OwnedPicture & { isUsed: boolean }): boolean =>
  hasRole(user, 'editor') || (picture.uploadedBy === user.id && !picture.isUsed);

/** What somebody else has removed an editor puts back. */
export const canBringPictureBack = (user: User, picture: { removedBy: string | null }): boolean =>
  hasRole(user, 'editor') || picture.removedBy === user.id;

export const pictureId = z.string().regex(/^[0-9a-f]{32}$/, 'This is no picture.');

/** '25': hundredths of the width or the height, as a share. */
const share = z
  .string()
  .regex(/^(100|\d{1,2})$/, 'Choose a point in the picture.')
  .transform((text) => Number(text) / 100);

export const pictureInput = z.object({
  id: pictureId,
  alt: line(mostWords.alt),
  caption: line(mostWords.caption),
  credit: line(mostWords.credit),
  licence: lines(mostWords.licence),
  expiresOn: z.preprocess((value) => (value === '' ? null : value), z.iso.date('Give a day, or none.').nullable()),
  focusX: share,
  focusY: share,
  /** What was noted when the form was drawn (`notedOf`): it is not overwritten by who has not seen it. */
  noted: z.string().max(10_000).optional(),
});
export type PictureInput = z.infer<typeof pictureInput>;

/** What is noted about a picture; no point to keep in sight is its middle. */
export type PictureNotes = Pick<PictureInput, 'alt' | 'caption' | 'credit' | 'licence' | 'expiresOn'> & {
  focusX: number | null;
  focusY: number | null;
};

/** All that is noted about a picture, as one string: two are the same when nothing was changed in between. */
export const notedOf = ({ alt, caption, credit, licence, expiresOn, focusX, focusY }: PictureNotes): string =>
  JSON.stringify([alt, caption, credit, licence, expiresOn, focusX, focusY]);

export const replacePictureInput = z.object({ id: pictureId, by: pictureId });
export const onePictureInput = z.object({ id: pictureId });
export const removePictureInput = z.object({ id: pictureId, evenIfUsed: z.literal('yes').optional() });

export const findPicturesInput = z.object({
  q: line(200),
  from: z.coerce.number().int().min(0).max(100_000).default(0),
});
/** A picture to be set in a text, with the words that a figure of it begins with. */
export type PictureToSet = {
  id: string;
  src: string;
  thumbnail: string;
  width: number;
  height: number;
  name: string;
  alt: string;
  caption: string;
  credit: string;
};

/** What the library can be narrowed to. */
export const pictureFilters = [
  'mine',
  'unused',
  'noCredit',
  'noAlt',
  'expired',
  'ending',
  'moving',
  'removed',
] as const;
/** Licences that end within so many days are looked at ahead. */
export const licenceDays = 14;
export type PictureFilter = (typeof pictureFilters)[number];
export type LibraryView = { q: string; only: PictureFilter | null; page: number };

/** Reads what is to be shown out of an address. What makes no sense there is left out. */
export function libraryViewOf(params: Record<string, string | string[] | undefined>): LibraryView {
  const text = (name: string) =>
    tidyText(
      String([params[name] ?? ''].flat()[0])
        .slice(0, 200)
        .toWellFormed(),
    );
  const page = Number(text('page'));
  return {
    q: text('q').replace(/\s+/g, ' '),
    only: pictureFilters.find((filter) => filter === text('only')) ?? null,
    page: Number.isInteger(page) && page >= 1 && page <= 10_000 ? page : 1,
  };
}

/** The address of the library that shows `view`, with `change`; any change but of the page begins at the first. */
export function libraryAddress(view: LibraryView, change: Partial<LibraryView> = {}): string {
  const { q, only, page } = { ...view, page: 1, ...change };
  const query = new URLSearchParams({
    ...(q && { q }),
    ...(only && { only }),
    ...(page > 1 && { page: String(page) }),
  });
  return query.size > 0 ? `${paths.desk.pictures}?${query}` : paths.desk.pictures;
}
