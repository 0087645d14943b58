import { type Answer, type Asked, ask } from './sockets.ts';

/** Asks for an address over a connection of its own, with exactly these headers: a browser, and fetch, would add and tidy. */
export function askPlainly(url: string, asked: Asked = {}): Promise<Answer> {
  const { origin, pathname, search } = new URL(url);
  return ask(origin, pathname + search, asked);
}

/** Addresses of the articles in a site's feed, newest first. */
export async function articlesOf(siteUrl: string): Promise<string[]> {
  const feed = await askPlainly(`${siteUrl}/feed.xml`);
  return [...feed.text.matchAll(/<link>[^<]*(\/articles\/[^<]+)<\/link>/g)].map(([, path]) => path!);
}
