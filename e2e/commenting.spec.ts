import type { Locator, Page } from '@playwright/test';
import { eq } from 'drizzle-orm';
import { db } from '#db/client';
import { comments } from '#db/schema/comments';
import { newAddress } from './support/cast.ts';
import { expect, test } from './support/fixtures.ts';
import { mailTo } from './support/post-office.ts';
import {
  commentForm,
  fieldsOf,
  postComment,
  sendComment,
  takeTime,
  withoutBrowserChecks,
  writeComment,
} from './support/reader.ts';

const aComment = (body: string) => ({ name: 'Ada Reader', email: newAddress(), body });

test.describe('a reader comments', { tag: '@reader' }, () => {
  test('and the comment appears when an editor has approved it', async ({ page, article, signInAs, newReader }) => {
    const comment = aComment(`I took that ferry. 배가 늦었어요.\n\nIt was late, ${article.headline}.`);
    await page.goto(article.path);
    await expect(page.getByRole('heading', { level: 1 })).toHaveText(article.headline);
    for (const paragraph of article.paragraphs) await expect(page.getByText(paragraph)).toBeVisible();

    await writeComment(page, comment);
    await sendComment(page);
    await expect(page.getByRole('heading', { name: 'Your comment has arrived' })).toBeVisible();
    await expect(page.getByText('I took that ferry. 배가 늦었어요.')).toBeVisible();
    await expect(page).toHaveURL(/\?comment=[\w.-]+#add-comment$/);
    await page.reload(); // what is shown was asked for, not posted
    await expect(page.getByText('I took that ferry. 배가 늦었어요.')).toBeVisible();

    const other = await newReader();
    await other.goto(article.path);
    await expect(other.getByText('I took that ferry.'), 'held until approved').toHaveCount(0);

    const editor = await signInAs('editor');
    await editor.goto('/desk/comments');
    const held = editor.getByRole('listitem').filter({ hasText: article.headline });
    await held.getByRole('button', { name: 'Approve' }).click();
    await expect(editor.getByText('1 comment approved.')).toBeVisible();

    await other.goto(article.path); // the very next request
    const shown = other.locator('[id^="comment-"]').filter({ hasText: 'I took that ferry.' });
    await expect(shown).toBeVisible();
    await expect(shown).toContainText('Ada Reader');
    expect(await other.content(), 'the address is never shown').not.toContain(comment.email);
    const permalink = await shown.getByTitle(/Address of the comment/).getAttribute('href');
    expect(permalink).toContain(`#${await shown.getAttribute('id')}`);
  });

  test('and what is refused comes back with every word, the fault beside its field', async ({ page, article }) => {
    await page.goto(article.path);
    await writeComment(page, { name: 'Ada', email: 'ada@nowhere', body: 'Words I do not want to type twice.' });
    await withoutBrowserChecks(page);
    await takeTime(page);
    const [answer] = await Promise.all([
      page.waitForResponse((response) => response.request().method() === 'POST'),
      page.getByRole('button', { name: 'Send comment' }).click(),
    ]);
    expect(answer.status()).toBe(422);
    const form = commentForm(page);
    await expect(form.getByLabel('Name')).toHaveValue('Ada');
    await expect(form.getByLabel('Your comment')).toHaveValue('Words I do not want to type twice.');
    const email = form.getByLabel(/^E-mail/);
    await expect(email).toHaveValue('ada@nowhere');
    await expect(email).toHaveAttribute('aria-invalid', 'true');
    await expect(email).toHaveAccessibleDescription(/does not look like an e-mail address/);
    await expect(email).toBeFocused();

    await email.fill(newAddress('ada'));
    await sendComment(page);
    await expect(page.getByRole('heading', { name: 'Your comment has arrived' })).toBeVisible();
  });

  test('and tags in it are text', async ({ page, article, signInAs, newReader }) => {
    const attempt =
      '<script>document.title = "owned"</script><img src="/x" onerror="document.title=1"> [a](javascript:1)';
    await page.goto(article.path);
    await writeComment(page, { ...aComment(attempt), name: '<b>Eve</b>' });
    await sendComment(page);
    await expect(page.getByText(attempt)).toBeVisible();

    const editor = await signInAs('editor');
    await editor.goto('/desk/comments');
    const held = editor.getByRole('listitem').filter({ hasText: article.headline });
    await expect(held).toContainText(attempt);
    await held.getByRole('button', { name: 'Approve' }).click();
    await expect(editor.getByText('1 comment approved.')).toBeVisible();

    const other = await newReader();
    await other.goto(article.path);
    await expect(other.getByText(attempt)).toBeVisible();
    await expect(other.getByText('<b>Eve</b>').first()).toBeVisible();
    await expect(other).toHaveTitle(new RegExp(article.headline));
  });

  test('and a button that is pressed twice sends one comment', async ({ page, ask, article, signInAs }) => {
    await page.goto(article.path);
    await writeComment(page, aComment('Only once, please.'));
    await takeTime(page);
    const multipart = await fieldsOf(commentForm(page));
    const answers = await Promise.all([1, 2].map(() => ask.post(article.path, { multipart })));
    const [first, second] = answers.map((answer) => commentIn(answer.headers().location));
    expect(first).toBeTruthy();
    expect(second).toBe(first);

    const editor = await signInAs('editor');
    await editor.goto('/desk/comments');
    await expect(editor.getByRole('listitem').filter({ hasText: article.headline })).toHaveCount(1);
  });

  test('and a form that is sent again later is still the same comment', async ({ page, ask, article, signInAs }) => {
    await page.goto(article.path);
    await writeComment(page, aComment('Sent from a train.'));
    await takeTime(page);
    const multipart = { ...(await fieldsOf(commentForm(page))), once: crypto.randomUUID() };
    const first = await ask.post(article.path, { multipart });
    expect(first.status()).toBe(303);
    await growOld('Sent from a train.');
    const again = await ask.post(article.path, { multipart });
    expect(commentIn(first.headers().location)).toBeTruthy();
    expect(commentIn(again.headers().location)).toBe(commentIn(first.headers().location));

    for (const once of ['x', 'x'.repeat(5000), '열쇠', ''])
      expect((await ask.post(article.path, { multipart: { ...multipart, body: 'Odd key.', once } })).status()).toBe(
        303,
      );

    const editor = await signInAs('editor');
    await editor.goto('/desk/comments');
    const held = editor.getByRole('listitem').filter({ hasText: article.headline });
    await expect(held.filter({ hasText: 'Sent from a train.' })).toHaveCount(1);
    await expect(held.filter({ hasText: 'Odd key.' }), 'they count as none').toHaveCount(1);
  });

  test('and a receipt that we did not give shows the form', async ({ page, article }) => {
    await page.goto(`${article.path}?comment=${crypto.randomUUID()}.99999999999999.${'x'.repeat(32)}`);
    await expect(page.getByRole('button', { name: 'Send comment' })).toBeVisible();
    await expect(page.getByRole('heading', { name: 'Your comment has arrived' })).toHaveCount(0);
  });

  test('and a program that fills in the hidden field, or is too fast, is asked once more', async ({
    page,
    ask,
    article,
  }) => {
    await page.goto(article.path);
    await writeComment(page, aComment('Faster than light.'));
    const multipart = await fieldsOf(commentForm(page));
    let asked = '';
    await expect(async () => {
      await ask.get(article.path); // a program reads the page and answers at once
      const answer = await ask.post(article.path, { multipart: { ...multipart, once: crypto.randomUUID() } });
      asked = await answer.text();
      expect(answer.status()).toBe(422);
    }).toPass({ timeout: 30_000 });
    expect(asked).toContain('That was faster than anyone types.');
    expect(asked, 'with its words').toMatch(/<textarea[^>]*>Faster than light\.<\/textarea>/);

    const trap = commentForm(page).locator('[name="website"]');
    await expect(trap).not.toBeInViewport();
    await expect(trap).toHaveAttribute('tabindex', '-1');
    await trap.evaluate((field: HTMLInputElement) => {
      field.value = 'https://pills.example';
    });
    await sendComment(page);
    await expect(page.getByText('A hidden field of this form was filled in')).toBeVisible();
    await expect(page.getByLabel('Your comment')).toHaveValue('Faster than light.');
    await sendComment(page);
    await expect(page.getByRole('heading', { name: 'Your comment has arrived' })).toBeVisible();
  });

  test('and the sixth comment within ten minutes has to wait, its words kept', async ({ page, article }) => {
    const tabs = await Promise.all([1, 2, 3, 4, 5].map(() => page.context().newPage()));
    for (const [number, tab] of tabs.entries()) {
      await tab.goto(article.path);
      await writeComment(tab, aComment(`Number ${number + 1}.`));
    }
    await takeTime(page); // since the last of them was loaded
    for (const tab of tabs) {
      await tab.getByRole('button', { name: 'Send comment' }).click();
      await expect(tab.getByRole('heading', { name: 'Your comment has arrived' })).toBeVisible();
    }
    await page.goto(article.path);
    await writeComment(page, aComment('Number 6.'));
    await takeTime(page);
    const [answer] = await Promise.all([
      page.waitForResponse((response) => response.request().method() === 'POST'),
      page.getByRole('button', { name: 'Send comment' }).click(),
    ]);
    expect(answer.status()).toBe(429);
    expect(Number(answer.headers()['retry-after'])).toBeGreaterThan(0);
    await expect(page.getByText(/more than we can take from one person at a time.*minutes/)).toBeVisible();
    await expect(page.getByLabel('Your comment')).toHaveValue('Number 6.');
  });
});

/** Which comment a receipt is for. */
const commentIn = (address = '') => /\?comment=([0-9a-f-]{36})\./.exec(address)?.[1];

/** Two hours pass for the comment with this `body`. */
async function growOld(body: string): Promise<void> {
  process.env.DATABASE_URL = process.env.E2E_DATABASE;
  const createdAt = new Date(Date.now() - 7_200_000);
  await db.update(comments).set({ createdAt }).where(eq(comments.body, body));
}

test('a syllable counts as a character, however it was typed', async ({ page, article }) => {
  await postComment(page, article.path, aComment('한'.normalize('NFD').repeat(5000)));

  await page.goto(article.path);
  await writeComment(page, aComment('한'.repeat(5001)));
  await sendComment(page);
  await expect(page.getByText('Keep it under 5,000 characters.')).toBeVisible();
});

test('an editor judges several comments from the keyboard, and takes a decision back', async ({
  page,
  article,
  signInAs,
  newReader,
}) => {
  await postComment(page, article.path, aComment('First of two.'));
  await postComment(page, article.path, aComment('Second of two.'));
  const editor = await signInAs('editor');
  await editor.goto('/desk/comments');
  const held = editor.getByRole('listitem').filter({ hasText: article.headline });
  await expect(held).toHaveCount(2);
  await markByKey(editor, held.nth(0).getByRole('checkbox'));
  await markByKey(editor, held.nth(1).getByRole('checkbox'));
  await expect(editor.getByText('2 selected')).toBeVisible();
  await editor.keyboard.press('a');
  await expect(editor.getByText('2 comments approved.')).toBeVisible();

  const reader = await newReader();
  await reader.goto(article.path);
  await expect(reader.getByText('First of two.')).toBeVisible();
  await editor.keyboard.press('z');
  await expect(editor.getByText('2 comments are held again.')).toBeVisible();
  await reader.goto(article.path);
  await expect(reader.getByText('First of two.')).toHaveCount(0);
});

test('a key means the comment that has the focus, be it from before the page could hear keys', async ({
  page,
  article,
  signInAs,
}) => {
  await postComment(page, article.path, aComment('Above.'));
  await postComment(page, article.path, aComment('Below.'));
  const editor = await signInAs('editor');
  let release = () => {};
  const released = new Promise<void>((done) => (release = done));
  await editor.route('**/_next/static/**/*.js', async (route) => {
    await released;
    await route.continue();
  });
  await editor.goto('/desk/comments', { waitUntil: 'commit' });
  const last = editor.getByRole('listitem').filter({ hasText: article.headline }).last().getByRole('checkbox');
  await last.focus();
  release();
  await markByKey(editor, last, false);
  await expect(editor.getByText('1 selected')).toBeVisible();
});

/** Marks a comment by the key for it, as soon as the page hears keys. */
async function markByKey(desk: Page, checkbox: Locator, goesThere = true): Promise<void> {
  if (goesThere) await checkbox.focus();
  await expect(async () => {
    if (!(await checkbox.isChecked())) await desk.keyboard.press('x'); // a second one would take the mark away
    await expect(checkbox).toBeChecked({ timeout: 2_000 });
  }).toPass({ timeout: 30_000 });
}

test('editors hear of waiting comments', async ({ page, article }) => {
  await postComment(page, article.path, aComment('Is anybody there?'));
  const mail = await mailTo('editor@mansudae.example', 'waiting');
  expect(mail.link).toContain('/desk/comments');
});
