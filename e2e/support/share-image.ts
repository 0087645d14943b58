import { type APIRequestContext, expect } from '@playwright/test';

/** The share image that an article names in its head: its path and its bytes. */
export async function shareImageOf(
  ask: APIRequestContext,
  articlePath: string,
): Promise<{ path: string; bytes: Buffer }> {
  const html = await (await ask.get(articlePath)).text();
  const [, address] = /<meta property="og:image" content="([^"]+)"/.exec(html) ?? [];
  expect(address, `${articlePath} names a share image`).toBeTruthy();
  const { pathname } = new URL(address!);
  const answer = await ask.get(pathname);
  expect(answer.status()).toBe(200);
  return { path: pathname, bytes: await answer.body() };
}
