import { paths } from '#lib/paths';
import { absolute, ownAddress } from '#lib/site';

type InLanguage = { language: string; slug: string; canonicalUrl: string };

/**
 * Where the same article stands in each language, itself first, for search engines: languages and addresses. Who reads none of
 * them gets the one in the publication's own language, or the one that is asked for. Of two in one language the first counts,
 * and none that is at home on another site. Undefined where it stands in one language alone.
 */
export function languagesOf(pages: [InLanguage, ...InLanguage[]], ownLanguage: string): [string, string][] | undefined {
  const [itself] = pages;
  const atHome = pages.filter(({ canonicalUrl }) => ownAddress(canonicalUrl) !== null);
  const told = atHome.filter(({ language }, at) => atHome.findIndex((page) => page.language === language) === at);
  if (!told.includes(itself) || told.length === 1) return undefined;
  const forOthers = told.find(({ language }) => language === ownLanguage) ?? itself;
  return [...told.map(addressInLanguage), ['x-default', absolute(paths.article(forOthers.slug))]];
}

const addressInLanguage = ({ language, slug }: InLanguage): [string, string] => [
  language,
  absolute(paths.article(slug)),
];
