import { NotFoundError } from '#lib/errors';
import { unsubscribe } from '#lib/followers/mutations';
import { paths } from '#lib/paths';
import { textParam } from '#lib/route-params';

type Context = { params: Promise<{ token: string }> };

/** A mail program's own 'Unsubscribe' (RFC 8058): it posts `List-Unsubscribe=One-Click` to the address in the header. */
export async function POST(request: Request, { params }: Context): Promise<Response> {
  const token = textParam((await params).token);
  if (token === null) return unknown();
  const form = await request.formData().catch(() => null);
  if (form?.get('List-Unsubscribe') !== 'One-Click')
    return new Response('List-Unsubscribe=One-Click is missing.\n', { status: 400 });
  try {
    await unsubscribe(token);
  } catch (error) {
    if (error instanceof NotFoundError) return new Response(`${error.message}\n`, { status: 404 });
    throw error;
  }
  return new Response('You are unsubscribed.\n');
}

/** Opened as a page, the same address leads to the one with the button: looking changes nothing. */
export async function GET(_request: Request, { params }: Context): Promise<Response> {
  const token = textParam((await params).token);
  return token === null
    ? unknown()
    : new Response(null, { status: 303, headers: { location: paths.unsubscribe(token) } });
}

const unknown = () => new Response('There is nothing here.\n', { status: 404 });
