import { randomUUID } from 'node:crypto';
import type { Page } from '@playwright/test';
import fc from 'fast-check';
import { linksAt } from '../lib/articles/checks/publish-check.ts';
import type { Body, Inline } from '../lib/body/body.ts';
import { bodyInput, figuresOf, isEmptyBody } from '../lib/body/rules.ts';
import { addPicture } from './support/add-picture.ts';
import { anyBody } from './support/any-body.ts';
import { publish, typeText } from './support/desk.ts';
import { expect, test } from './support/fixtures.ts';

/**
 * By the way that a person's browser goes: the words to the address where the editor saves, the buttons of the desk, the
 * addresses of the exports. lib/articles/exchange tries many more texts at the functions behind these.
 */
test('any text comes back from the desk, its publication and its export as it was written', async ({ signInAs }) => {
  test.slow();
  const author = await signInAs('author');
  await newArticle(author);
  await typeText(author, ['Before.']);
  for (const alt of ['One colour.', 'Another.']) await addPicture(author, { alt });
  await expect.poll(async () => figuresOf((await draftAt(author)).words.body).length).toBe(2);
  const media = figuresOf((await draftAt(author)).words.body).map(({ attrs }) => attrs.media);

  const bodies = fc.sample(anyBody({ media }), { seed: 20_261_129, numRuns: 8 }).map(publishable);
  for (const [index, body] of bodies.entries()) {
    await test.step(`text ${index + 1}`, async () => {
      const headline = `The ferry carries text ${index + 1} of ${randomUUID().slice(0, 8)}`;
      const desk = await newArticle(author);
      const { words, version } = await draftAt(author);
      const answer = await put(author, { ...words, headline, body, version });
      expect(answer.status(), await answer.text()).toBe(200);
      expect((await draftAt(author)).words.body).toEqual(body);

      await author.goto(desk); // opens in the editor, which must find nothing to mend
      const path = await publish(author);
      expect((await author.request.get(path)).status()).toBe(200);
      expect((await draftAt(author)).words).toMatchObject({ headline, body });

      const markdown = await author.request.get(`${desk}/export?as=markdown`);
      expect(await markdown.text()).toContain(`title: ${headline}\n`);
      const html = await author.request.get(`${desk}/export`);
      expect(html.headers()['content-type']).toBe('text/html; charset=utf-8');

      await author.goto('/desk/articles');
      const [chooser] = await Promise.all([
        author.waitForEvent('filechooser'),
        author.getByRole('button', { name: 'Import', exact: true }).click(),
      ]);
      await chooser.setFiles({ name: 'article.html', mimeType: 'text/html', buffer: await html.body() });
      await author.waitForURL(/\/desk\/articles\/[0-9a-f-]{36}$/);
      expect((await draftAt(author)).words).toMatchObject({ headline, body });
    });
  }
});

test('a text that does not fit is refused with a sentence, and nothing changes', async ({ signInAs }) => {
  const author = await signInAs('author');
  await newArticle(author);
  const { words, version } = await draftAt(author);
  const kept = await put(author, { ...words, headline: 'As it was', body: text('As it was.'), version });
  expect(kept.status()).toBe(200);
  const before = await draftAt(author);
  const cell = { type: 'tableCell', attrs: { colspan: 2, rowspan: 1 }, content: [{ type: 'paragraph' }] };
  const row = { type: 'tableRow', content: [cell] };
  const narrow = { ...row, content: [{ ...cell, attrs: { colspan: 1, rowspan: 1 } }] };
  const link = { type: 'link', attrs: { href: 'javascript:alert(1)' } };
  const linked = { type: 'paragraph', content: [{ type: 'text', text: 'x', marks: [link] }] };
  const misfits: [unknown, RegExp][] = [
    ['text', /cannot set/],
    [null, /cannot set/],
    [{ type: 'doc', content: [] }, /cannot set/],
    [{ type: 'doc', content: [{ type: 'script', content: [] }] }, /cannot set/],
    [{ type: 'doc', content: [{ type: 'heading', attrs: { level: 1 } }] }, /cannot set/],
    [{ type: 'doc', content: [{ type: 'paragraph', onclick: 'x' }] }, /cannot set/],
    [{ type: 'doc', content: [linked] }, /A link must begin with/],
    [{ type: 'doc', content: [{ type: 'table', content: [row, narrow] }] }, /rows of different lengths/],
    [{ type: 'doc', attrs: { version: 99 }, content: [{ type: 'paragraph' }] }, /newer version of the site/],
  ];
  for (const [body, sentence] of misfits) {
    const answer = await put(author, { ...words, headline: 'Changed', body, version: before.version });
    const said = JSON.stringify(body);
    expect(answer.status(), said).toBe(422);
    expect(await answer.json(), said).toMatchObject({
      message: expect.stringMatching(sentence),
      fields: { body: expect.stringMatching(sentence) },
    });
  }
  expect(await draftAt(author)).toEqual(before);
});

/** Begins an article by the button of the list. Returns its address at the desk. */
async function newArticle(desk: Page): Promise<string> {
  await desk.goto('/desk/articles');
  await desk.getByRole('button', { name: 'New article' }).first().click();
  await desk.waitForURL(/\/desk\/articles\/[0-9a-f-]{36}$/);
  return new URL(desk.url()).pathname;
}

/** What the site has of the article that is open. */
async function draftAt(desk: Page): Promise<{ version: number; words: { body: Body; headline: string } }> {
  const answer = await desk.request.get(`${new URL(desk.url()).pathname}/draft`);
  expect(answer.status()).toBe(200);
  return answer.json();
}

/** Saves the article that is open, as the editor of a window that was just opened does. */
const put = (desk: Page, words: object) =>
  desk.request.put(`${new URL(desk.url()).pathname}/draft`, {
    headers: { origin: new URL(desk.url()).origin },
    data: { ...words, session: randomUUID(), sequence: 1, window: randomUUID() },
  });

const text = (words: string) => ({
  type: 'doc',
  content: [{ type: 'paragraph', content: [{ type: 'text', text: words }] }],
});

/** The same text with all that keeps one from readers filled in. */
function publishable(any: Body): Body {
  const body = structuredClone(any);
  for (const { attrs } of figuresOf(body)) {
    attrs.alt ||= 'Something is seen.';
    attrs.credit ||= 'Nobody';
  }
  for (const link of linksAt(body)) {
    const node = at(body, link.path);
    if (node.type === 'text') node.text += ' linked';
  }
  if (isEmptyBody(body)) body.content.unshift({ type: 'paragraph', content: [{ type: 'text', text: 'A word.' }] });
  return bodyInput.parse(body);
}

const at = (body: Body, path: number[]): Inline =>
  path.reduce(
    (node, index) => (node.content as Inline[])[index] as never,
    body as unknown as { content?: unknown[] },
  ) as never;
