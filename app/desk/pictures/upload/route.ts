import { Readable } from 'node:stream';
import type { ReadableStream } from 'node:stream/web';
import { DomainError } from '#lib/errors';
import { answerFile } from '#lib/forms/json-door';
import { receive } from '#lib/media/incoming';
import { storePictureFrom } from '#lib/media/mutations';
import { type PictureAnswer, pictureFileName, pictureRefusals } from '#lib/media/rules';
import { paths } from '#lib/paths';

/**
 * Takes a picture as it is, its name in the header `x-file-name`, percent-encoded. It answers with JSON rather than with a
 * redirect to signing in: the page with the unsaved text must stay where it is.
 */
export const PUT = (request: Request): Promise<Response> =>
  answerFile(async (user): Promise<PictureAnswer> => {
    const about = { originalName: nameIn(request), uploadedBy: user.id };
    const stored = await storePictureFrom((path) => write(request, path), about);
    return { ...stored, src: paths.media(pictureFileName(stored.id, stored.extension)) };
  });

/** Writes the body to a file as it comes. Throws DomainError when it is too large, or does not arrive whole. */
async function write(request: Request, path: string): Promise<void> {
  if (!request.body) throw new DomainError(pictureRefusals.missing);
  try {
    await receive(Readable.fromWeb(request.body as ReadableStream), path);
  } catch (error) {
    const isOurs = error instanceof DomainError || (error as NodeJS.ErrnoException).syscall !== undefined; // the disk's
    if (isOurs) throw error;
    throw new DomainError(pictureRefusals.broken, { cause: error });
  }
}

function nameIn(request: Request): string {
  try {
    return decodeURIComponent(request.headers.get('x-file-name') ?? '');
  } catch {
    return '';
  }
}
