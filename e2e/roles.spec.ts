import type { Page } from '@playwright/test';
import { newAddress } from './support/cast.ts';
import { writeDraft } from './support/desk.ts';
import { expect, test } from './support/fixtures.ts';
import { postComment } from './support/reader.ts';

test('nobody sees the desk without signing in', async ({ page }) => {
  for (const path of ['/desk', '/desk/articles', '/desk/comments', '/desk/people', '/desk/settings', '/desk/profile']) {
    await page.goto(path);
    await expect(page, path).toHaveURL(/\/sign-in/);
  }
});

test('a page of a higher role is refused', async ({ signInAs }) => {
  const refused = {
    contributor: ['comments', 'messages', 'followers', 'front', 'sections', 'topics', 'series', 'people', 'settings'],
    editor: ['people', 'settings'],
  };
  for (const role of ['contributor', 'editor'] as const) {
    const page = await signInAs(role);
    for (const name of refused[role]) {
      expect((await page.goto(`/desk/${name}`))?.status(), `${role}: ${name}`).toBe(403);
      await expect(page.getByRole('heading', { name: 'Not yours to open' }), `${role}: ${name}`).toBeVisible();
    }
  }
});

test('a draft of somebody else is not found', async ({ signInAs }) => {
  const author = await signInAs('author');
  const draft = await writeDraft(author);
  const { pathname } = new URL(author.url());
  const contributor = await signInAs('contributor');
  for (const path of [pathname, `${pathname}/preview`]) {
    const answer = await contributor.goto(path);
    expect(answer?.status(), path).toBe(404);
    expect(await contributor.content()).not.toContain(draft.headline);
  }
  await contributor.goto('/desk/articles');
  await expect(contributor.getByText(draft.headline)).toHaveCount(0);
});

test('a forged post is refused where the button is not even drawn', async ({ signInAs, article, page, newReader }) => {
  await postComment(page, article.path, { name: 'Ada', email: newAddress(), body: 'Let me in.' });

  // what an editor's browser would send, caught before it arrives
  const editor = await signInAs('editor');
  await editor.goto('/desk/comments');
  const held = editor.getByRole('listitem').filter({ hasText: article.headline });
  const forged = await catchPost(editor, () => held.getByRole('button', { name: 'Approve' }).click());

  for (const role of ['contributor', 'author', null] as const) {
    const forger = role ? await signInAs(role) : await newReader();
    const answer = await forger.context().request.post(forged.url, { ...forged, maxRedirects: 0 });
    expect(answer.status(), `${role}`).not.toBe(500);
    if (role) expect(await answer.text()).toContain('Only an editor can decide about comments.');
    const reader = await newReader();
    await reader.goto(article.path);
    await expect(reader.getByText('Let me in.'), `${role}`).toHaveCount(0);
  }

  // the same post from the editor does what it says
  await editor.unrouteAll();
  await editor.context().request.post(forged.url, forged);
  const reader = await newReader();
  await reader.goto(article.path);
  await expect(reader.getByText('Let me in.')).toBeVisible();
});

type Post = { url: string; headers: Record<string, string>; data: Buffer };

/** The next POST that `act` makes `page` send. It does not arrive. */
async function catchPost(page: Page, act: () => Promise<void>): Promise<Post> {
  const caught = new Promise<Post>((done) => {
    void page.route('**/*', (route, request) => {
      if (request.method() !== 'POST') return route.fallback();
      const { 'content-type': type = '', 'next-action': action = '', accept = '' } = request.headers();
      done({
        url: request.url(),
        headers: { 'content-type': type, accept, ...(action && { 'next-action': action }) },
        data: request.postDataBuffer() ?? Buffer.alloc(0),
      });
      return route.abort();
    });
  });
  await act();
  return caught;
}
