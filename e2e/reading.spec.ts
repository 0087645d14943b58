import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { brotliCompressSync } from 'node:zlib';
import { type APIRequestContext, type BrowserContext, chromium, type Page } from '@playwright/test';
import { newAddress } from './support/cast.ts';
import { findChromium } from './support/chromium.ts';
import { expect, test } from './support/fixtures.ts';
import { commentOn } from './support/newsroom.ts';
import { commentForm, postComment, sendComment, takeTime, writeComment } from './support/reader.ts';

/** Of the sample: its longest article, with pictures, ten comments, bold and italics; and its Korean one. */
const longest = '/articles/the-line-that-stops-at-the-river';
const korean = '/articles/평양냉면과-서울의-여름';
const pages = ['/', longest, korean, '/sections/culture'];

const aComment = (body: string) => ({ name: 'Ada Reader', email: newAddress(), body });

test.describe('what a page brings with it', () => {
  test('no script of the framework, and one of ours of 2 kB', async ({ page, ask }) => {
    for (const path of pages) {
      const scripts: string[] = [];
      page.on('request', (request) => request.resourceType() === 'script' && scripts.push(request.url()));
      await page.goto(path);
      expect(scripts.map((script) => new URL(script).pathname)).toEqual(['/reader.js']);
      page.removeAllListeners('request');
    }
    const script = await (await ask.get('/reader.js')).body();
    expect(brotliCompressSync(script).length).toBeLessThan(2_048);
  });

  test('its text and first looks in 14 kB, ten comments and all', async ({ ask }) => {
    await commentOn(korean.split('/').at(-1)!, koreanComments);
    await expect.poll(async () => (await (await ask.get(korean)).text()).match(/class="comment"/g)?.length).toBe(10);
    for (const path of [longest, korean]) {
      const size = brotliCompressSync(await firstPaint(ask, path)).length;
      expect(size, decodeURI(path)).toBeLessThan(14_000);
    }
  });

  test('fonts of 60 kB at most, and a Korean one 40 kB more', async ({ newReader }) => {
    const limits = { '/': 60_000, [longest]: 60_000, [korean]: 100_000 };
    for (const [path, limit] of Object.entries(limits)) {
      const page = await newReader(); // nothing is in the cache yet
      await page.goto(path, { waitUntil: 'networkidle' });
      const fonts = await page.evaluate(() =>
        (performance.getEntriesByType('resource') as PerformanceResourceTiming[])
          .filter(({ name }) => name.endsWith('.woff2'))
          .map(({ name, encodedBodySize }) => ({ name, bytes: encodedBodySize })),
      );
      const total = fonts.reduce((sum, { bytes }) => sum + bytes, 0);
      expect(total, decodeURI(path)).toBeLessThan(limit);
      expect(total, 'they were counted').toBeGreaterThan(30_000);
      const preloaded = await page
        .locator('link[rel=preload][as=font]')
        .evaluateAll((links) => links.map((link) => (link as HTMLLinkElement).href));
      expect(fonts.map(({ name }) => name).sort(), 'what it fetches is what it names').toEqual(preloaded.sort());
    }
  });

  test('and nothing moves when it arrives, on a slow line, with and without Hangul on the machine', async ({
    baseURL,
  }) => {
    test.slow();
    for (const hasHangul of [true, false]) {
      const browser = await chromium.launch({
        executablePath: findChromium() ?? undefined,
        args: ['--headless', '--no-sandbox', '--disable-gpu'],
        env: { ...process.env, ...(hasHangul ? {} : { FONTCONFIG_FILE: fontsWithoutHangul() }) } as Record<
          string,
          string
        >,
      });
      for (const width of [360, 1440])
        for (const path of [...pages, `${longest}#comments`]) {
          const context = await browser.newContext({ baseURL, viewport: { width, height: 800 } });
          const moved = await shiftsOf(context, path);
          expect(moved, `${decodeURI(path)} at ${width}`).toEqual([]);
          await context.close();
        }
      await browser.close();
    }
  });
});

test('the page behind a link is there before it is asked for, and one page turns into the next', async ({ page }) => {
  await page.addInitScript(() =>
    addEventListener('pagereveal', (event) => {
      document.documentElement.dataset.turned = String((event as PageRevealEvent).viewTransition !== null);
    }),
  );
  // Chromium prerenders nothing while it is watched, as here: it does all up to that, and keeps what it has fetched.
  const devTools = await page.context().newCDPSession(page);
  await devTools.send('Preload.enable');
  const heard: string[] = [];
  devTools.on('Preload.prerenderStatusUpdated', ({ key, prerenderStatus }) =>
    heard.push(`${new URL(key.url).pathname} prerender ${prerenderStatus}`),
  );
  devTools.on('Preload.prefetchStatusUpdated', ({ prefetchUrl, prefetchStatus }) =>
    heard.push(`${new URL(prefetchUrl).pathname} prefetch ${prefetchStatus}`),
  );
  await page.goto('/');
  const link = page.getByRole('main').getByRole('heading').getByRole('link').first();
  const path = (await link.getAttribute('href'))!;
  await link.hover();
  await expect.poll(() => heard).toContain(`${path} prerender PrerenderingDisabledByDevTools`);
  await expect.poll(() => heard).toContain(`${path} prefetch PrefetchSuccessfulButNotUsed`);
  await link.click();
  await expect(page).toHaveURL(path);
  await expect.poll(() => heard).toContain(`${path} prefetch PrefetchResponseUsed`);
  await expect(page.locator('html')).toHaveAttribute('data-turned', 'true');
});

test.describe('a form posted in place', () => {
  test('leaves the page where it is, and leads to the receipt', async ({ page, article }) => {
    await page.goto(article.path);
    await mark(page);
    await writeComment(page, aComment('I was on that boat.'));
    const held = await holdPosts(page);
    await takeTime(page);
    const button = page.getByRole('button', { name: 'Send comment' });
    await button.dblclick();
    await expect(page.getByRole('button', { name: 'Sending …' })).toBeDisabled();
    await commentForm(page).or(page.locator('form[aria-busy=true]')).first().getByLabel('Name').press('Enter');
    held.letGo();

    const receipt = page.getByRole('status', { name: 'Your comment has arrived' });
    await expect(receipt).toBeFocused();
    await expect(receipt).toContainText('I was on that boat.');
    expect(held.bodies, 'posted once, however often the button is pressed').toHaveLength(1);
    expect(held.bodies[0]).toMatch(/name="once"\r\n\r\n[\w-]{22}\r\n/);
    expect(new URL(page.url()).hash).toBe('#add-comment');
    expect(await isMarked(page), 'the page was never left').toBe(true);

    await page.reload();
    await expect(receipt, 'its address is that of the receipt').toContainText('I was on that boat.');
    await page.goto(article.path);
    await expect(page.getByLabel('Your comment'), 'what was taken is no draft any more').toHaveValue('');
  });

  test('comes back with what is wrong in it, the first wrong field focused', async ({ page }) => {
    await page.goto('/contact');
    await mark(page);
    await page.getByLabel('Name').fill('Ada');
    await page.getByLabel(/^E-mail/).fill('ada@nowhere');
    await page.getByLabel('Subject').fill('A ferry');
    await page.getByLabel('Message').fill('Which one?');
    await takeTime(page);
    await page.getByRole('button', { name: 'Send message' }).click();
    const email = page.getByLabel(/^E-mail/);
    await expect(email).toHaveAttribute('aria-invalid', 'true');
    await expect(email).toBeFocused();
    await expect(page.getByLabel('Message')).toHaveValue('Which one?');

    await email.fill(newAddress());
    await page.getByRole('button', { name: 'Send message' }).click();
    await expect(page.getByRole('status', { name: 'Your message has arrived' })).toBeFocused();
    expect(await isMarked(page)).toBe(true);
  });

  test('keeps its words when no answer comes, and is sent again as the same', async ({ page, context, article }) => {
    await page.goto(article.path);
    await writeComment(page, aComment('Out on the water.'));
    const held = await holdPosts(page);
    held.letGo();
    await takeTime(page);
    await context.setOffline(true);
    const button = page.getByRole('button', { name: 'Send comment' });
    await button.click();
    await expect(page.getByRole('alert')).toContainText('No answer came');
    await expect(button).toBeEnabled();
    await expect(page.getByLabel('Your comment')).toHaveValue('Out on the water.');

    await context.setOffline(false);
    await button.click();
    await expect(page.getByRole('status', { name: 'Your comment has arrived' })).toBeFocused();
    const [first, second] = held.bodies.map((body) => /name="once"\r\n\r\n([\w-]{22})/.exec(body)?.[1]);
    expect(second).toBe(first);
  });

  test('and a follower’s address too', async ({ page, article }) => {
    await page.goto(article.path);
    await mark(page);
    const band = page.getByRole('region', { name: 'Follow us' });
    await band.getByLabel('E-mail').fill(newAddress());
    await takeTime(page);
    await band.getByRole('button', { name: 'Follow' }).click();
    await expect(page.getByRole('status', { name: 'One more step' })).toBeFocused();
    expect(await isMarked(page)).toBe(true);
  });
});

test('what was typed is there after a reload, in this tab alone, until it was accepted', async ({
  page,
  context,
  article,
}) => {
  await page.goto(article.path);
  await writeComment(page, { name: 'Ada', email: 'ada@mail.example', body: 'Half a thought' });
  await page.reload();
  await expect(page.getByLabel('Your comment')).toHaveValue('Half a thought');
  await expect(commentForm(page).getByLabel('Name')).toHaveValue('Ada');

  const other = await context.newPage();
  await other.goto(article.path);
  await expect(other.getByLabel('Your comment')).toHaveValue('');

  await writeComment(page, aComment('A whole thought.'));
  await sendComment(page);
  await expect(page.getByRole('status', { name: 'Your comment has arrived' })).toBeVisible();
  await page.goto(article.path);
  await expect(page.getByLabel('Your comment')).toHaveValue('');
});

test('a comment says how long ago it was written, and its date', { tag: '@reader' }, async ({
  page,
  article,
  javaScriptEnabled,
}) => {
  await commentOn(article.path.split('/').at(-1)!, ['Just now.']);
  const written = page.locator('.comment time');
  await expect(async () => {
    await page.goto(article.path);
    await expect(written).toBeVisible({ timeout: 500 });
  }).toPass();
  const absolute = /^\d+ \w+ 2\d{3}, \d\d:\d\d$/;
  if (javaScriptEnabled === false) return expect(written).toHaveText(absolute);
  await expect(written).toHaveText(/^(now|1 minute ago)$/);
  await expect(written).toHaveAttribute('title', absolute);
});

test('and all of it works with scripts off', { tag: '@reader' }, async ({ page, article }) => {
  await postComment(page, article.path, aComment('By hand.'));
  await expect(page.getByText('By hand.')).toBeVisible();
  expect(new URL(page.url()).hash).toBe('#add-comment');
});

/** A mark that goes when the page is left. */
const mark = (page: Page) => page.evaluate(() => Object.assign(window, { isSamePage: true }));
const isMarked = (page: Page) => page.evaluate(() => 'isSamePage' in window);

/** Holds posts back until `letGo`, and keeps what was posted. */
async function holdPosts(page: Page) {
  const bodies: string[] = [];
  let letGo = () => {};
  const free = new Promise<void>((done) => {
    letGo = done;
  });
  await page.route('**', async (route) => {
    if (route.request().method() !== 'POST') return route.continue();
    bodies.push(route.request().postData() ?? '');
    await free;
    await route.continue();
  });
  return { bodies, letGo };
}

/** The page as it leaves for a reader: its style sheets in it, what React has marked gone. */
async function firstPaint(ask: APIRequestContext, path: string): Promise<string> {
  const html = (await (await ask.get(path)).text()).replace(/<!--[\s\S]*?-->/g, '');
  const links = [...html.matchAll(/<link rel="stylesheet" href="(\/_next\/[^"]+)"[^>]*>/g)];
  const sheets = await Promise.all(links.map(async ([, href]) => (await ask.get(href!)).text()));
  const rest = links.reduce((whole, [link]) => whole.replace(link, ''), html);
  return rest.replace('</head>', `<style>${sheets.join('')}</style></head>`);
}

/** What moved on a page after it was first drawn, over a line as slow as a train's. */
async function shiftsOf(context: BrowserContext, path: string): Promise<string[]> {
  const page = await context.newPage();
  const line = await context.newCDPSession(page);
  await line.send('Network.enable');
  await line.send('Network.emulateNetworkConditions', {
    offline: false,
    latency: 150,
    downloadThroughput: 200_000,
    uploadThroughput: 90_000,
  });
  await page.addInitScript(() => {
    const moved: string[] = Object.assign(window, { moved: [] }).moved;
    type Shift = PerformanceEntry & { value: number; sources: { node: Node | null }[] };
    new PerformanceObserver((list) => {
      for (const { value, sources } of list.getEntries() as Shift[])
        moved.push(`${value.toFixed(4)} ${sources.map(({ node }) => node?.textContent?.slice(0, 30)).join(' | ')}`);
    }).observe({ type: 'layout-shift', buffered: true });
  });
  await page.goto(path, { waitUntil: 'load' });
  await page.waitForTimeout(500); // fonts that still come
  return page.evaluate(() => (window as unknown as { moved: string[] }).moved);
}

/** The fonts of this machine but those of China, Japan and Korea. */
function fontsWithoutHangul(): string {
  const file = join(process.env.E2E_FOLDER!, 'fonts-without-hangul.conf');
  writeFileSync(
    file,
    `<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd"><fontconfig>
<include ignore_missing="yes">/etc/fonts/fonts.conf</include>
<selectfont><rejectfont><glob>*CJK*</glob><glob>*[Nn]anum*</glob><pattern><patelt name="lang"><string>ko</string></patelt></pattern></rejectfont></selectfont>
</fontconfig>`,
  );
  return file;
}

const koreanComments = [
  '의정부에서 자란 사람입니다. 어릴 적 골목 어귀의 그 집 앞에서 아버지와 한 시간을 기다린 기억이 납니다.',
  '거냉이라는 말을 저는 시어머니께 처음 들었습니다. 요즘 젊은 종업원들은 대부분 못 알아듣더군요.',
  '배달꾼 이야기가 재미있습니다. 그 잡지의 제목을 알려 주실 수 있을까요? 도서관에서 찾아보고 싶습니다.',
  '동치미 국물에 만 국수와 꿩고기 육수는 아주 다른 음식이라고 생각합니다. 글에서 조금 더 구분해 주셨으면 합니다.',
  '부산 밀면도 같은 길을 걸어온 음식이지요. 메밀 대신 배급받은 밀가루를 썼다고 들었습니다.',
  '독일에서 읽고 있습니다. 여기서는 메밀가루를 구하기가 어려워 해마다 여름이면 향수병에 걸립니다.',
  '백석의 시를 다시 꺼내 읽었습니다. 고맙습니다. 다음 글도 기다리겠습니다.',
  '편육을 먼저 먹느냐 나중에 먹느냐로 우리 집은 삼대째 다투고 있습니다. 결론은 아직 나지 않았습니다.',
];
