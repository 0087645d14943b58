import AxeBuilder from '@axe-core/playwright';
import { HtmlValidate } from 'html-validate';
import { getPreviewFromContent } from 'link-preview-js';
import ogs from 'open-graph-scraper';
import sharp from 'sharp';
import { unfurl } from 'unfurl.js';
import urlMetadata from 'url-metadata';
import { writeDraft } from './support/desk.ts';
import { expect, test } from './support/fixtures.ts';
import { isForStaff, listReadersPages } from './support/readers-pages.ts';

/** Who fetches a page to draw a card of it, as they name themselves. */
const crawlers = {
  Facebook: 'facebookexternalhit/1.1 (+http://www.facebook.com/externalhit_uatext.php)',
  Meta: 'meta-externalagent/1.1 (+https://developers.facebook.com/docs/sharing/webmasters/crawler)',
  X: 'Twitterbot/1.0',
  LinkedIn: 'LinkedInBot/1.0 (compatible; Mozilla/5.0; Apache-HttpClient +http://www.linkedin.com)',
  Slack: 'Slackbot-LinkExpanding 1.0 (+https://api.slack.com/robots)',
  Discord: 'Mozilla/5.0 (compatible; Discordbot/2.0; +https://discordapp.com)',
  WhatsApp: 'WhatsApp/2.23.20.0',
  Telegram: 'TelegramBot (like TwitterBot)',
  KakaoTalk: 'facebookexternalhit/1.1; kakaotalk-scrap/1.0; +https://devtalk.kakao.com/t/scrap/33984',
  Mastodon: 'http.rb/5.1.1 (Mastodon/4.2.0; +https://mastodon.social/) Bot',
  Bluesky: 'Mozilla/5.0 (compatible; Bluesky Cardyb/1.1; +mailto:support@bsky.app)',
  iMessage:
    'Mozilla/5.0 (Macintosh; Intel Mac OS X 10_11_1) AppleWebKit/601.2.4 (KHTML, like Gecko) Version/9.0.1 Safari/601.2.4 facebookexternalhit/1.1 Facebot Twitterbot/1.0',
  Apple: 'Mozilla/5.0 (compatible; Applebot/0.1; +http://www.apple.com/go/applebot)',
  Google: 'Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)',
  Bing: 'Mozilla/5.0 (compatible; bingbot/2.0; +http://www.bing.com/bingbot.htm)',
  Naver: 'Mozilla/5.0 (compatible; Yeti/1.1; +https://naver.me/spd)',
};

/** What a card shows, as a client from npm that nobody here wrote has read it from the page. */
type Card = { title?: string; description?: string; image?: string; url?: string; site?: string };
const clients: Record<string, (html: string, url: string, agent: string) => Promise<Card>> = {
  'open-graph-scraper': async (html) => {
    const { result } = await ogs({ html });
    const { ogTitle: title, ogDescription: description, ogUrl: url, ogSiteName: site } = result;
    expect(result.ogImage, 'one image with its measures, type and words').toMatchObject([
      { width: '1200', height: '630', type: 'image/jpeg', alt: expect.stringMatching(/\S/) },
    ]);
    expect(result.twitterCard).toBe('summary_large_image');
    return { title, description, url, site, image: result.ogImage?.[0]?.url };
  },
  'unfurl.js': async (_html, url, agent) => {
    const { open_graph: found } = await unfurl(url, { headers: { 'user-agent': agent }, oembed: false });
    return { ...found, site: found.site_name, image: found.images?.[0]?.url };
  },
  'link-preview-js': async (html, url) => {
    const found = await getPreviewFromContent({ data: html, headers: { 'content-type': 'text/html' }, url });
    const { title, description, siteName, images } = found as Extract<typeof found, { title: string }>;
    return { title, description, site: siteName, image: images[0], url: found.url };
  },
  'url-metadata': async (html, url) => {
    const found = await urlMetadata(null, {
      parseResponseObject: new Response(html, { headers: { 'content-type': 'text/html' } }),
      ensureSecureImageRequest: false,
    });
    expect(new URL(found.canonical).href).toBe(url);
    return {
      title: found['og:title'],
      description: found['og:description'],
      url: found['og:url'],
      site: found['og:site_name'],
      image: found['og:image'],
    };
  },
};

test('whoever draws a card of a page reads the same from it', async ({ ask, article, baseURL }) => {
  test.slow();
  const html = await (await ask.get(article.path)).text();
  const author = /href="(\/authors\/[^"]+)"/.exec(html)![1]!;
  const expected: Record<string, Card> = {
    [article.path]: { title: article.headline, description: article.standfirst },
    [author]: {},
    '/': {},
    '/about': {}, // which shows the image of home
  };
  for (const [path, card] of Object.entries(expected)) {
    const address = `${baseURL}${path}`;
    const seen = new Set<string>();
    for (const [crawler, agent] of Object.entries(crawlers)) {
      const page = await (await ask.get(path, { headers: { 'user-agent': agent } })).text();
      for (const [client, read] of Object.entries(clients)) {
        const cardRead = await read(page, address, agent);
        const found = { ...cardRead, url: cardRead.url && new URL(cardRead.url).href };
        const who = `${client} as ${crawler} at ${path}`;
        expect(found, who).toMatchObject({ ...card, url: address, site: 'Mansudae Korea' });
        expect(found.image, who).toMatch(new RegExp(`^${baseURL}/.*[0-9a-f]{24}\\.jpg$`));
        seen.add(JSON.stringify([found.title, found.description, found.image]));
      }
    }
    expect([...seen], path).toHaveLength(1);
    const [, , image] = JSON.parse([...seen][0]!) as string[];
    const picture = await ask.get(image!, { headers: { 'user-agent': crawlers.WhatsApp } });
    expect(picture.headers()['content-type']).toBe('image/jpeg');
    expect((await picture.body()).length).toBeLessThan(300_000);
    expect(await sharp(await picture.body()).metadata()).toMatchObject({ width: 1200, height: 630 });
  }
});

/** Of these a page has one, or none. */
const single =
  /^(og:(title|description|url|type|site_name|locale|image(:\w+)?)|article:(published|modified)_time|article:section|description|robots|twitter:.+)$/;

test('every tag stands inside the head, once, for whoever asks; canonical, og:url and the address asked for are one', async ({
  ask,
  page,
  baseURL,
}) => {
  test.slow();
  const pages = (await listReadersPages(page)).filter(({ address, status }) => !isForStaff(address) && status === 200);
  for (const { address, path } of pages) {
    for (const agent of path.startsWith('/articles/')
      ? Object.values(crawlers)
      : [crawlers.Facebook, crawlers.KakaoTalk]) {
      const html = await (await ask.get(path, { headers: { 'user-agent': agent } })).text();
      const [head = '', body = ''] = html.split('</head>');
      expect(body, path).not.toMatch(/<(title|meta|base|link rel="(canonical|alternate)")\b/);
      const names = [...head.matchAll(/<meta (?:name|property)="([^"]+)"/g)].map(([, name]) => name!);
      const twice = names.filter((name, at) => single.test(name) && names.indexOf(name) !== at);
      expect(twice, path).toEqual([]);
      expect(head.match(/<title\b/g), path).toHaveLength(1);
      const canonical = [...head.matchAll(/<link rel="canonical" href="([^"]+)"/g)].map(([, href]) => href);
      const own = /<meta property="og:url" content="([^"]+)"/.exec(head)?.[1];
      if (own === undefined) continue; // a page behind a link, or nothing to share
      const { origin, pathname } = new URL(path, baseURL); // what is searched for is not part of what is said
      expect(new URL(own).href, path).toBe(origin + pathname);
      // a quote is not a text of its own: searches find the article
      if (address !== '/articles/*/quote/*') expect(canonical, path).toEqual([own]);
    }
  }
});

test('every page that readers get is valid HTML', async ({ page, signInAs }) => {
  test.slow();
  const validator = new HtmlValidate({ extends: ['html-validate:standard'] });
  const editor = await signInAs('editor');
  for (const { address, path } of await listReadersPages(page)) {
    const html = await (await (isForStaff(address) ? editor : page).request.get(path)).text();
    const { results } = await validator.validateString(html, path);
    const faults = results.flatMap(({ messages }) =>
      messages.map(({ ruleId, message, line, column }) => ({
        ruleId,
        message,
        at: html.split('\n')[line - 1]!.slice(Math.max(0, column - 60), column + 60),
      })),
    );
    expect.soft(faults, path).toEqual([]);
  }
});

test('another site embeds an article as a card: it is asked for by oEmbed, and stands in a frame there', async ({
  ask,
  article,
  page,
  baseURL,
}) => {
  const url = `${baseURL}${article.path}`;
  const found = await unfurl(url);
  expect(found.oEmbed, 'discovered in the head by a client that nobody here wrote').toMatchObject({
    type: 'rich',
    title: article.headline,
    width: 600,
    provider_name: 'Mansudae Korea',
  });
  const asked = (query: Record<string, string>) => ask.get(`/oembed?${new URLSearchParams(query)}`);
  const json = await asked({ url, maxwidth: '400' });
  expect(json.headers()['access-control-allow-origin']).toBe('*');
  const { html, width, height } = await json.json();
  expect(html).toMatch(
    new RegExp(`^<iframe src="${url}/card" [^>]*width="${width}" height="${height}"[^>]*></iframe>$`),
  );
  expect(width).toBe(400);
  const small = await (await asked({ url, maxwidth: '100', maxheight: '50' })).json();
  expect(small).toMatchObject({ type: 'link', title: article.headline });
  expect(Object.keys(small)).not.toContain('width');
  const xml = await asked({ url, format: 'xml' });
  expect(xml.headers()['content-type']).toBe('text/xml; charset=utf-8');
  expect(await xml.text()).toContain(`<title>${article.headline}</title>`);

  for (const [status, query] of [
    [501, { url, format: 'yaml' }],
    [400, {}],
    [404, { url: `${baseURL}/` }],
    [404, { url: `${url}-not` }],
    [404, { url: 'https://elsewhere.example/articles/fog' }],
  ] as const) {
    const refused = await asked(query);
    expect(refused.status(), JSON.stringify(query)).toBe(status);
    expect(await refused.text()).toMatch(/^[A-Z].+\.\n$/);
  }

  await page.goto('/healthz');
  await page.evaluate((frame) => document.body.insertAdjacentHTML('beforeend', frame), html as string);
  const card = page.frameLocator('iframe');
  const link = card.getByRole('link', { name: article.headline });
  await expect(link).toHaveAttribute('href', url);
  await expect(link).toHaveAttribute('target', '_blank');
});

test('in WordPress, which lets a frame do nothing, the card says where its link leads', async ({
  page,
  article,
  javaScriptEnabled,
}) => {
  test.skip(javaScriptEnabled === false, 'what speaks to WordPress is the script of the card');
  await page.goto('/healthz');
  await page.evaluate((src) => {
    const heard: unknown[] = [];
    Object.assign(window, { heard });
    window.addEventListener('message', ({ data }) => heard.push(data));
    document.body.insertAdjacentHTML('beforeend', `<iframe sandbox="allow-scripts" src="${src}"></iframe>`);
  }, `${article.path}/card#?secret=aB3`);
  const heard = () => page.evaluate(() => (window as unknown as { heard: { message: string }[] }).heard);
  await expect
    .poll(heard, 'how high it is')
    .toContainEqual({ message: 'height', value: expect.any(Number), secret: 'aB3' });
  await page.frameLocator('iframe').getByRole('link', { name: article.headline }).click();
  const link = { message: 'link', value: `${process.env.E2E_SITE}${article.path}`, secret: 'aB3' };
  await expect.poll(heard, 'where it leads').toContainEqual(link);
});

test('an author sees how a link will look in eleven places, read from the page of the draft', async ({ signInAs }) => {
  test.slow();
  const author = await signInAs('author');
  const draft = await writeDraft(author);
  await author.getByText('Search and sharing').click();
  await author.getByRole('button', { name: 'See it as others will show it' }).click();
  const panel = author.getByRole('dialog', { name: 'How it looks when shared' });
  const card = (place: string) => panel.getByRole('figure', { name: place, exact: true });
  for (const place of [
    'X',
    'Facebook',
    'LinkedIn',
    'Slack',
    'Discord',
    'WhatsApp',
    'Telegram',
    'KakaoTalk',
    'Mastodon',
    'iMessage',
    'Search result',
  ])
    await expect(card(place)).toContainText(draft.headline);
  await expect(card('Slack')).toContainText(draft.standfirst);
  await expect(card('Search result')).toContainText('articles');
  await expect(panel.getByText('The image shows no picture.')).toBeVisible();
  const picture = card('Discord').getByRole('presentation');
  const before = await picture.getAttribute('src');

  const headline = '나룻배가 다니지 않는 날에 강가에서 기다리는 사람들의 이야기와 그 시간표';
  await panel.getByLabel('Headline when shared').fill(headline);
  await expect(card('KakaoTalk'), 'saved, and drawn anew from what the page says then').toContainText(headline);
  await expect(card('Search result'), 'which shows the title of the page').toContainText(draft.headline);
  await expect(panel.getByText('The headline is cut on X and KakaoTalk.')).toBeVisible();
  await expect(picture).not.toHaveAttribute('src', before!);
  await expect(picture).toHaveJSProperty('naturalWidth', 1200);
  expect((await new AxeBuilder({ page: author }).include('dialog').analyze()).violations).toEqual([]);
  await author.keyboard.press('Escape');
  await expect(panel).toBeHidden();
  await expect(author.getByRole('button', { name: 'See it as others will show it' })).toBeFocused();
  await expect(author.getByLabel('Headline when shared')).toHaveValue(headline);
});
