import { randomUUID } from 'node:crypto';
import { expectAccessible } from './support/accessible.ts';
import { cast, newNetworkAddress } from './support/cast.ts';
import { someDraft } from './support/desk.ts';
import { expect, test } from './support/fixtures.ts';
import { publishAs } from './support/newsroom.ts';

const field = { name: 'Words to look for' };

test('a reader finds an article by any part of its words @reader', async ({ page, article }) => {
  await page.goto('/');
  await page.getByRole('contentinfo').getByRole('link', { name: 'Search' }).click();
  const search = page.getByRole('searchbox', field);
  await expect(search).toBeFocused();
  const word = article.headline.split(' ').at(-1)!;
  await search.fill(`TIMETABLE ${word}`);
  await search.press('Enter');
  await expect(page.getByRole('heading', { level: 2, name: `One article with ‘TIMETABLE ${word}’` })).toBeVisible();
  await expect(page).toHaveURL(`/search?q=TIMETABLE+${word}`);
  await expect(page.getByRole('searchbox', field)).toHaveValue(`TIMETABLE ${word}`);
  await expect(page.getByRole('listitem').locator('mark').first()).toHaveText('timetable');
  await page.getByRole('listitem').getByRole('link', { name: article.headline }).click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(article.headline);
});

test('Hangul is found however it was typed, and in the middle of a word @reader', async ({ page }) => {
  const word = randomUUID().slice(0, 8);
  const headline = `임진강 나룻배 ${word}`;
  await publishAs(cast.author.email, someDraft({ headline }));
  for (const q of ['나룻배', '진강', '나룻배'.normalize('NFD')]) {
    await page.goto(`/search?q=${encodeURIComponent(`${q} ${word}`)}`);
    await expect(page.getByRole('listitem').getByRole('link', { name: headline })).toBeVisible();
    await expect(page.getByRole('searchbox', field)).toHaveValue(`${q.normalize('NFC')} ${word}`);
  }
});

test('what is not there, too short or too often is said, and the words stay @reader', async ({ page, ask }) => {
  await page.goto('/search?q=nobody+wrote+this+anywhere');
  await expect(page.getByText('Nothing published here has all of these words in it.')).toBeVisible();
  await page.goto('/search?q=%20a%20');
  const search = page.getByRole('searchbox', field);
  await expect(search).toHaveAccessibleDescription(/One letter stands in nearly every article/);
  await expect(search).toBeFocused();
  await expect(search).toHaveValue('a');

  const headers = { 'x-forwarded-for': newNetworkAddress() };
  const asking = () => ask.get('/search?q=ferry', { headers });
  for (let time = 0; time < 40; time += 1) expect((await asking()).status()).toBe(200);
  const refused = await asking();
  expect(refused.status()).toBe(429);
  expect(Number(refused.headers()['retry-after'])).toBeGreaterThan(0);
  expect(await refused.text()).toContain('value="ferry"');
});

test('nothing is in the way of anybody who searches', async ({ page }) => {
  for (const path of ['/search', '/search?q=a', '/search?q=river', '/search?q=nobody+wrote+this'])
    for (const colorScheme of ['light', 'dark'] as const) {
      await page.emulateMedia({ colorScheme });
      await page.goto(path);
      await expectAccessible(page);
    }
});

test('what is found is for nobody to keep, and in no search engine', async ({ ask }) => {
  const answer = await ask.get('/search?q=%3Cscript%3Ealert(1)%3C%2Fscript%3E%22');
  const html = await answer.text();
  expect(answer.status()).toBe(200);
  expect(answer.headers()['cache-control']).toBe('private, no-store');
  expect(html).toMatch(/<meta name="robots" content="noindex, follow"/);
  expect(html).toContain('‘&lt;script&gt;alert(1)');
  expect(html, 'no card says what somebody has asked for').not.toMatch(
    /<meta (property|name)="(og|twitter):[^>]*content="[^"]*script/,
  );
  expect(
    (await ask.get('/search', { params: { q: 'x'.repeat(5000) } })).status(),
    'more than anybody asks',
  ).toBeLessThan(500);
  expect((await ask.post('/search', { form: { q: 'ferry' } })).status()).toBe(405);
});
