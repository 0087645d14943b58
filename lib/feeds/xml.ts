import { feedWords } from '#lib/words/feeds';

const entities: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };

/** Text that may stand in XML and in HTML; characters that XML forbids are left out. */
export const escapeXml = (text: string): string =>
  text
    .toWellFormed()
    // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what is taken out
    .replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g, '')
    .replace(/[&<>"']/g, (character) => entities[character] ?? character);

type Attributes = Record<string, string | number>;
type Child = string | null | Child[];

/** An element on lines of its own, with those that stand in it; null and what is empty is left out. */
export const element = (name: string, attributes: Attributes, ...children: Child[]): string => {
  const given = Object.entries(attributes).map(([key, value]) => ` ${key}="${escapeXml(String(value))}"`);
  const within = children.flat(9).filter(Boolean).join('');
  return within ? `<${name}${given.join('')}>\n${within}</${name}>\n` : `<${name}${given.join('')}/>\n`;
};

/** An element of text. */
export const tag = (name: string, text: string, attributes = ''): string =>
  `<${name}${attributes}>${escapeXml(text)}</${name}>\n`;

const xhtml = ' xmlns:h="http://www.w3.org/1999/xhtml"';

/** What a person who opens a feed reads first, where the style sheet is all that makes a page of it. */
export const xmlWhat = tag('h:p', `${feedWords.opened.heading}. ${feedWords.opened.text}`, xhtml);

/** A headline that leads on, for the same. */
export const xmlLead = (page: string, title: string): string => tag('h:a', title, `${xhtml} href="${escapeXml(page)}"`);

/** How a feed begins: with what makes a page of it for a person who opens it, see docs/decisions/feeds.md. */
export const xmlHead = `<?xml version="1.0" encoding="UTF-8"?>
<?xml-stylesheet type="text/xsl" href="/feed.xsl"?>
<?xml-stylesheet type="text/css" href="/feed.css"?>
`;
