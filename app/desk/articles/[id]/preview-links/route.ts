import { z } from 'zod';
import { listRevisionChoices } from '#lib/articles/revisions/queries';
import { NotFoundError } from '#lib/errors';
import { answerJson } from '#lib/forms/json-door';
import { listPreviewLinks } from '#lib/previews/queries';

/** Links to previews of an article, and the revisions that one can be made for. */
export async function GET(request: Request, { params }: { params: Promise<{ id: string }> }): Promise<Response> {
  const { id } = await params;
  return answerJson(request, z.object({}), async (user) => {
    const links = z.uuid().safeParse(id).success ? await listPreviewLinks(user, id) : null;
    if (!links) throw new NotFoundError('This article no longer exists.');
    return { links, revisions: await listRevisionChoices(user, id) };
  });
}
