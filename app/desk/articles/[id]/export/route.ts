import { z } from 'zod';
import { getArticleFile } from '#lib/articles/exchange/export-queries';
import { getCurrentUser } from '#lib/auth/current-user';

type Context = { params: Promise<{ id: string }> };

/** The newest draft of an article as a file, for who may see it: HTML, or Markdown with `?as=markdown`. */
export async function GET(request: Request, { params }: Context): Promise<Response> {
  const user = await getCurrentUser();
  if (!user) return new Response('Sign in first.\n', { status: 401 });
  const { id } = await params;
  const kind = new URL(request.url).searchParams.get('as') === 'markdown' ? 'md' : 'html';
  const file = z.uuid().safeParse(id).success ? await getArticleFile(user, id, kind) : null;
  if (!file) return new Response('This article no longer exists.\n', { status: 404 });
  const name = encodeURIComponent(file.name).replace(/['()*]/g, (sign) => `%${sign.charCodeAt(0).toString(16)}`);
  return new Response(file.text, {
    headers: {
      'content-type': `text/${kind === 'md' ? 'markdown' : 'html'}; charset=utf-8`,
      'content-disposition': `attachment; filename="article.${kind}"; filename*=UTF-8''${name}`,
      'cache-control': 'private, no-store',
    },
  });
}
