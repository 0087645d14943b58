import { createWriteStream } from 'node:fs';
import { Readable, Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { ReadableStream } from 'node:stream/web';
import { DomainError } from '#lib/errors';
import { answerFile } from '#lib/forms/json-door';
import { withIncoming } from '#lib/media/darkroom';
import { storePictureFile } from '#lib/media/mutations';
import { mostPictureBytes, type PictureAnswer, pictureFileName, pictureRefusals } from '#lib/media/rules';
import { paths } from '#lib/paths';

/**
 * Takes a picture as it is, its name in the header `x-file-name`, percent-encoded. It answers with JSON rather than with a
 * redirect to signing in: the page with the unsaved text must stay where it is.
 */
export const PUT = (request: Request): Promise<Response> =>
  answerFile((user) =>
    withIncoming(null, async (path): Promise<PictureAnswer> => {
      await receive(request, path);
      const about = { originalName: nameIn(request), uploadedBy: user.id };
      const stored = await storePictureFile(path, about);
      return { ...stored, src: paths.media(pictureFileName(stored.id, stored.extension)) };
    }),
  );

/** Writes the body to a file as it comes. Throws DomainError when it is too large, or does not arrive whole. */
async function receive(request: Request, path: string): Promise<void> {
  if (!request.body) throw new DomainError(pictureRefusals.missing);
  let size = 0;
  const counted = new Transform({
    transform(chunk: Buffer, _encoding, done) {
      size += chunk.length;
      if (size > mostPictureBytes) done(new DomainError(pictureRefusals.bytes));
      else done(null, chunk);
    },
  });
  try {
    await pipeline(Readable.fromWeb(request.body as ReadableStream), counted, createWriteStream(path, { flags: 'wx' }));
  } catch (error) {
    if (error instanceof DomainError) throw error;
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
