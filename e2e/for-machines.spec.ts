import robotsParser from 'robots-parser';
import { expect, test } from './support/fixtures.ts';
import { mustBeValid } from './support/valid.ts';

test('operators are told whether it runs', async ({ ask }) => {
  for (const path of ['/healthz', '/readyz']) {
    const answer = await ask.get(path);
    expect(answer.status(), path).toBe(200);
    expect(answer.headers()['cache-control']).toBe('no-store');
  }
});

test('sitemaps know a new article at once, and everything that reads of it is led there', async ({ ask, article }) => {
  const { E2E_SITE: site } = process.env;
  const text = async (path: string) => {
    const answer = await ask.get(path);
    expect(answer.status(), path).toBe(200);
    return answer.text();
  };
  const location = `<loc>${site}${article.path}</loc>`;
  const robots = robotsParser(`${site}/robots.txt`, await text('/robots.txt'));
  expect(robots.getSitemaps()).toEqual([`${site}/sitemap.xml`, `${site}/news-sitemap.xml`]);
  for (const path of ['/', article.path, '/feed.xml', '/search?q=ferry'])
    expect(robots.isAllowed(`${site}${path}`), path).toBe(true);
  for (const path of ['/desk', '/desk/articles', '/sign-in', '/preview/x', '/unsubscribe/x'])
    expect(robots.isAllowed(`${site}${path}`), path).toBe(false);

  const index = await text('/sitemap.xml');
  mustBeValid('sitemapIndex', index);
  const files = [...index.matchAll(/<loc>([^<]+)<\/loc>/g)].map(([, address]) => address!.slice(site!.length));
  expect(files).toContain('/sitemap.xml?part=pages');
  // written by another process here, which the site hears of; by its own desk it is known at once
  await expect.poll(() => text(files.at(-1)!)).toContain(location);
  const dates = /<lastmod>([^<]+)<\/lastmod><\/url>/;
  for (const file of files) {
    const xml = await text(file);
    mustBeValid('sitemap', xml);
    expect(xml).toMatch(dates);
  }
  expect(await text('/sitemap.xml?part=pages')).toContain(`<loc>${site}/</loc>`);
  expect((await ask.get('/sitemap.xml?part=articles-99')).status(), 'no such file').toBe(404);

  const news = await text('/news-sitemap.xml');
  mustBeValid('sitemap', news);
  expect(news).toContain(location);
  expect(news).toContain(`<news:title>${article.headline}</news:title>`);
});

test('programs that read as people do are told what is here, and whom to tell of a hole', async ({ ask, article }) => {
  const { E2E_SITE: site } = process.env;
  const llms = await (await ask.get('/llms.txt')).text();
  expect(llms).toMatch(/^# \S/);
  expect(llms).toContain(`- [${article.headline}](${site}${article.path}): ${article.standfirst}`);
  expect(llms).toContain(`(${site}/feed.xml)`);

  const answer = await ask.get('/.well-known/security.txt');
  expect(answer.headers()['content-type']).toBe('text/plain; charset=utf-8');
  const fields = (await answer.text())
    .trim()
    .split('\n')
    .map((line) => line.split(/: (.*)/).slice(0, 2) as [string, string]);
  const valuesOf = (name: string) => fields.flatMap(([field, value]) => (field === name ? value : []));
  expect(valuesOf('Contact').at(-1)).toBe(`${site}/contact`);
  expect(valuesOf('Canonical')).toEqual([`${site}/.well-known/security.txt`]);
  const [expires, ...others] = valuesOf('Expires');
  expect(others).toEqual([]);
  const days = (Date.parse(expires!) - Date.now()) / 86_400_000;
  expect(days).toBeGreaterThan(100);
  expect(days, 'less than a year').toBeLessThan(365);
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
