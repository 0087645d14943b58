import { expect, test } from 'vitest';
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
    logo: { '@type': 'ImageObject', url: expect.stringMatching(/^https:.*\.png$/), width: 512, height: 512 },
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
