import { Marked } from 'marked';
import markedFootnote from 'marked-footnote';
import { bodyFromHtml, type Reading } from './html/read.ts';
import { escaped } from './html/write.ts';

/** No paragraph of Markdown is longer; the library's work grows with the square of it. */
const longestParagraph = 10_000;

/**
 * Reads Markdown (GitHub's, with notes `[^1]`) as a text, by way of HTML: what `bodyFromHtml` says holds here too. The
 * title of a picture is its caption, with its credit after a bar: `![what is seen](address "Caption. | Credit: Whose")`.
 * What nobody wrote as Markdown, because of its measures, is read as it stands, a paragraph for each line.
 */
export function bodyFromMarkdown(source: string, options: { language?: string } = {}): Reading {
  const markdown = source.replace(/\r\n?/g, '\n');
  const withoutPictures = markdown.replace(/\(data:[^)\s]*/g, '');
  const isProse = withoutPictures.split(/\n\s*\n/).some((paragraph) => paragraph.length > longestParagraph);
  return bodyFromHtml((isProse ? null : htmlOfMarkdown(markdown)) ?? htmlOfLines(markdown), options);
}

function htmlOfMarkdown(markdown: string): string | null {
  const reader = new Marked({ async: false, gfm: true }, markedFootnote(), {
    renderer: {
      image: pictureHtml,
      // addresses stay as they were written: the library would spell Hangul out in percents
      link({ href, tokens }) {
        return `<a href="${escaped(href)}">${this.parser.parseInline(tokens)}</a>`;
      },
    },
  });
  try {
    return reader.parse(markdown, { async: false });
  } catch (error) {
    if (error instanceof RangeError) return null; // quotes in quotes, thousands deep
    throw error;
  }
}

const htmlOfLines = (text: string): string =>
  text
    .split('\n')
    .map((line) => `<p>${escaped(line)}</p>`)
    .join('');

type Image = { href: string; title: string | null; text: string };

function pictureHtml({ href, title, text }: Image): string {
  const [caption = '', credit = ''] = (title ?? '').split(' | ');
  const words = escaped(caption) + (credit && ` <cite>${escaped(credit.replace(/^Credit: /, ''))}</cite>`);
  return `<figure><img src="${escaped(href)}" alt="${escaped(text)}">${words && `<figcaption>${words}</figcaption>`}</figure>`;
}

/** Signs of Markdown, and how much each says: from 1 on, a text is taken for it. Nobody writes a fence by accident. */
const signs: [sign: RegExp, weight: number][] = [
  [/^ {0,3}(```|~~~)[\w+#.-]*\n[\s\S]*?\n {0,3}\1/m, 1], // code between fences
  [/^\|?[^\n|]*\|[^\n]*\n {0,3}\|?(?: *:?-{3,}:? *\|)+ *(?::?-{3,}:? *)?$/m, 1], // the second line of a table
  [/!?\[[^\]\n]*\]\((?:https?:\/\/|\/|#|mailto:)[^\s)]*(?: "[^"\n]*")?\)/, 1], // a link or picture
  [/^\[\^[^\]\s]+\]: /m, 1], // a note
  [/^ {0,3}#{2,6} +\S.*(?:\n|$)/m, 1], // a heading
  [/^ {0,3}# +\S.*(?:\n\s*\n|\n*$)/m, 0.75], // one of the first level: as often a remark in a script
  [/(?<![\p{L}\p{N}*])\*\*(?=[^\s*])[^*\n]{1,300}(?<=[^\s*])\*\*/u, 0.75], // bold
  [/^\S.*\n={3,} *$/m, 0.75], // an underlined headline
  [/(?<![\p{L}\p{N}*\\])\*(?=[^\s*])[^*\n]{1,300}(?<=[^\s*])\*(?![\p{N}*])/u, 0.5], // italic
  [/(?<![\p{L}\p{N}_\\])_(?=[^\s_])[^_\n]{1,300}(?<=[^\s_])_(?![\p{L}\p{N}_])/u, 0.25],
  [/(?<!`)`[^`\n]+`(?!`)/, 0.5], // code in a line
  [/^ {0,3}> ?\S/m, 0.5], // a quote, as mail programs set one too
  [/^(?: {0,3})(?:[-*+] +\[[ xX]\] )/m, 1], // boxes to check
  [/(?:^[ \t]*[-*+] +\S.*\n(?:[ \t]*\n)?){2}[ \t]*[-*+] +\S/m, 0.5], // three items: talk in dashes looks the same
  [/^\* +\S.*\n\* +\S/m, 0.5], // but not in stars
  [/(?:^|\n)(?<indent> *)1[.)] +\S.*\n(?:.*\n)?\k<indent>2[.)] +\S/, 0.5], // numbers that count
  [/\n\n(?:-{3,}|\*{3,}|_{3,}) *\n\n/, 0.5], // a line across
];

/** Whether a plain text was written as Markdown, rather than as prose in which a star or a dash occurs. */
export function isMarkdown(text: string): boolean {
  const beginning = text.slice(0, 50_000).replace(/\r\n?/g, '\n');
  let weight = 0;
  for (const [sign, says] of signs) {
    if (sign.test(beginning)) weight += says;
    if (weight >= 1) return true;
  }
  return false;
}
