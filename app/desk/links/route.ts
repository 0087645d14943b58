import { z } from 'zod';
import { checkLink, searchLinkTargets } from '#lib/articles/checks/link-queries';
import { answerJson } from '#lib/forms/json-door';

const asked = z.union([z.object({ href: z.string().max(2000) }), z.object({ words: z.string().max(200) })]);

/** What the dialog for links asks: where an address leads (`href`), or which own articles are called so (`words`). */
export async function GET(request: Request): Promise<Response> {
  return answerJson(request, asked, async (user, query) =>
    'href' in query ? checkLink(user, query.href) : { articles: await searchLinkTargets(user, query.words) },
  );
}
