'use server';

import { getCurrentUser } from '#lib/auth/current-user';
import { DomainError } from '#lib/errors';
import { paths } from '#lib/paths';
import { fetchPicture, fetchRefusals, nameIn } from './fetch-picture.ts';
import { storePictureFrom } from './mutations.ts';
import { type PictureAnswer, pictureFileName, pictureRefusals } from './rules.ts';

/**
 * Takes along a picture that stands elsewhere, by its address, for text that was pasted: this server gets it, so that its
 * site learns nothing of who writes here. Answers as the upload does.
 */
export async function copyPicture(address: string): Promise<PictureAnswer> {
  if (typeof (address as unknown) !== 'string' || address.length > 8000) return { error: fetchRefusals.address };
  const user = await getCurrentUser();
  if (!user) return { error: pictureRefusals.signedOut };
  try {
    const about = { originalName: nameIn(address), uploadedBy: user.id };
    const stored = await storePictureFrom((path) => fetchPicture(address, path), about);
    return { ...stored, src: paths.media(pictureFileName(stored.id, stored.extension)) };
  } catch (error) {
    if (error instanceof DomainError) return { error: error.message };
    throw error;
  }
}
