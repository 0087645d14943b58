import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import { simpleParser } from 'mailparser';
import { clearAway, startSite } from './support/site.ts';

test.afterEach(clearAway);

test('the name, the zone and the sample of a magazine are its owner’s to change', async ({ page }) => {
  test.slow();
  const site = await (await startSite()).ready();
  await page.goto(site.ownerLink);
  await page.getByLabel('Name', { exact: true }).fill('The Ferry Post');
  await page.getByLabel('Name in Hangul').fill('나루 신문');
  await page.getByLabel('Time zone').selectOption('Asia/Seoul');
  await page.getByLabel('Contact address').fill('post@ferry.example');
  await page.getByLabel('Your name').fill('Oh Won-ja');
  await page.getByLabel('Your e-mail address').fill('owner@ferry.example');
  await page.getByRole('button', { name: 'Start the magazine' }).click();
  await expect(page).toHaveURL(/\/desk$/);

  await page.goto(site.url);
  await expect(page).toHaveTitle(/The Ferry Post/);
  await expect(page.getByRole('banner')).toContainText('나루 신문');
  const paths = await page
    .getByRole('main')
    .getByRole('link')
    .evaluateAll((links) =>
      links
        .map((link) => new URL((link as HTMLAnchorElement).href).pathname)
        .filter((path) => path.startsWith('/articles/')),
    );
  const articlePath = paths[0]!;

  /** The offsets of every moment on the front page, two articles and in the feed. */
  const offsets = async () => {
    const moments: string[] = [];
    for (const path of ['/', articlePath, paths.at(-1)!]) {
      await page.goto(site.url + path);
      const times = await page.locator('time').evaluateAll((all) => all.map((time) => time.getAttribute('datetime')));
      moments.push(...times.filter((time) => time !== null).filter((time) => time.includes('T')));
    }
    moments.push(...((await (await fetch(`${site.url}/feed.xml`)).text()).match(/<pubDate>[^<]+/g) ?? []));
    expect(moments.length).toBeGreaterThan(12);
    return [...new Set(moments.map((moment) => /(Z|[+-]\d\d:?\d\d|[A-Z]+)$/.exec(moment)?.[1] ?? moment))];
  };
  expect((await offsets()).toSorted()).toEqual(['+09:00', '+0900'].toSorted());

  await page.goto(`${site.url}/desk/settings`);
  await page.getByLabel('Name', { exact: true }).fill('The Tide Post');
  await page.getByLabel('Time zone').selectOption('America/St_Johns');
  await page.getByRole('button', { name: 'Save', exact: true }).click();
  await expect(page.getByText('Saved. Every page shows it from now on.')).toBeVisible();
  for (const offset of await offsets()) expect(offset).toMatch(/^-0[23]:?30$/);
  for (const path of ['/', articlePath, '/about', '/contact']) {
    await page.goto(site.url + path);
    await expect(page.getByRole('banner'), path).toContainText('The Tide Post');
  }

  // without a mail server a letter becomes a file, and its link stands in the terminal
  await page.goto(`${site.url}/desk/people`);
  const person = page.locator('form').filter({ has: page.getByRole('button', { name: 'Add and send the link' }) });
  await person.getByLabel('Name').fill('Pyon Jip');
  await person.getByLabel('E-mail address').fill('editor@ferry.example');
  await person.getByRole('button', { name: 'Add and send the link' }).click();
  const letters = () => readdirSync(join(site.dataDir, 'outbox')).filter((name) => name.endsWith('.eml')); // whole ones
  await expect.poll(() => letters().length, { timeout: 60_000 }).toBe(1);
  const [file] = letters();
  const mail = await simpleParser(readFileSync(join(site.dataDir, 'outbox', file!)));
  expect(mail.subject).toContain('The Tide Post');
  const [link] = /http:\/\/\S+\/sign-in\/[^\s>]+/.exec(mail.text ?? '') ?? [];
  await expect.poll(() => site.output, { timeout: 60_000 }).toContain(link);

  // the sample goes, and comes back
  await page.goto(`${site.url}/desk/settings`);
  await page.getByRole('button', { name: 'Remove the sample' }).click();
  await expect(page.getByRole('button', { name: 'Put it back' })).toBeVisible();
  expect((await fetch(site.url + articlePath)).status).toBe(404);
  await page.getByRole('button', { name: 'Put it back' }).click();
  await expect(page.getByRole('button', { name: 'Remove the sample' })).toBeVisible();
  expect((await fetch(site.url + articlePath)).status).toBe(200);
});

test('who is told of what is published is its owner’s to choose', async ({ page }) => {
  test.slow();
  const site = await (await startSite({ SAMPLE_CONTENT: '0' })).ready();
  await page.goto(site.ownerLink);
  await page.getByLabel('Contact address').fill('post@ferry.example');
  await page.getByLabel('Your name').fill('Oh Won-ja');
  await page.getByLabel('Your e-mail address').fill('owner@ferry.example');
  await page.getByLabel('Time zone').selectOption('Asia/Seoul');
  await page.getByRole('button', { name: 'Start the magazine' }).click();
  await expect(page).toHaveURL(/\/desk$/);
  const asked = (path: string) => page.request.get(site.url + path);
  expect((await asked('/indexnow.txt')).status()).toBe(404);
  expect((await asked('/feed.xml')).headers().link).toBeUndefined();

  await page.goto(`${site.url}/desk/settings`, { waitUntil: 'networkidle' });
  const told = page.locator('form').filter({ has: page.getByLabel('WebSub hubs') });
  const hubs = told.getByLabel('WebSub hubs');
  const save = told.getByRole('button', { name: 'Save who is told' });
  await hubs.fill('hub.example');
  await told.getByLabel('Tell search engines').check();
  await save.click();
  await expect(hubs, 'the words stay').toHaveValue('hub.example');
  await expect(hubs).toHaveAccessibleDescription(/Each line needs a whole address/);
  await expect(hubs).toBeFocused();
  await expect(told.getByLabel('Tell search engines')).toBeChecked();
  await hubs.fill('https://hub.example/\nhttps://second.example/hub?a=1&b=2');
  await save.click();
  await expect(told.getByText('Saved: from now on they are told.')).toBeVisible();

  const feed = await asked('/feed.xml');
  expect(feed.headers().link).toBe(
    `<https://hub.example/>; rel="hub", <https://second.example/hub?a=1&b=2>; rel="hub", <${site.url}/feed.xml>; rel="self"`,
  );
  expect(await feed.text()).toContain('<atom:link href="https://second.example/hub?a=1&amp;b=2" rel="hub"/>');
  const key = await (await asked('/indexnow.txt')).text();
  expect(key).toMatch(/^[0-9a-f]{32}$/);

  await page.reload();
  await expect(hubs).toHaveValue('https://hub.example/\nhttps://second.example/hub?a=1&b=2');
  await hubs.fill('');
  await told.getByLabel('Tell search engines').uncheck();
  await save.click();
  await expect(told.getByText('Saved: from now on they are told.')).toBeVisible();
  await expect.poll(async () => (await asked('/indexnow.txt')).status()).toBe(404);
  expect((await asked('/feed.xml')).headers().link).toBeUndefined();
});
