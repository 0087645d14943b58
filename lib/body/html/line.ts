import type { Inline, Mark } from '../body.ts';

/** How a piece of text is set where it stands in foreign HTML. */
export type Setting = {
  link: string | null;
  lang: string | null;
  bold: boolean;
  italic: boolean;
  code: boolean;
  /** Line ends in the source count. */
  keepsLines: boolean;
};

/** Marks in the order in which they are stored. */
export const marksOf = (setting: Setting, lang: string | null): Mark[] => [
  ...(setting.link === null ? [] : [{ type: 'link' as const, attrs: { href: setting.link } }]),
  ...(lang === null ? [] : [{ type: 'lang' as const, attrs: { lang } }]),
  ...(setting.bold ? [{ type: 'bold' as const }] : []),
  ...(setting.italic ? [{ type: 'italic' as const }] : []),
  ...(setting.code ? [{ type: 'code' as const }] : []),
];

/**
 * Takes out what nobody wrote: soft hyphens, spaces without width, marks of order in a text that has one order only.
 * Joiners stay where they join (emoji, Indic and Arabic letters).
 */
export function withoutInvisible(text: string): string {
  if (!/[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff\u180e]/.test(text)) return text;
  const bare = text.replace(/[\u00ad\u200b\u2060-\u2064\ufeff\u180e]/g, '');
  const joined = bare.replace(/(?<![\u0300-\uffff])[\u200c\u200d]|[\u200c\u200d](?![\u0300-\uffff])/g, '');
  return /[\u0590-\u08ff]/.test(joined) ? joined : joined.replace(/[\u200e\u200f\u202a-\u202e\u2066-\u2069]/g, '');
}

/** A space that does not break stays where a typesetter would want it: by numbers, signs and single letters. */
export const plainSpaces = (text: string, before: string, after: string): string =>
  text.replace(/[ \t\n\f\r\u00a0]+/g, (space, at: number) => {
    if (space !== '\u00a0') return ' ';
    const left = text.slice(Math.max(0, at - 2), at) || before;
    const right = text.slice(at + 1, at + 3) || after;
    const isWanted =
      /[\d«№§°]$/.test(left) ||
      /^[\d»:;!?%°€–—]/.test(right) ||
      /(^|[^\p{L}\p{N}])\p{Lu}\.$/u.test(left) ||
      /^\p{Lu}\.$/u.test(left);
    return isWanted && left !== '' && right !== '' ? '\u00a0' : ' ';
  });

/**
 * A line as a person would have typed it: one space between words, none at its ends. An empty line in it (two breaks)
 * begins another: the lines that have anything in them are returned.
 */
export function linesOf(content: Inline[]): Inline[][] {
  const lines: Inline[][] = [[]];
  const spaced = withPlainSpaces(content);
  let breaks = 0;
  let endsInSpace = true;
  for (const node of spaced) {
    if (node.type === 'hardBreak') {
      breaks += 1;
      endsInSpace = true;
      continue;
    }
    const text: string = node.type === 'text' ? (endsInSpace ? node.text.replace(/^ +/, '') : node.text) : '';
    if (node.type === 'text' && text === '') continue;
    const line = lines[lines.length - 1]!;
    if (breaks === 1 && line.length > 0) line.push({ type: 'hardBreak' });
    else if (breaks > 1 && line.length > 0) lines.push([]);
    breaks = 0;
    lines[lines.length - 1]!.push(node.type === 'text' ? { ...node, text } : node);
    endsInSpace = node.type === 'text' && text.endsWith(' ');
  }
  return lines.map(withoutSpacesAtEnds).filter((line) => line.length > 0);
}

function withPlainSpaces(content: Inline[]): Inline[] {
  return content.map((node, index) => {
    if (node.type !== 'text') return node;
    const before = content[index - 1];
    const after = content[index + 1];
    const text = plainSpaces(
      node.text,
      before?.type === 'text' ? before.text.slice(-2) : '',
      after?.type === 'text' ? after.text.slice(0, 2) : '',
    );
    return { ...node, text };
  });
}

/** Spaces before a break or the end count for nothing; neither does a text that is nothing else. */
function withoutSpacesAtEnds(line: Inline[]): Inline[] {
  const trimmed: Inline[] = [];
  let isAtEnd = true;
  for (const node of [...line].reverse()) {
    if (node.type === 'text' && isAtEnd) {
      const text = node.text.replace(/ +$/, '');
      if (text === '') continue;
      trimmed.push({ ...node, text });
    } else trimmed.push(node);
    isAtEnd = node.type === 'hardBreak';
  }
  return trimmed.reverse();
}

/** Characters for what stands above or below the line, as far as there are any: m², H₂O. */
export function raised(text: string, which: 'sup' | 'sub'): string {
  const table = which === 'sup' ? above : below;
  const characters = [...text].map((character) => table.get(character));
  return text.length <= 6 && characters.every((character) => character !== undefined) ? characters.join('') : text;
}

const pairs = (plain: string, set: string) =>
  new Map([...plain].map((character, index) => [character, [...set][index]!]));
const above = pairs('0123456789+-=()n', '⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁼⁽⁾ⁿ');
const below = pairs('0123456789+-=()', '₀₁₂₃₄₅₆₇₈₉₊₋₌₍₎');
