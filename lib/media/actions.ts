'use server';

import { getCurrentUser } from '#lib/auth/current-user';
import { DomainError } from '#lib/errors';
import { paths } from '#lib/paths';
import { fetchPicture, fetchRefusals } from './fetch-picture.ts';
import { type StoredPicture, storePicture } from './mutations.ts';
import { mostPictureBytes, pictureRefusals } from './rules.ts';

type PictureAnswer = (StoredPicture & { src: string }) | { error: string };

/**
 * Takes a picture that the editor sends while its author goes on writing (field `file`). It answers with a sentence rather
 * than with a redirect to signing in: the page with the unsaved text must stay where it is.
 */
export async function uploadPicture(data: FormData): Promise<PictureAnswer> {
  // Anybody can post anything to the address of an action, whatever its type says.
  if (!((data as unknown) instanceof FormData)) return { error: pictureRefusals.missing };
  const user = await getCurrentUser();
  if (!user) return { error: pictureRefusals.signedOut };
  const file = data.get('file');
  if (!(file instanceof File) || file.size === 0) return { error: pictureRefusals.missing };
  if (file.size > mostPictureBytes) return { error: pictureRefusals.bytes };
  return storedOrRefused(async () => {
    const bytes = new Uint8Array(await file.arrayBuffer());
    return storePicture(bytes, { originalName: file.name, uploadedBy: user.id });
  });
}

/**
 * Takes along a picture that stands elsewhere, by its address, for text that was pasted: this server gets it, so that its
 * site learns nothing of who writes here. Answers as `uploadPicture` does.
 */
export async function copyPicture(address: string): Promise<PictureAnswer> {
  if (typeof (address as unknown) !== 'string' || address.length > 8000) return { error: fetchRefusals.address };
  const user = await getCurrentUser();
  if (!user) return { error: pictureRefusals.signedOut };
  return storedOrRefused(async () => {
    const bytes = await fetchPicture(address);
    const originalName = new URL(address).pathname.split('/').at(-1) ?? '';
    return storePicture(bytes, { originalName, uploadedBy: user.id });
  });
}

async function storedOrRefused(work: () => Promise<StoredPicture>): Promise<PictureAnswer> {
  try {
    const stored = await work();
    return { ...stored, src: paths.media(stored.id, stored.extension) };
  } catch (error) {
    if (error instanceof DomainError) return { error: error.message };
    throw error;
  }
}
