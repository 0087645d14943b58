import { z } from 'zod';
import { getUnpublishedChanges } from '#lib/articles/revisions/queries';
import { substanceOf } from '#lib/corrections/substance';
import { NotFoundError } from '#lib/errors';
import { answerJson } from '#lib/forms/json-door';

/** What publishing would change for readers, and whether it is of substance. */
export async function GET(request: Request, { params }: { params: Promise<{ id: string }> }): Promise<Response> {
  const { id } = await params;
  return answerJson(request, z.object({}), async (user) => {
    const changes = z.uuid().safeParse(id).success ? await getUnpublishedChanges(user, id) : null;
    if (!changes) throw new NotFoundError('Readers see nothing of this article at present.');
    return { ...changes, substance: substanceOf(changes.comparison) };
  });
}
