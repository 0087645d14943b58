import { z } from 'zod';
import { getDraft } from '#lib/articles/desk-queries';
import { keepAside, saveDraft } from '#lib/articles/mutations';
import { draftInput, wordsInput } from '#lib/articles/rules';
import { NotFoundError } from '#lib/errors';
import { answerJson } from '#lib/forms/json-door';

type Context = { params: Promise<{ id: string }> };

/** The newest words of an article, for a window that has others before it. */
export async function GET(request: Request, { params }: Context): Promise<Response> {
  const { id } = await params;
  return answerJson(request, z.object({}), async (user) => {
    const draft = z.uuid().safeParse(id).success ? await getDraft(user, id) : null;
    if (!draft) throw new NotFoundError('This article no longer exists.');
    return { you: user.id, ...draft };
  });
}

/** Where the editor saves, every second or two while somebody writes. With `?aside` the words do not become the draft. */
export async function PUT(request: Request, { params }: Context): Promise<Response> {
  const { id } = await params;
  const named = (sent: unknown) => (typeof sent === 'object' && sent !== null ? { ...sent, id } : sent);
  if (new URL(request.url).searchParams.has('aside'))
    return answerJson(request, z.preprocess(named, wordsInput.extend({ id: z.uuid() })), keepAside);
  return answerJson(request, z.preprocess(named, draftInput), saveDraft);
}
