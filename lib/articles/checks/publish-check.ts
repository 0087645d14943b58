import type { Words } from '#lib/articles/rules';
import type { Block, Body, Figure, Inline, ListItem, TableCell, TableRow } from '#lib/body/body';
import { isEmptyBody } from '#lib/body/rules';
import { checkSentences } from '#lib/words/publish-check';

/*
 * What keeps a text from being published and what is worth a look before. The same rules stop the mutation and fill the
 * editor's panel; what only the database knows is in stored-check.ts.
 */

export type CheckCode = keyof typeof checkSentences;
/** Where something is wrong: a field, or a place in the text, as the way down to it by index. */
export type CheckPlace = { field: keyof Words } | { path: number[]; part?: 'alt' | 'credit' };
export type Finding = { severity: 'blocks' | 'warns'; what: CheckCode; sentence: string; where: CheckPlace };

/** Whether a text is empty or a whole address of the web. */
export const isWebAddress = (text: string): boolean =>
  text === '' || (/^https?:\/\//i.test(text) && URL.canParse(text));

/** What the words say of themselves: first what blocks, in the order of the page. */
export function checkWords(words: Words): Finding[] {
  const found: Finding[] = [];
  const { body } = words;
  if (words.headline.trim() === '') found.push(blocks('no-headline', { field: 'headline' }));
  if (isEmptyBody(body)) found.push(blocks('empty-text', { field: 'body' }));
  for (const { figure, path } of figuresAt(body)) {
    if (figure.attrs.alt.trim() === '') found.push(blocks('no-alternative-text', { path, part: 'alt' }));
    if (figure.attrs.credit.trim() === '') found.push(blocks('no-credit', { path, part: 'credit' }));
  }
  for (const { href, text, path } of linksAt(body))
    if (isBlank(text) || isBlank(href) || /^(#|https?:\/\/|mailto:)$/i.test(href.trim()))
      found.push(blocks('empty-link', { path }));
  if (!isWebAddress(words.canonicalUrl)) found.push(blocks('address-not-whole', { field: 'canonicalUrl' }));
  if (words.standfirst.trim() === '') found.push(warns('no-standfirst', { field: 'standfirst' }));
  for (const path of skippedHeadings(body)) found.push(warns('heading-skipped', { path }));
  if (words.sectionId === null) found.push(warns('no-section', { field: 'sectionId' }));
  if (words.authorIds.length === 0) found.push(warns('no-author', { field: 'authorIds' }));
  return found;
}

/** A finding that keeps the article from being published. */
export const blocks = (what: CheckCode, where: CheckPlace): Finding => ({
  severity: 'blocks',
  what,
  sentence: checkSentences[what](1),
  where,
});
/** A finding that is worth a look, and stops nobody. */
export const warns = (what: CheckCode, where: CheckPlace, sentence = checkSentences[what](1)): Finding => ({
  severity: 'warns',
  what,
  sentence,
  where,
});

/** Those that block. */
export const blocking = (findings: Finding[]): Finding[] => findings.filter(({ severity }) => severity === 'blocks');

/** What blocks, as a refused form says it: a sentence for each field. All that is in the text belongs to `body`. */
export function faultsOf(findings: Finding[]): Record<string, string> {
  const faults: Record<string, string> = {};
  const counts = new Map<string, { field: string; what: CheckCode; count: number }>();
  for (const { what, where } of blocking(findings)) {
    const field = 'field' in where ? where.field : 'body';
    const key = `${field} ${what}`;
    counts.set(key, { field, what, count: (counts.get(key)?.count ?? 0) + 1 });
  }
  for (const { field, what, count } of counts.values())
    faults[field] = [faults[field], checkSentences[what](count)].filter(Boolean).join(' ');
  return faults;
}

/** Every picture of a text, those of galleries too, with the way to it. */
export const figuresAt = (body: Body): { figure: Figure; path: number[] }[] =>
  body.content.flatMap((block, index) =>
    block.type === 'figure'
      ? [{ figure: block, path: [index] }]
      : block.type === 'gallery'
        ? block.content.map((figure, inner) => ({ figure, path: [index, inner] }))
        : [],
  );

/** Every link of a text, as one reads it: neighbours that lead to the same address are one. */
export function linksAt(body: Body): { href: string; text: string; path: number[] }[] {
  const found: { href: string; text: string; path: number[] }[] = [];
  for (const { line, path } of linesAt(body.content, [])) {
    let last: (typeof found)[number] | undefined;
    for (const [index, node] of line.entries()) {
      const link = node.type === 'text' ? node.marks?.find((mark) => mark.type === 'link') : undefined;
      if (node.type !== 'text' || link?.type !== 'link') {
        last = undefined;
        continue;
      }
      if (last?.href === link.attrs.href) {
        last.text += node.text;
      } else {
        last = { href: link.attrs.href, text: node.text, path: [...path, index] };
        found.push(last);
      }
    }
  }
  return found;
}

type Node = Block | ListItem | TableRow | TableCell | Inline;

/** Every line of text, footnotes too, with the way to it. */
function linesAt(nodes: Node[], path: number[]): { line: Inline[]; path: number[] }[] {
  return nodes.flatMap((node, index) => {
    const here = [...path, index];
    switch (node.type) {
      case 'paragraph':
      case 'heading':
      case 'pullQuote':
      case 'footnote': {
        const line: Inline[] = node.content ?? [];
        return [{ line, path: here }, ...linesAt(line, here)];
      }
      case 'bulletList':
      case 'orderedList':
      case 'listItem':
      case 'blockquote':
      case 'table':
      case 'tableRow':
      case 'tableHeader':
      case 'tableCell':
        return linesAt(node.content, here);
      case 'codeBlock':
      case 'figure':
      case 'gallery':
      case 'divider':
      case 'embed':
      case 'text':
      case 'hardBreak':
        return [];
      default:
        return node satisfies never;
    }
  });
}

/** Headings that are more than one level below the one before. The headline is the first level. */
function skippedHeadings(body: Body): number[][] {
  let level = 1;
  return body.content.flatMap((block, index) => {
    if (block.type !== 'heading') return [];
    const isSkipping = block.attrs.level > level + 1;
    level = block.attrs.level;
    return isSkipping ? [[index]] : [];
  });
}

/** Nothing that can be seen: white space, and what has no width. */
const isBlank = (text: string): boolean => /^[\s\u200b-\u200d\u2060\ufeff\u00ad]*$/.test(text);
