import { expect, test } from 'vitest';
import { articleOnPage } from '../../e2e/support/article-on-page.ts';
import { mustBeValidThings, type SaidThing } from '../../e2e/support/valid-things.ts';
import { newsArticleJson } from './article.ts';
import { scriptJson } from './script.ts';
import { breadcrumbs, personThings, siteThings } from './things.ts';

process.env.SITE_URL = 'https://magazine.example';

const publication = {
  name: 'Rails & </script><rivers>',
  hangulName: '',
  tagline: '',
  language: 'en',
  articleLanguage: 'en',
  timeZone: 'Asia/Seoul',
  contactEmail: null,
  accent: 'red' as const,
  hubs: [],
  setUp: true,
};

test('what is not known is not said', () => {
  const [publisher, site] = JSON.parse(scriptJson(siteThings(publication)))['@graph'];
  expect(publisher).toEqual({
    '@type': 'NewsMediaOrganization',
    '@id': 'https://magazine.example/#publisher',
    name: publication.name,
    url: 'https://magazine.example/',
    logo: { '@type': 'ImageObject', url: expect.stringMatching(/^https:.*\.png$/) },
  });
  expect(site.potentialAction.target.urlTemplate).toBe('https://magazine.example/search?q={search_term_string}');
  const person = personThings(publication, {
    handle: '한소라',
    name: 'Han Sora',
    hangulName: null,
    bio: '',
    picture: null,
  });
  expect(Object.keys(JSON.parse(scriptJson(person)).mainEntity)).toEqual(['@type', 'name', 'url', 'worksFor']);
});

test('nothing that is said ends the script it stands in', () => {
  expect(scriptJson(siteThings(publication))).not.toContain('<');
  expect(scriptJson(breadcrumbs([{ name: '<!--' }]))).not.toContain('<');
});

test('a way is numbered, and leads everywhere but where it ends', () => {
  expect(breadcrumbs([{ name: 'Economy', path: '/sections/economy' }, { name: 'Rails' }])).toMatchObject({
    itemListElement: [
      { position: 1, name: 'Economy', item: 'https://magazine.example/sections/economy' },
      { position: 2, name: 'Rails', item: undefined },
    ],
  });
});

test('all that can be said is in the vocabulary of search engines, and what one invents is not', async () => {
  const whole = {
    ...publication,
    hangulName: '만수대',
    tagline: 'From the North',
    contactEmail: 'desk@magazine.example',
  };
  const picture = { src: '/media/known.jpg', width: 1600, height: 1000 };
  const author = { handle: 'han-sora', name: 'Han Sora', hangulName: '한소라', bio: 'Writes.', picture };
  const authors = [author, { ...author, handle: 'kim', hangulName: null }];
  const article = articleOnPage({ language: 'ko', authors });
  const corrections = [
    { id: '1', articleId: article.id, body: 'It was not so.', correctedAt: new Date('2026-11-23T00:30:00Z') },
  ];
  const said = [
    newsArticleJson(whole, article, { path: '/articles/x/share/y.jpg' }, corrections),
    newsArticleJson(publication, { ...article, section: null, authors: [] }),
    ...[
      siteThings(whole),
      siteThings(publication),
      personThings(whole, author),
      personThings(publication, { ...author, hangulName: null, bio: '', picture: null }),
      breadcrumbs([{ name: 'Economy', path: '/sections/economy' }, { name: 'Rails' }]),
    ].map(scriptJson),
  ].map((json) => JSON.parse(json) as SaidThing);
  await mustBeValidThings(said);

  await expect(mustBeValidThings([{ ...said[0]!, ...{ datePublishd: '2026-11-21' } }])).rejects.toThrow('datePublishd');
  await expect(mustBeValidThings([{ ...said[0]!, '@type': 'NewsArtikel' }])).rejects.toThrow('NewsArtikel');
  const nameless = {
    '@context': 'https://schema.org',
    '@type': 'BreadcrumbList',
    itemListElement: [{ '@type': 'ListItem', position: 1 }],
  };
  await expect(mustBeValidThings([nameless])).rejects.toThrow('"name" is missing');
});
