import { expect } from '@playwright/test';
import { newAddress, newNetworkAddress } from './cast.ts';
import { formIn, isTaken, postForm } from './plain-form.ts';
import type { Site } from './site.ts';
import type { Answer } from './sockets.ts';
import { articlesOf, askPlainly } from './wire.ts';

/** A site whose database will go, with what readers have had of it before. */
export type Readership = {
  site: Site;
  /** Pages that have been asked for, and are kept. */
  seen: string[];
  /** Articles that nobody has asked for. */
  unseen: string[];
};

export async function openTo(site: Site): Promise<Readership> {
  const [first, second, ...unseen] = await articlesOf(site.url);
  const seen = ['/', '/feed.xml', '/contact', first!, second!];
  for (const path of seen) expect((await askPlainly(site.url + path)).status).toBe(200);
  return { site, seen, unseen };
}

/** Readers of kept pages, as fast as they are answered, until stopped. Returns how each was answered. */
export function readOn({ site, seen }: Readership, readers: number): () => Promise<Map<number | string, number>> {
  const answers = new Map<number | string, number>();
  let isOver = false;
  const read = async (from: number) => {
    for (let turn = from; !isOver; turn += 1) {
      const path = seen[turn % seen.length]!;
      const outcome = await askPlainly(site.url + path).then(
        ({ status }) => status,
        (error: Error) => error.message,
      );
      answers.set(outcome, (answers.get(outcome) ?? 0) + 1);
    }
  };
  const reading = Array.from({ length: readers }, (_, reader) => read(reader));
  return async () => {
    isOver = true;
    await Promise.all(reading);
    return answers;
  };
}

/** What must hold while the database is away, for whoever wants what is not kept. Posts `words` as a comment. */
export async function expectAway({ site, seen, unseen }: Readership, words: string): Promise<void> {
  const path = seen.at(-1)!;
  const form = formIn((await askPlainly(site.url + path)).body.toString(), 'comment');
  const typed = { name: 'Ada', email: newAddress(), body: words, website: '' };
  const [posted, ...others] = await Promise.all([
    postForm(site.url + path, form, typed, newNetworkAddress()),
    askPlainly(site.url + unseen[0]!),
    askPlainly(`${site.url}/articles/nobody-ever-wrote-this`),
  ]);
  for (const answer of [posted, ...others]) {
    expect(answer.status).toBe(503);
    expect(Number(answer.headers['retry-after'])).toBeGreaterThan(0);
    expectFinished(answer);
  }
  expect(posted.body.includes(words), 'the words come back').toBe(true);
  expect((await askPlainly(`${site.url}/readyz`)).status).toBe(503);
  expect((await askPlainly(`${site.url}/healthz`)).status).toBe(200);
}

function expectFinished({ body }: Answer): void {
  const html = body.toString('utf8');
  for (const part of ['<title>', '<header', 'Mansudae Korea', '<h1', ' href="/"', '</html>'])
    expect(html.includes(part), part).toBe(true);
}

/** What must hold soon after the database is back, with nobody doing anything: and nothing of the fault was kept. */
export async function expectRecovery({ site, seen, unseen }: Readership, words: string): Promise<void> {
  const status = async (path: string) => (await askPlainly(site.url + path)).status;
  await expect.poll(() => status('/readyz'), { timeout: 30_000 }).toBe(200);
  const asked = unseen.splice(0, 2); // from now on they are kept
  await expect.poll(() => status(asked[0]!), { timeout: 30_000 }).toBe(200);
  await expect.poll(() => status('/articles/nobody-ever-wrote-this'), { timeout: 30_000 }).toBe(404);
  for (const path of [...seen, ...asked]) expect(await status(path), path).toBe(200);
  const path = seen.at(-1)!;
  const form = formIn((await askPlainly(site.url + path)).body.toString(), 'comment');
  const typed = { name: 'Ada', email: newAddress(), body: words, website: '' };
  const posted = await postForm(site.url + path, form, typed, newNetworkAddress());
  expect(isTaken(posted), 'sent again, it arrives').toBe(true);
}
