import type { IncomingMessage, ServerResponse } from 'node:http';
import { sendError, sendRefusal, sendText } from './answers.ts';
import { type HeaderOptions, transportHeaders } from './headers.ts';
import { mostFormBytes, readBody, understandForm } from './posted-form.ts';
import { Refusal } from './refusal.ts';

/** Seconds until it is worth asking again, a build included. */
const retryAfter = { 'retry-after': '10' };

/**
 * Answers while the magazine starts, which with a build or an upgrade of the database takes a while: it lives, and there is
 * nothing to read yet. What a reader posts meanwhile comes back to be sent again.
 */
export async function answerBeforeStart(
  request: IncomingMessage,
  response: ServerResponse,
  options: HeaderOptions,
): Promise<void> {
  for (const [name, value] of Object.entries(transportHeaders(options))) response.setHeader(name, value);
  if (request.url === '/healthz') return sendText(request, response, 200, 'ok');
  try {
    const posted = request.method === 'POST' ? await readPosted(request) : undefined;
    await sendError(request, response, 503, { headers: retryAfter, posted });
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    await sendRefusal(request, response, error);
  }
}

async function readPosted(request: IncomingMessage) {
  const body = await readBody(request, mostFormBytes);
  const { fields } = await understandForm(body, request.headers['content-type'] ?? '', true);
  const [path = '/'] = (request.url ?? '/').split('?');
  return { action: path.startsWith('/') && !path.startsWith('//') ? path : '/', fields };
}
