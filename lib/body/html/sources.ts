import type { ListPart } from './lists.ts';
import { classesOf, styleOf } from './styles.ts';
import { blocks as blockNames, type Element, type Node, textOf } from './tree.ts';

/* What programs and pages mean by their marks, where HTML itself does not say it. */

/** Never text. */
export const left = new Set(
  'script style head title meta link template noscript svg canvas math object applet param map area button select textarea dialog xml base frame frameset noframes nav track source'.split(
    ' ',
  ),
);

/** Word's own marks for what is not text: comments, the bullet before an item. */
export function isNotText(element: Element, style: Map<string, string>): boolean {
  if (/ignore/.test(style.get('mso-list') ?? '') || style.get('mso-element') === 'comment-list') return true;
  if (element.name === 'a') {
    const id = element.attributes.get('id') ?? '';
    const isAnchor = element.attributes.get('aria-hidden') === 'true' || classesOf(element).includes('msocomanchor');
    return isAnchor || /^cmnt(_ref)?\d+$/.test(id);
  }
  if (element.name === 'del') return element.attributes.has('cite') || element.attributes.has('datetime');
  return classesOf(element).some((name) => name === 'MsoCommentReference' || name === 'mw-editsection');
}

/** What Word says of a paragraph that is an item of a list: the level, and by the marker of what kind. */
export function wordItem(
  element: Element,
  style: Map<string, string>,
): Pick<ListPart, 'level' | 'isOrdered' | 'start' | 'list'> | null {
  if (!/^(p|div|h[1-6])$/.test(element.name)) return null;
  const [, list, level] = /\bl(\d+)\s+level(\d+)/.exec(style.get('mso-list') ?? '') ?? [];
  if (!list || !level) return null;
  const marker = markerIn(element)?.replace(/[\s\u00a0]+/g, '') ?? '';
  const number = /^[([]?(\d{1,5})[.)\]]*$/.exec(marker)?.[1];
  const isOrdered = number !== undefined || /^[([]?([a-z]{1,2}|[ivxlcdm]+|[가-힣])[.)\]]+$/i.test(marker);
  return { level: Number(level), isOrdered, start: number === undefined ? 1 : Number(number), list: `word ${list}` };
}

function markerIn(element: Element): string | undefined {
  for (const child of element.children) {
    if (typeof child === 'string') continue;
    if (/ignore/.test(styleOf(child).get('mso-list') ?? '')) return textOf(child);
    const inner = markerIn(child);
    if (inner !== undefined) return inner;
  }
  return undefined;
}

/** Whether a web page sets this as a pull quote: the class names of ours, and of WordPress. */
export const isPullQuote = (element: Element): boolean =>
  classesOf(element).some((name) => /^(pull-?quote|wp-block-pullquote)$/i.test(name));

/** Whether Word sets this paragraph in one of its styles for quotations. */
export const isQuoteOfWord = (element: Element): boolean =>
  classesOf(element).some((name) => /^Mso(Intense)?Quote/.test(name));

/** An editor of programs puts its lines into a block that keeps all white space. */
export const isCode = ({ name }: Element, style: Map<string, string>): boolean =>
  blockNames.has(name) &&
  style.get('white-space') === 'pre' &&
  /mono|consolas|menlo|courier/.test(style.get('font-family') ?? '');

/** The text of code, with a line for each break and each element that an editor of programs makes a line of. */
export function codeText(node: Node): string {
  if (typeof node === 'string') return node;
  if (node.name === 'br') return '\n';
  const inner = node.children.map(codeText).join('');
  return /^(div|p|li|tr)$/.test(node.name) && !inner.endsWith('\n') ? `${inner}\n` : inner;
}

/** The language that a block of code says it is written in, in lower case; empty where it says none. */
export function languageOfCode(element: Element): string {
  const inner = element.children.filter((child): child is Element => typeof child !== 'string');
  const named = [element, ...inner].flatMap((one) => [
    ...classesOf(one).map((name) => /^(?:language|lang|highlight-source|brush:)-?([\w+#.-]{1,30})$/.exec(name)?.[1]),
    one.attributes.get('data-language'),
  ]);
  return named.find((name) => name && /^[\w+#.-]{1,30}$/.test(name))?.toLowerCase() ?? '';
}
