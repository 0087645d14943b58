import { AsyncLocalStorage } from 'node:async_hooks';
import type { Noted } from '#lib/cache/noting';
import { oneInProcess } from '#lib/one-in-process';

/**
 * What `server/` knows of a request and Next does not, and what a form answers that Next cannot say.
 * It travels beside the request, because `server/` and Next's bundle are separate module graphs in one process:
 * the storage hangs on `globalThis` and both find the same one.
 */
export type RequestContext = {
  /** The client's address, settled once in server/client-address.ts. */
  clientAddress: string;
  /** Scheme and host that the reader asked for, always one of the site's own. */
  origin: string;
  /** Milliseconds since this address was last sent this page; null when this process did not send it. */
  sincePage: number | null;
  /** It is a form that a browser posts without script: its page is rendered anew, with the form's state. */
  isFormPost?: boolean;
  /** What a script of this answer carries, or it does not run (Content-Security-Policy). Only the desk has scripts. */
  nonce?: string;
  /** What the page that is being made depends on, when it may be kept. */
  noted?: Noted;
  /** What a receipt says in place of a reader's words, by field: the front puts them in (see lib/forms/receipts.ts). */
  receiptMarks?: Record<string, string>;
  /** Told by instrumentation.ts of an error that nothing caught while the request was answered. */
  onFault?: (error: unknown) => void;
  /** Status and headers that the answer shall carry in place of Next's 200. */
  answer: { status?: number; headers: Record<string, string> };
};

export const requestContexts = oneInProcess('request-context', () => new AsyncLocalStorage<RequestContext>());

/** The context of the request being answered, or null outside of one (jobs, scripts, plain `next start`). */
export const requestContext = (): RequestContext | null => requestContexts().getStore() ?? null;

/** Has the page that is being drawn answer with `status`. Where a form was posted to it, what became of that counts. */
export function answerWith(status: number): void {
  const context = requestContext();
  if (context && !context.isFormPost) context.answer.status ??= status;
}

/** Has the page that is being drawn answer with a header more. */
export function answerWithHeader(name: string, value: string): void {
  const context = requestContext();
  if (context) context.answer.headers[name] = value;
}
