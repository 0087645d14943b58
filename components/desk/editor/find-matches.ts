import type { Node } from '@tiptap/pm/model';

export type Query = { text: string; matchCase: boolean; wholeWord: boolean };

/**
 * Where the words were found: in running text between two positions, or in an attribute of the node at `from`. `thing` is what
 * is shown for it where its words cannot be marked one by one: a picture, a note.
 */
export type Match = {
  from: number;
  to: number;
  attribute?: { name: WordAttribute; start: number; end: number };
  thing?: { from: number; to: number };
};

/** What a node may say beside its text, in the order in which it is read. */
const wordAttributes = ['title', 'alt', 'caption', 'credit'] as const;
export type WordAttribute = (typeof wordAttributes)[number];

/**
 * Every place of `doc` at which the query stands, in order: across marks, never across blocks. Hangul is found however it
 * was typed, composed or not. An empty query is nowhere.
 */
export function findMatches(doc: Node, query: Query): Match[] {
  const pattern = patternOf(query);
  if (!pattern) return [];
  const matches: Match[] = [];
  doc.descendants((node, pos) => {
    for (const found of matchesWithin(node, pattern)) matches.push(movedBy(found, pos));
  });
  return matches.sort((one, other) => one.from - other.from);
}

/** Found places are kept with the node: nodes never change, and of a long text only one block is new after a key. */
const known = new WeakMap<Node, { pattern: string; found: Match[] }>();

function matchesWithin(node: Node, pattern: RegExp): Match[] {
  const words = wordAttributes.some((name) => typeof node.attrs[name] === 'string');
  if (!node.inlineContent && !words) return [];
  const kept = known.get(node);
  if (kept?.pattern === String(pattern)) return kept.found;
  const found = [...(words ? inAttributes(node, pattern) : []), ...(node.inlineContent ? inLine(node, pattern) : [])];
  known.set(node, { pattern: String(pattern), found });
  return found;
}

/** In the running text of a node; positions count from just before it. What is not text parts words. */
function inLine(line: Node, pattern: RegExp): Match[] {
  let text = '';
  const places: number[] = []; // of each UTF-16 unit
  line.forEach((child, offset) => {
    const piece = child.isText ? child.text! : '\ufffc';
    for (let unit = 0; unit < piece.length; unit++) places.push(1 + offset + (child.isText ? unit : 0));
    text += piece;
  });
  places.push(1 + line.content.size);
  const thing = line.isAtom ? { thing: { from: 0, to: line.nodeSize } } : {};
  return inText(text, pattern).map(({ start, end }) => ({ from: places[start]!, to: places[end - 1]! + 1, ...thing }));
}

const inAttributes = (node: Node, pattern: RegExp): Match[] =>
  wordAttributes.flatMap((name) =>
    typeof node.attrs[name] === 'string'
      ? inText(node.attrs[name], pattern).map((place) => ({
          from: 0,
          to: node.nodeSize,
          attribute: { name, ...place },
          thing: { from: 0, to: node.nodeSize },
        }))
      : [],
  );

/** Where the pattern stands in `text`, in units of the text as it is, though it is composed for looking. */
function inText(text: string, pattern: RegExp): { start: number; end: number }[] {
  const { composed, starts } = compose(text);
  return [...composed.matchAll(pattern)].map(({ index, 0: { length } }) => ({
    start: starts ? starts[index]! : index,
    end: starts ? starts[index + length]! : index + length,
  }));
}

/** The text in composed form; when it was not, also where each of its units begins in what was given, and the end. */
function compose(text: string): { composed: string; starts?: number[] } {
  if (text === text.normalize('NFC')) return { composed: text };
  let composed = '';
  const starts: number[] = [];
  let at = 0;
  for (const [cluster] of text.matchAll(clusters)) {
    const piece = cluster.normalize('NFC');
    for (let unit = 0; unit < piece.length; unit++) starts.push(at);
    composed += piece;
    at += cluster.length;
  }
  starts.push(at);
  return { composed, starts };
}

/** What composes together: leading consonant, vowel and what hangs below; a letter and its marks. */
const clusters = /[\u1100-\u115f]+[\u1160-\u11a7]+[\u11a8-\u11ff]*|[\uac00-\ud7a3][\u11a8-\u11ff]*|.\p{M}*/gsu;

const letter = '[\\p{L}\\p{N}\\p{M}_]';

function patternOf({ text, matchCase, wholeWord }: Query): RegExp | null {
  const words = text.normalize('NFC');
  if (words === '') return null;
  const literal = words.replace(/[\\^$.*+?()[\]{}|/-]/g, '\\$&').replace(/\s/gu, '\\s');
  const isWord = (character: string) => new RegExp(letter, 'u').test(character);
  const before = wholeWord && isWord([...words][0]!) ? `(?<!${letter})` : '';
  const after = wholeWord && isWord([...words].at(-1)!) ? `(?!${letter})` : '';
  return new RegExp(before + literal + after, matchCase ? 'gu' : 'giu');
}

const movedBy = <Place extends { from: number; to: number; thing?: Match['thing'] }>(
  place: Place,
  by: number,
): Place => ({
  ...place,
  from: place.from + by,
  to: place.to + by,
  ...(place.thing && { thing: movedBy(place.thing, by) }),
});
