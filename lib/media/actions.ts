'use server';

import { getCurrentUser } from '#lib/auth/current-user';
import { DomainError } from '#lib/errors';
import { paths } from '#lib/paths';
import { fetchPicture, fetchRefusals } from './fetch-picture.ts';
import { storePicture } from './mutations.ts';
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
    const bytes = await fetchPicture(address);
    const originalName = new URL(address).pathname.split('/').at(-1) ?? '';
    const stored = await storePicture(bytes, { originalName, uploadedBy: user.id });
    return { ...stored, src: paths.media(pictureFileName(stored.id, stored.extension)) };
  } catch (error) {
    if (error instanceof DomainError) return { error: error.message };
    throw error;
  }
}
