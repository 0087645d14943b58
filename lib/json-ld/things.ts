import type { Byline } from '#lib/articles/queries';
import { iconPaths } from '#lib/icons';
import type { Picture } from '#lib/media/picture';
import { paths } from '#lib/paths';
import type { Publication } from '#lib/settings/queries';
import { absolute } from '#lib/site';

/*
 * What a page says of itself to search engines (https://schema.org), beside an article's own (article.ts): objects, which
 * `scriptJson` writes down. Everything is said where it is at home, and elsewhere named by its address.
 */
const context = 'https://schema.org';

/** The publication in a few words, where something else is by it. */
export const publisherOf = (publication: Publication) => ({
  '@type': 'Organization',
  name: publication.name,
  alternateName: publication.hangulName || undefined,
  url: absolute(paths.front),
});

/** The publication whole, and how it is searched: for the front page. */
export function siteThings(publication: Publication) {
  const url = absolute(paths.front);
  const name = { name: publication.name, alternateName: publication.hangulName || undefined };
  const publisher = {
    '@type': 'NewsMediaOrganization',
    '@id': `${url}#publisher`,
    ...name,
    url,
    description: publication.tagline || undefined,
    logo: { '@type': 'ImageObject', url: absolute(iconPaths(publication).largest) },
    email: publication.contactEmail ?? undefined,
  };
  return {
    '@context': context,
    '@graph': [
      publisher,
      {
        '@type': 'WebSite',
        '@id': `${url}#site`,
        ...name,
        url,
        inLanguage: publication.articleLanguage,
        publisher: { '@id': publisher['@id'] },
        potentialAction: {
          '@type': 'SearchAction',
          target: { '@type': 'EntryPoint', urlTemplate: `${absolute(paths.search)}?q={search_term_string}` },
          'query-input': 'required name=search_term_string',
        },
      },
    ],
  };
}

/** Somebody who writes: for their own page. */
export const personThings = (publication: Publication, author: Byline & { bio: string; picture: Picture | null }) => ({
  '@context': context,
  '@type': 'ProfilePage',
  mainEntity: {
    '@type': 'Person',
    name: author.name,
    alternateName: author.hangulName ?? undefined,
    description: author.bio || undefined,
    image: author.picture ? absolute(author.picture.src) : undefined,
    url: absolute(paths.author(author.handle)),
    worksFor: publisherOf(publication),
  },
});

/** The way to a page, its own name last. Search engines ask for the address of all but the last. */
export const breadcrumbs = (steps: { name: string; path?: string }[]) => ({
  '@context': context,
  '@type': 'BreadcrumbList',
  itemListElement: steps.map(({ name, path }, index) => ({
    '@type': 'ListItem',
    position: index + 1,
    name,
    item: path === undefined ? undefined : absolute(path),
  })),
});
