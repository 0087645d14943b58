import type { ArticleInList } from '#lib/articles/queries';
import type { GroupInList } from '#lib/groups/queries';
import { paths } from '#lib/paths';
import type { Publication } from '#lib/settings/queries';
import { absolute } from '#lib/site';
import { machineWords as words } from '#lib/words/machines';

/** What the magazine is and where its texts are, for programs that read as people do (https://llmstxt.org). */
export function llmsText(publication: Publication, sections: GroupInList[], articles: ArticleInList[]): string {
  const parts = [
    `# ${[publication.name, publication.hangulName].filter(Boolean).map(plain).join(' · ')}`,
    publication.tagline && `> ${plain(publication.tagline)}`,
    listOf(
      words.articles,
      articles.map(({ headline, slug, standfirst }) => link(headline, paths.article(slug), standfirst)),
    ),
    listOf(
      words.sections,
      sections.map(({ name, slug, description }) => link(name, paths.section(slug), description)),
    ),
    listOf(words.more, [
      link(words.feed, paths.feed, words.feedHint),
      link(words.sitemap, paths.sitemap),
      link(words.about, paths.about),
      link(words.contact, paths.contact),
    ]),
  ];
  return `${parts.filter(Boolean).join('\n\n')}\n`;
}

const listOf = (heading: string, lines: string[]): string =>
  lines.length > 0 ? `## ${heading}\n\n${lines.join('\n')}` : '';

const link = (name: string, path: string, about = ''): string =>
  `- [${plain(name)}](${absolute(path)})${about ? `: ${plain(about)}` : ''}`;

/** On one line, with nothing in it that Markdown would take for more than letters. */
const plain = (text: string): string => text.replace(/\s+/g, ' ').replace(/[\\`*_[\]<>#|]/g, '\\$&');
