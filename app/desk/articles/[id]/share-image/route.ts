import { z } from 'zod';
import { getDraftPreview } from '#lib/articles/queries';
import { getCurrentUser } from '#lib/auth/current-user';
import { noSuchPicture, sendFile } from '#lib/media/send-file';
import { drawnShareImage } from '#lib/share-images/drawn';
import { type LaidOut, type Lost, layOutRevision } from '#lib/share-images/mutations';
import { shareImageType } from '#lib/share-images/rules';

type Context = { params: Promise<{ id: string }> };

/** The share image that the newest draft of an article would have, or another revision, for who may see it. */
export async function GET(request: Request, { params }: Context): Promise<Response> {
  const user = await getCurrentUser();
  if (!user) return new Response('Sign in first.\n', { status: 401 });
  const { id } = await params;
  const revision = new URL(request.url).searchParams.get('revision') ?? undefined;
  const isKnown = z.uuid().safeParse(id).success && (revision === undefined || z.uuid().safeParse(revision).success);
  const isSeen = isKnown && (await getDraftPreview(user, id, revision)) !== null;
  const laidOut = isSeen && (await layOutRevision(id, revision));
  if (!laidOut) return noSuchPicture();
  const drawn = await drawnShareImage(laidOut.digest, laidOut.layout);
  const answer = await sendFile(request, {
    ...drawn,
    etag: laidOut.digest,
    contentType: shareImageType,
    cacheControl: 'private, no-cache',
  });
  // both are read by the panel of previews
  answer.headers.set('x-share-picture', pictureOf(laidOut));
  answer.headers.set('x-share-left-out', laidOut.lettersLeftOut.map(encodeURIComponent).join(' '));
  return answer;
}

function pictureOf({ layout: { picture, isQuote }, isFocusLost }: LaidOut & Lost): string {
  if (picture) return isFocusLost ? 'off-centre' : 'centred';
  return isQuote ? 'quote' : 'none';
}
