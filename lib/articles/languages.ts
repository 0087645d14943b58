import { paths } from '#lib/paths';
import { absolute } from '#lib/site';

type InLanguage = { language: string; slug: string };

/**
 * Where the same article stands in each language, itself first, for search engines: languages and addresses. Who reads none of
 * them gets the one in the publication's own language, or the one that is asked for.
 */
export function languagesOf(pages: [InLanguage, ...InLanguage[]], ownLanguage: string): [string, string][] {
  const forOthers = pages.find(({ language }) => language === ownLanguage) ?? pages[0];
  return [...pages.map(addressInLanguage), ['x-default', absolute(paths.article(forOthers.slug))]];
}

const addressInLanguage = ({ language, slug }: InLanguage): [string, string] => [
  language,
  absolute(paths.article(slug)),
];
