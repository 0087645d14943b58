'use server';

import { getCurrentUser } from '#lib/auth/current-user';
import { DomainError } from '#lib/errors';
import { paths } from '#lib/paths';
import { type StoredPicture, storePicture } from './mutations.ts';
import { mostPictureBytes, pictureRefusals } from './rules.ts';

/**
 * Takes a picture that the editor sends while its author goes on writing (field `file`). It answers with a sentence rather
 * than with a redirect to signing in: the page with the unsaved text must stay where it is.
 */
export async function uploadPicture(data: FormData): Promise<(StoredPicture & { src: string }) | { error: string }> {
  // Anybody can post anything to the address of an action, whatever its type says.
  if (!((data as unknown) instanceof FormData)) return { error: pictureRefusals.missing };
  const user = await getCurrentUser();
  if (!user) return { error: pictureRefusals.signedOut };
  const file = data.get('file');
  if (!(file instanceof File) || file.size === 0) return { error: pictureRefusals.missing };
  if (file.size > mostPictureBytes) return { error: pictureRefusals.bytes };
  try {
    const bytes = new Uint8Array(await file.arrayBuffer());
    const stored = await storePicture(bytes, { originalName: file.name, uploadedBy: user.id });
    return { ...stored, src: paths.media(stored.id, stored.extension) };
  } catch (error) {
    if (error instanceof DomainError) return { error: error.message };
    throw error;
  }
}
