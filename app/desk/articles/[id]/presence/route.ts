import { z } from 'zod';
import { meetAtArticle, presenceInput } from '#lib/articles/presence';
import { answerJson } from '#lib/forms/json-door';

/** Where each window that has the article open says so, every few seconds. */
export async function PUT(request: Request, { params }: { params: Promise<{ id: string }> }): Promise<Response> {
  const { id } = await params;
  const named = (sent: unknown) => (typeof sent === 'object' && sent !== null ? { ...sent, id } : sent);
  return answerJson(request, z.preprocess(named, presenceInput), meetAtArticle);
}
