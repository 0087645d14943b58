import { expect, test } from './support/fixtures.ts';

test('operators are told whether it runs', async ({ ask }) => {
  for (const path of ['/healthz', '/readyz']) {
    const answer = await ask.get(path);
    expect(answer.status(), path).toBe(200);
    expect(answer.headers()['cache-control']).toBe('no-store');
  }
});

test('feed, sitemap and robots know a new article at once', async ({ ask, article, page }) => {
  const { E2E_SITE: site } = process.env;
  // written by another process here, which the site hears of; by its own desk it is known at once
  await expect.poll(async () => (await ask.get('/feed.xml')).text()).toContain(article.headline);
  const feed = await (await ask.get('/feed.xml')).text();
  expect(feed).toContain(`${site}${article.path}`);
  expect(feed, 'the whole text').toContain(article.paragraphs[1]);
  expect(feed, 'in the publication’s zone').toMatch(/<pubDate>[^<]+ \+0900<\/pubDate>/);
  const sitemap = await (await ask.get('/sitemap.xml')).text();
  expect(sitemap).toContain(`<loc>${site}${article.path}</loc>`);
  await page.goto('/healthz');
  for (const xml of [feed, sitemap])
    expect(
      await page.evaluate(
        (text) => new DOMParser().parseFromString(text, 'application/xml').querySelector('parsererror')?.textContent,
        xml,
      ),
    ).toBeUndefined();
  const robots = await (await ask.get('/robots.txt')).text();
  expect(robots).toContain(`Sitemap: ${site}/sitemap.xml`);
  expect(robots).toMatch(/Disallow: \/desk/);
});

test('every tag stands inside <head>, for every user agent', async ({ ask, article }) => {
  const agents = [
    'Mozilla/5.0',
    'TelegramBot (like TwitterBot)',
    'meta-externalagent/1.1',
    'kakaotalk-scrap/1.0',
    'Googlebot/2.1',
    '',
  ];
  for (const agent of agents) {
    const answer = await ask.get(article.path, { headers: { 'user-agent': agent } });
    const html = await answer.text();
    const [head = '', body = ''] = html.split('</head>');
    const address = `${process.env.E2E_SITE}${article.path}`;
    expect(head, agent).toContain(`<link rel="canonical" href="${address}"`);
    expect(head).toContain(`<meta property="og:url" content="${address}"`);
    expect(head).toContain(`<meta property="og:title" content="${article.headline}"`);
    expect(head).toMatch(/<meta property="og:image" content="[^"]+\/share\/[^"]+\.jpg"/);
    expect(head).toContain('<meta name="twitter:card" content="summary_large_image"');
    expect(html.match(/<title/g), agent).toHaveLength(1);
    expect(body, agent).not.toMatch(/<(title|meta|link rel="canonical")/);
    const [, json = ''] = /<script type="application\/ld\+json">(.*?)<\/script>/s.exec(html) ?? [];
    expect(JSON.parse(json)).toMatchObject({ '@type': 'NewsArticle', headline: article.headline });
  }
});

test('a reader’s page carries no script of the framework, and may be kept by nobody unasked', async ({
  ask,
  article,
}) => {
  for (const path of ['/', article.path, '/about', '/contact', '/follow']) {
    const answer = await ask.get(path);
    const html = await answer.text();
    const scripts = [...html.matchAll(/<script[^>]*>/g)].map(([tag]) => tag);
    for (const script of scripts) expect(script, path).toMatch(/application\/ld\+json|src="\/reader[^"]*\.js/);
    expect(html, path).not.toMatch(/self\.__next_f|\/_next\/static\/chunks\/[^"]+\.js/);
    const headers = answer.headers();
    expect(headers['cache-control'], path).toBe('public, max-age=0, must-revalidate');
    expect(headers['set-cookie']).toBeUndefined();
    expect(headers['x-powered-by']).toBeUndefined();
    expect(headers['x-content-type-options']).toBe('nosniff');
    expect(headers['content-security-policy']).toContain("frame-ancestors 'none'");
  }
});
