import { timingSafeEqual } from 'node:crypto';
import { revalidatePath, revalidateTag } from 'next/cache';

/**
 * Expires cache tags that were announced, for lib/listen.ts: Next does that within a request only. Nobody else may ask;
 * the header carries a secret of this process, and server/ takes it out of what comes from outside.
 */
export async function POST(request: Request): Promise<Response> {
  if (!isOurs(request.headers.get('x-mansudae-internal'))) return new Response(null, { status: 404 });
  const { tags } = (await request.json()) as { tags: string[] };
  if (tags.includes('*')) revalidatePath('/', 'layout');
  else for (const tag of tags) revalidateTag(tag, { expire: 0 });
  return new Response(null, { status: 204 });
}

function isOurs(given: string | null): boolean {
  const secret = process.env.INTERNAL_SECRET;
  if (!secret || given?.length !== secret.length) return false;
  return timingSafeEqual(Buffer.from(given), Buffer.from(secret));
}
