import { request as httpRequest, type IncomingHttpHeaders, type OutgoingHttpHeaders } from 'node:http';

export type Answer = { status: number; headers: IncomingHttpHeaders; body: Buffer };
export type Asking = { method?: string; headers?: OutgoingHttpHeaders; body?: string };

/** Asks over a connection of its own, with exactly these headers: a browser, and fetch, would add and tidy. */
export function askPlainly(url: string, { method = 'GET', headers = {}, body }: Asking = {}): Promise<Answer> {
  return new Promise((done, fail) => {
    const request = httpRequest(url, { method, headers, agent: false }, (response) => {
      const chunks: Buffer[] = [];
      response.on('error', fail);
      response.on('data', (chunk: Buffer) => chunks.push(chunk));
      response.on('end', () =>
        done({ status: response.statusCode!, headers: response.headers, body: Buffer.concat(chunks) }),
      );
    });
    request.on('error', fail);
    request.end(body);
  });
}

/** Addresses of the articles in a site's feed, newest first. */
export async function articlesOf(siteUrl: string): Promise<string[]> {
  const feed = await askPlainly(`${siteUrl}/feed.xml`);
  return [...feed.body.toString().matchAll(/<link>[^<]*(\/articles\/[^<]+)<\/link>/g)].map(([, path]) => path!);
}
