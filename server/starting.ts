import type { IncomingMessage, ServerResponse } from 'node:http';
import { sendError, sendText } from './answers.ts';
import { headerOf, isFromOurPages, type Names } from './asked.ts';
import type { PostedWords } from './error-documents.ts';
import { transportHeaders } from './headers.ts';
import { mostFormBytes, readBody, understandForm } from './posted-form.ts';

/** Seconds until it is worth asking again, a build included. */
const retryAfter = { 'retry-after': '10' };

/**
 * Answers while the magazine starts, which with a build or an upgrade of the database takes a while: it lives, and there is
 * nothing to read yet. What a reader posts meanwhile comes back to be sent again.
 */
export async function answerBeforeStart(
  request: IncomingMessage,
  response: ServerResponse,
  names: Names,
): Promise<void> {
  for (const [name, value] of Object.entries(transportHeaders(names))) response.setHeader(name, value);
  if (request.url === '/healthz') return sendText(request, response, 200, 'ok');
  const isForm = request.method === 'POST' && isFromOurPages(request, names);
  const posted = isForm ? await readPosted(request).catch(() => undefined) : undefined;
  await sendError(request, response, 503, { headers: retryAfter, posted });
}

async function readPosted(request: IncomingMessage): Promise<PostedWords> {
  const body = await readBody(request, mostFormBytes);
  const { fields } = await understandForm(body, headerOf(request, 'content-type') ?? '', true);
  const [path = '/'] = (request.url ?? '/').split('?');
  return { action: path.startsWith('/') && !path.startsWith('//') ? path : '/', fields };
}
