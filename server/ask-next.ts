import { IncomingMessage, ServerResponse } from 'node:http';
import { Socket } from 'node:net';
import { isDatabaseAway } from '#lib/database-away';
import { isStoreAway } from '#lib/media/store/away';
import { type RequestContext, requestContexts } from '#lib/request-context';

/** Next's own handler. */
export type NextHandler = (request: IncomingMessage, response: ServerResponse) => Promise<void>;

/** What Next answered, whole. Header names are in lower case. */
export type NextAnswer = {
  status: number;
  headers: Record<string, string | string[]>;
  body: Buffer;
  /** What nothing caught while it was made. */
  fault: unknown;
};

/** Next failed, or took too long. `status` is what the reader gets. */
export class RenderFault extends Error {
  override name = 'RenderFault';
  readonly status: 500 | 503;
  constructor(status: 500 | 503, cause: unknown) {
    super(cause instanceof Error ? cause.message || String((cause as { code?: string }).code) : String(cause), {
      cause,
    });
    this.status = status;
  }
}

/** How long Next may take to end what has failed, in milliseconds: 16.4.6 never ends some of it. */
const patience = 1000;

/**
 * Has Next answer `request` within this process and waits for the whole answer. The request is not that of a reader but one
 * made for it (`newRequest`), so that nothing of theirs can steer it. Throws RenderFault after `deadline` milliseconds.
 */
export function askNext(
  next: NextHandler,
  request: IncomingMessage,
  context: RequestContext,
  deadline: number,
): Promise<NextAnswer> {
  return new Promise((done, fail) => {
    let fault: unknown;
    const response = new HeldResponse(request, (answer) => {
      clearTimeout(late);
      done({ ...answer, fault });
    });
    const giveUp = (error: RenderFault) => {
      clearTimeout(late);
      response.abandon();
      fail(error);
    };
    const late = setTimeout(() => giveUp(new RenderFault(503, `no answer in ${deadline} ms`)), deadline);
    context.onFault = (error) => {
      fault ??= error;
      setTimeout(() => giveUp(faultOf(error)), patience).unref();
    };
    requestContexts()
      .run(context, () => next(request, response))
      .catch((error) => giveUp(faultOf(error)));
  });
}

export const faultOf = (error: unknown): RenderFault =>
  new RenderFault(isDatabaseAway(error) || isStoreAway(error) ? 503 : 500, error);

/** A request that came over no connection. */
export function newRequest(
  method: string,
  url: string,
  headers: Record<string, string>,
  body?: Buffer,
): IncomingMessage {
  const request = new IncomingMessage(new Socket());
  request.method = method;
  request.url = url;
  request.httpVersion = '1.1';
  request.httpVersionMajor = 1;
  request.httpVersionMinor = 1;
  request.headers = { ...headers, ...(body && { 'content-length': String(body.length) }) };
  request.rawHeaders = Object.entries(request.headers).flat() as string[];
  if (body) request.push(body);
  request.push(null);
  request.complete = true;
  return request;
}

/** A response that keeps what is written to it. Headers count as unsent until its end: a page may still turn into a redirect. */
class HeldResponse extends ServerResponse {
  readonly #chunks: Buffer[] = [];
  readonly #whenEnded: (answer: Omit<NextAnswer, 'fault'>) => void;
  #isOver = false;

  constructor(request: IncomingMessage, whenEnded: (answer: Omit<NextAnswer, 'fault'>) => void) {
    super(request);
    this.#whenEnded = whenEnded;
  }

  /** Nothing that is still written counts. Tells the writer that its reader has gone. */
  abandon(): void {
    if (this.#isOver) return;
    this.#isOver = true;
    this.destroyed = true;
    this.emit('close');
  }

  override writeHead(status: number, ...rest: unknown[]): this {
    this.statusCode = status;
    const headers = rest.find((value) => typeof value === 'object' && value !== null);
    for (const [name, value] of Object.entries((headers ?? {}) as Record<string, string>)) this.setHeader(name, value);
    return this;
  }
  override flushHeaders(): void {}
  override write(chunk: unknown, ...rest: unknown[]): boolean {
    this.#keep(chunk, rest[0]);
    for (const callback of rest) if (typeof callback === 'function') callback();
    return true;
  }
  override end(...rest: unknown[]): this {
    const [chunk, encoding] = rest;
    if (this.#isOver) return this;
    if (chunk && typeof chunk !== 'function') this.#keep(chunk, encoding);
    this.#isOver = true;
    Object.defineProperty(this, 'writableEnded', { value: true });
    Object.defineProperty(this, 'writableFinished', { value: true });
    process.nextTick(() => {
      this.emit('finish');
      this.emit('close');
      for (const callback of rest) if (typeof callback === 'function') callback();
    });
    this.#whenEnded({
      status: this.statusCode,
      headers: this.getHeaders() as NextAnswer['headers'],
      body: Buffer.concat(this.#chunks),
    });
    return this;
  }

  #keep(chunk: unknown, encoding: unknown): void {
    if (this.#isOver) return;
    this.#chunks.push(
      typeof chunk === 'string'
        ? Buffer.from(chunk, typeof encoding === 'string' ? (encoding as BufferEncoding) : 'utf8')
        : Buffer.from(chunk as Uint8Array),
    );
  }
}
