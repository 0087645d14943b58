import { z } from 'zod';
import { getStoredCheck } from '#lib/articles/checks/check-queries';
import { NotFoundError } from '#lib/errors';
import { answerJson } from '#lib/forms/json-door';

/** What stands between an article and its readers, as far as the database knows. */
export async function GET(request: Request, { params }: { params: Promise<{ id: string }> }): Promise<Response> {
  const { id } = await params;
  return answerJson(request, z.object({}), async (user) => {
    const check = z.uuid().safeParse(id).success ? await getStoredCheck(user, id) : null;
    if (!check) throw new NotFoundError('This article no longer exists.');
    return check;
  });
}
