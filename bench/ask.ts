import { Agent, type IncomingHttpHeaders, request } from 'node:http';
import { brotliDecompressSync, gunzipSync, zstdDecompressSync } from 'node:zlib';

/** What a browser says that it takes. */
export const browserHeaders = {
  accept: 'text/html,application/xhtml+xml,application/xml;q=0.9,image/avif,image/webp,*/*;q=0.8',
  'accept-encoding': 'gzip, deflate, br, zstd',
  'user-agent': 'Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0',
};

export type Answer = { status: number; headers: IncomingHttpHeaders; rawHeaders: string[]; body: Buffer };

const agent = new Agent({ keepAlive: true, maxSockets: Number.POSITIVE_INFINITY });

/** Asks over a kept connection, as a browser would. Follows nothing, and leaves the body as it was sent. */
export function ask(
  url: string,
  options: { method?: string; headers?: Record<string, string>; body?: Buffer | string } = {},
): Promise<Answer> {
  return new Promise((done, fail) => {
    const asked = request(
      url,
      { agent, method: options.method ?? 'GET', headers: { ...browserHeaders, ...options.headers }, timeout: 60_000 },
      (answer) => {
        const chunks: Buffer[] = [];
        answer.on('data', (chunk: Buffer) => chunks.push(chunk));
        answer.once('error', fail);
        answer.once('end', () => {
          const { statusCode = 0, headers, rawHeaders } = answer;
          done({ status: statusCode, headers, rawHeaders, body: Buffer.concat(chunks) });
        });
      },
    );
    asked.once('error', fail);
    asked.once('timeout', () => asked.destroy(new Error(`No answer from ${url} in a minute.`)));
    asked.end(options.body);
  });
}

/** Whether something answers there with success. */
export const answers = (url: string): Promise<boolean> =>
  ask(url).then(
    ({ status }) => status === 200,
    () => false,
  );

/** The text of an answer, whichever way it was compressed. */
export function textOf({ headers, body }: Answer): string {
  switch (headers['content-encoding']) {
    case undefined:
      return body.toString('utf8');
    case 'br':
      return brotliDecompressSync(body).toString('utf8');
    case 'gzip':
      return gunzipSync(body).toString('utf8');
    case 'zstd':
      return zstdDecompressSync(body).toString('utf8');
    default:
      throw new Error(`An answer came in the coding ${headers['content-encoding']}.`);
  }
}

/** The answer, which must be 200. Throws with the address otherwise. */
export async function mustAsk(url: string, headers?: Record<string, string>): Promise<Answer> {
  const answer = await ask(url, { headers });
  if (answer.status !== 200) throw new Error(`${url} was answered with ${answer.status}.`);
  return answer;
}
