import { sendFile } from '#lib/media/send-file';
import type { Drawn } from './drawn.ts';
import { shareImageType } from './rules.ts';

/** Answers with a drawn share image. A former address must not hold on to today's picture for long. */
export const sendShareImage = (
  request: Request,
  { read, digest, isCurrent }: Drawn & { digest: string; isCurrent: boolean },
): Promise<Response> =>
  sendFile(request, {
    read,
    etag: digest,
    contentType: shareImageType,
    cacheControl: isCurrent ? 'public, max-age=86400' : 'public, max-age=600',
  });
