import type { ArticleOnPage } from '#lib/articles/queries';
import type { Block, Footnote, Inline, ListItem, TableCell, TableRow, Text } from '#lib/body/body';
import { footnotesOf } from '#lib/body/rules';
import type { Correction } from '#lib/corrections/queries';
import { formatDay, isoInZone } from '#lib/dates';
import type { Picture } from '#lib/media/picture';
import { absolute } from '#lib/site';
import { correctionWords } from '#lib/words/corrections';
import { escapeXml } from './xml.ts';

/** An article's text, and what was corrected in it, as HTML that stands alone: absolute addresses, no classes. */
export const articleHtml = (article: ArticleOnPage, corrections: Correction[], timeZone: string): string =>
  bodyHtml(article) + correctionsHtml(corrections, article.language, timeZone);

export function bodyHtml({ body, pictures }: Pick<ArticleOnPage, 'body' | 'pictures'>): string {
  const notes = footnotesOf(body);
  const whole: Whole = { pictures, numbers: new Map(notes.map((note, index) => [note, index + 1])) };
  const blocks = body.content.map((block) => blockHtml(block, whole)).join('\n');
  if (notes.length === 0) return blocks;
  return `${blocks}\n<hr>\n<ol>${notes.map(({ content }) => `<li>${inlineHtml(content, whole)}</li>`).join('')}</ol>`;
}

function correctionsHtml(corrections: Correction[], language: string, timeZone: string): string {
  if (corrections.length === 0) return '';
  const place = { language, timeZone };
  const items = corrections.map(
    ({ body, correctedAt }) =>
      `<li><time datetime="${isoInZone(correctedAt, timeZone)}">${formatDay(correctedAt, place)}</time>: ${escapeXml(body).replaceAll('\n', '<br>')}</li>`,
  );
  return `\n<hr>\n<h2>${correctionWords(language).heading}</h2>\n<ul>${items.join('')}</ul>`;
}

type Whole = { pictures: Record<string, Picture>; numbers: Map<Footnote, number> };

function blockHtml(block: Block | ListItem | TableRow | TableCell, whole: Whole): string {
  const within = (blocks: (Block | ListItem | TableRow | TableCell)[]) =>
    blocks.map((child) => blockHtml(child, whole)).join('');
  switch (block.type) {
    case 'paragraph':
      return block.content?.length ? `<p>${inlineHtml(block.content, whole)}</p>` : '';
    case 'heading':
      return `<h${block.attrs.level}>${inlineHtml(block.content, whole)}</h${block.attrs.level}>`;
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
    case 'pullQuote':
      return block.content?.length
        ? `<aside><blockquote><p>${inlineHtml(block.content, whole)}</p></blockquote></aside>`
        : '';
    case 'figure': {
      const picture = whole.pictures[block.attrs.media];
      if (!picture) return '';
      const { alt, caption, credit } = block.attrs;
      const words = [caption, credit].filter(Boolean).map(escapeXml).join(' ');
      return `<figure><img src="${escapeXml(absolute(picture.src))}" width="${picture.width}" height="${picture.height}" alt="${escapeXml(alt)}">${captionHtml(words)}</figure>`;
    }
    case 'gallery':
      return `<figure>${within(block.content)}${captionHtml(escapeXml(block.attrs.caption))}</figure>`;
    case 'table':
      return `<table>${within(block.content)}</table>`;
    case 'tableRow':
      return `<tr>${within(block.content)}</tr>`;
    case 'tableHeader':
    case 'tableCell': {
      const name = block.type === 'tableHeader' ? 'th' : 'td';
      const spans = (['colspan', 'rowspan'] as const)
        .filter((span) => block.attrs[span] !== 1)
        .map((span) => ` ${span}="${block.attrs[span]}"`);
      return `<${name}${spans.join('')}>${within(block.content)}</${name}>`;
    }
    case 'codeBlock':
      return `<pre><code>${(block.content ?? []).map(({ text }) => escapeXml(text)).join('')}</code></pre>`;
    case 'divider':
      return '<hr>';
    case 'embed': {
      const { url, title, caption } = block.attrs;
      return `<p><a href="${escapeXml(url)}">${escapeXml(title || url)}</a>${caption && ` ${escapeXml(caption)}`}</p>`;
    }
    default:
      return block satisfies never;
  }
}

const captionHtml = (words: string): string => (words ? `<figcaption>${words}</figcaption>` : '');

const inlineHtml = (content: Inline[] = [], whole: Whole): string =>
  content
    .map((node) => {
      switch (node.type) {
        case 'text':
          return markedHtml(node);
        case 'hardBreak':
          return '<br>';
        case 'footnote':
          return `<sup>${whole.numbers.get(node)}</sup>`;
        default:
          return node satisfies never;
      }
    })
    .join('');

const markedHtml = (node: Text): string =>
  (node.marks ?? []).reduceRight((inner, mark) => {
    switch (mark.type) {
      case 'bold':
        return `<strong>${inner}</strong>`;
      case 'italic':
        return `<em>${inner}</em>`;
      case 'code':
        return `<code>${inner}</code>`;
      case 'lang':
        return `<span lang="${mark.attrs.lang}">${inner}</span>`;
      case 'link':
        return `<a href="${escapeXml(mark.attrs.href.startsWith('/') ? absolute(mark.attrs.href) : mark.attrs.href)}">${inner}</a>`;
      default:
        return mark satisfies never;
    }
  }, escapeXml(node.text));
