import type { ArticleOnPage } from '#lib/articles/queries';
import type { Block, Inline, ListItem, Text } from '#lib/body/body';
import { rfc822 } from '#lib/dates';
import type { Picture } from '#lib/media/queries';
import { paths } from '#lib/paths';
import type { Publication } from '#lib/settings/queries';
import { absolute } from '#lib/site';

/** RSS 2.0 with the full text of each article. */
export function rssFeed(publication: Publication, articles: ArticleOnPage[]): string {
  const { timeZone } = publication;
  const newest = articles.reduce<Date | null>((latest, { publishedAt, republishedAt }) => {
    const changed = republishedAt ?? publishedAt;
    return latest && latest > changed ? latest : changed;
  }, null);
  return `<?xml version="1.0" encoding="UTF-8"?>
<rss version="2.0" xmlns:atom="http://www.w3.org/2005/Atom" xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:dc="http://purl.org/dc/elements/1.1/">
<channel>
<title>${escapeXml(publication.name)}</title>
<link>${escapeXml(absolute(paths.front))}</link>
<description>${escapeXml(publication.tagline || publication.name)}</description>
<language>${escapeXml(publication.articleLanguage)}</language>
<atom:link href="${escapeXml(absolute(paths.feed))}" rel="self" type="application/rss+xml"/>
${newest ? `<lastBuildDate>${rfc822(newest, timeZone)}</lastBuildDate>\n` : ''}${articles.map((article) => rssItem(article, timeZone)).join('')}</channel>
</rss>
`;
}

function rssItem(article: ArticleOnPage, timeZone: string): string {
  const address = absolute(paths.article(article.slug));
  const creators = article.authors.map(({ name }) => `<dc:creator>${escapeXml(name)}</dc:creator>\n`).join('');
  const section = article.section ? `<category>${escapeXml(article.section.name)}</category>\n` : '';
  return `<item>
<title>${escapeXml(article.headline)}</title>
<link>${escapeXml(address)}</link>
<guid isPermaLink="false">${article.id}</guid>
<pubDate>${rfc822(article.publishedAt, timeZone)}</pubDate>
${creators}${section}<description>${escapeXml(article.description)}</description>
<content:encoded>${escapeXml(bodyHtml(article))}</content:encoded>
</item>
`;
}

/** The text as HTML that stands alone: absolute addresses, no classes. */
export const bodyHtml = ({ body, pictures }: Pick<ArticleOnPage, 'body' | 'pictures'>): string =>
  body.content.map((block) => blockHtml(block, pictures)).join('\n');

function blockHtml(block: Block | ListItem, pictures: Record<string, Picture>): string {
  const within = (blocks: (Block | ListItem)[]) => blocks.map((child) => blockHtml(child, pictures)).join('');
  switch (block.type) {
    case 'paragraph':
      return block.content?.length ? `<p>${inlineHtml(block.content)}</p>` : '';
    case 'heading':
      return `<h${block.attrs.level}>${inlineHtml(block.content)}</h${block.attrs.level}>`;
    case 'bulletList':
      return `<ul>${within(block.content)}</ul>`;
    case 'orderedList': {
      const start = block.attrs && block.attrs.start !== 1 ? ` start="${block.attrs.start}"` : '';
      return `<ol${start}>${within(block.content)}</ol>`;
    }
    case 'listItem':
      return `<li>${within(block.content)}</li>`;
    case 'blockquote':
      return `<blockquote>${within(block.content)}</blockquote>`;
    case 'figure': {
      const picture = pictures[block.attrs.media];
      if (!picture) return '';
      const { alt, caption, credit } = block.attrs;
      const words = [caption, credit].filter(Boolean).map(escapeXml).join(' ');
      return `<figure><img src="${escapeXml(absolute(picture.src))}" width="${picture.width}" height="${picture.height}" alt="${escapeXml(alt)}">${words ? `<figcaption>${words}</figcaption>` : ''}</figure>`;
    }
    default:
      return block satisfies never;
  }
}

const inlineHtml = (content: Inline[] = []): string =>
  content.map((node) => (node.type === 'text' ? markedHtml(node) : '<br>')).join('');

const markedHtml = (node: Text): string =>
  (node.marks ?? []).reduceRight((inner, mark) => {
    switch (mark.type) {
      case 'bold':
        return `<strong>${inner}</strong>`;
      case 'italic':
        return `<em>${inner}</em>`;
      case 'link':
        return `<a href="${escapeXml(mark.attrs.href.startsWith('/') ? absolute(mark.attrs.href) : mark.attrs.href)}">${inner}</a>`;
      default:
        return mark satisfies never;
    }
  }, escapeXml(node.text));

const entities: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };

/** Text that may stand in XML and in HTML; characters that XML forbids are left out. */
export const escapeXml = (text: string): string =>
  text
    .toWellFormed()
    // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what is taken out
    .replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g, '')
    .replace(/[&<>"']/g, (character) => entities[character] ?? character);
