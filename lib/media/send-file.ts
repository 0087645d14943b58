import { requestContext } from '#lib/request-context';

type File = {
  /** Reads it; null when there is none. */
  read: () => Promise<Uint8Array | null>;
  /** Whether it is there, where that is not known yet: who has it already is told so of nothing else. */
  isThere?: () => Promise<boolean>;
  etag: string;
  contentType: string;
  cacheControl: string;
  /** What a CDN is told to forget when it is taken back. */
  tag?: string;
};

/** Answers with a stored picture; without it to HEAD, and to whoever has it already. 404 when there is none. */
export async function sendFile(request: Request, { read, isThere, etag, tag, ...file }: File): Promise<Response> {
  const headers = {
    'content-type': file.contentType,
    'content-disposition': 'inline',
    'cache-control': file.cacheControl,
    etag: `"${etag}"`,
    ...(tag !== undefined && { 'surrogate-key': encodeURIComponent(tag) }),
    'x-content-type-options': 'nosniff',
    'cross-origin-resource-policy': 'cross-origin', // feed readers, messengers and other sites may show it
  };
  // Next takes the length out of a route's answer, and adds a Vary of its own: the front puts both right.
  const answer = requestContext()?.answer;
  if (answer) answer.headers.vary = 'accept-encoding';
  if (request.headers.get('if-none-match')?.includes(headers.etag)) {
    if (isThere && !(await isThere())) return noSuchPicture();
    return new Response(null, { status: 304, headers });
  }
  const bytes = await read();
  if (!bytes) return noSuchPicture();
  if (answer) answer.headers['content-length'] = String(bytes.length);
  const body = request.method === 'HEAD' ? null : new Uint8Array(bytes);
  return new Response(body, { headers: { ...headers, 'content-length': String(bytes.length) } });
}

export const noSuchPicture = (): Response => new Response('There is no such picture.\n', { status: 404 });
