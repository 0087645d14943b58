import { randomUUID } from 'node:crypto';
import type { APIRequestContext } from '@playwright/test';
import { eq } from 'drizzle-orm';
import { db } from '#db/client';
import { articles, revisions } from '#db/schema/articles';
import { announce } from '#lib/announce';
import { cacheTags } from '#lib/cache-tags';
import { cast } from './support/cast.ts';
import { someDraft } from './support/desk.ts';
import { expect, test } from './support/fixtures.ts';
import { publishAs } from './support/newsroom.ts';
import { mustBeValidThings, type SaidThing } from './support/valid-things.ts';

const site = () => process.env.E2E_SITE!;
type Thing = { '@type': string; [name: string]: unknown };

/** What a page says to search engines: in its head, each a JSON that stands alone. By type. */
async function thingsAt(ask: APIRequestContext, path: string): Promise<Record<string, Thing>> {
  const [head = '', body = ''] = (await (await ask.get(path)).text()).split('</head>');
  expect(body).not.toContain('application/ld+json');
  const found = [...head.matchAll(/<script type="application\/ld\+json">(.*?)<\/script>/gs)].flatMap(([, json]) => {
    const thing = JSON.parse(json!);
    expect(thing['@context']).toBe('https://schema.org');
    return (thing['@graph'] ?? [thing]) as Thing[];
  });
  return Object.fromEntries(found.map((thing) => [thing['@type'], thing]));
}

/** The same as it stands there: each JSON whole. */
async function saidAt(ask: APIRequestContext, path: string): Promise<SaidThing[]> {
  const html = await (await ask.get(path)).text();
  return [...html.matchAll(/<script type="application\/ld\+json">(.*?)<\/script>/gs)].map(([, json]) =>
    JSON.parse(json!),
  );
}

test('what pages say to search engines is what programs that nobody here wrote understand', async ({
  ask,
  article,
}) => {
  const paths = ['/', article.path, '/authors/han-sora', '/sections/culture'];
  const html = await (await ask.get(article.path)).text();
  const others = [...html.matchAll(/href="(\/(?:topics|series|authors|sections)\/[^"/#?]+)"/g)].map(
    ([, path]) => path!,
  );
  const said = await Promise.all([...new Set([...paths, ...others])].map((path) => saidAt(ask, path)));
  expect(said.flat().length).toBeGreaterThanOrEqual(5);
  await mustBeValidThings(said.flat());
});

/** What search engines ask of a way: numbered from 1, each with a name, all but the last with an address that is there. */
async function expectWay(ask: APIRequestContext, thing: Thing | undefined, names: (string | RegExp)[]) {
  const steps = thing!.itemListElement as { '@type': string; position: number; name: string; item?: string }[];
  expect(steps.map(({ position }) => position)).toEqual(steps.map((_, index) => index + 1));
  expect(steps.map(({ name }) => name)).toEqual(names.map((name) => expect.stringMatching(name)));
  for (const { item } of steps.slice(0, -1)) {
    expect(item).toMatch(new RegExp(`^${site()}/`));
    expect((await ask.get(item!)).status()).toBe(200);
  }
}

test('an article says what search engines ask of one, and the way to it', async ({ ask }) => {
  const path = '/articles/the-line-that-stops-at-the-river';
  const { NewsArticle: article, BreadcrumbList: way } = await thingsAt(ask, path);
  expect(article).toMatchObject({
    headline: expect.any(String),
    mainEntityOfPage: site() + path,
    publisher: { '@type': 'Organization', name: expect.any(String), url: `${site()}/` },
  });
  for (const date of [article!.datePublished, article!.dateModified])
    expect(date).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d[+-]\d\d:\d\d$/);
  for (const author of article!.author as { name: string; url: string }[]) {
    expect(author.name).toBeTruthy();
    expect((await ask.get(author.url)).status()).toBe(200);
  }
  expect((await ask.get((article!.image as string[])[0]!)).headers()['content-type']).toBe('image/jpeg');
  await expectWay(ask, way, [/./, article!.headline as string]);
});

test('the front page says who publishes, and how the site is searched', async ({ ask }) => {
  const { NewsMediaOrganization: publisher, WebSite: whole } = await thingsAt(ask, '/');
  expect(publisher).toMatchObject({ name: expect.any(String), url: `${site()}/` });
  expect((await ask.get((publisher!.logo as { url: string }).url)).headers()['content-type']).toBe('image/png');
  expect(whole).toMatchObject({ url: `${site()}/`, publisher: { '@id': publisher!['@id'] } });
  const action = whole!.potentialAction as { target: { urlTemplate: string }; 'query-input': string };
  expect(action['query-input']).toBe('required name=search_term_string');
  const found = await ask.get(action.target.urlTemplate.replace('{search_term_string}', encodeURIComponent('한강')));
  expect(found.status()).toBe(200);
});

test('the pages of an author and of a section say whom and what they are about', async ({ ask }) => {
  const { ProfilePage: page, BreadcrumbList: way } = await thingsAt(ask, '/authors/han-sora');
  expect(page!.mainEntity).toMatchObject({ '@type': 'Person', name: 'Han Sora', url: `${site()}/authors/han-sora` });
  await expectWay(ask, way, [/./, 'Han Sora']);
  await expectWay(ask, (await thingsAt(ask, '/sections/culture')).BreadcrumbList, [/./, 'Culture']);
  expect(await thingsAt(ask, '/about')).toEqual({});
});

test('each of a pair of translations names both, and the one for everybody else', async ({ ask }) => {
  const word = randomUUID().slice(0, 8);
  const english = await publishAs(cast.author.email, someDraft({ headline: `Tides of ${word}` }));
  const korean = await publishAs(cast.author.email, someDraft({ headline: `물때 ${word}` }));
  const [original, translation] = [english, korean].map(({ deskPath }) => deskPath.split('/').at(-1)!);
  await db
    .update(revisions)
    .set({ language: 'ko', translationOf: original })
    .where(eq(revisions.articleId, translation!));
  await db.transaction((tx) =>
    announce(tx, [cacheTags.articles, cacheTags.article(original!), cacheTags.article(translation!)]),
  );
  expect(await db.$count(articles, eq(articles.id, translation!))).toBe(1);
  const linksAt = async (path: string) =>
    Object.fromEntries(
      [
        ...(await (await ask.get(path)).text()).matchAll(/<link rel="alternate" hrefLang="([^"]+)" href="([^"]+)"/gi),
      ].map(([, language, address]) => [language, address]),
    );
  const both = { en: site() + english.path, ko: site() + korean.path, 'x-default': site() + english.path };
  for (const { path } of [english, korean]) await expect.poll(() => linksAt(path)).toEqual(both);
});
