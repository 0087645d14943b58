import { classesOf, styleOf } from './styles.ts';
import { type Element, elementsIn, textOf } from './tree.ts';

/** The notes of a piece of foreign HTML. */
export type FoundNotes = {
  /** What holds the words of the note to which this link leads. */
  noteOf: Map<Element, Element>;
  /** What holds the words of notes: they are not read where they stand. */
  holders: Set<Element>;
  /** Links from a note back to its place. */
  backLinks: Set<Element>;
  /** Lists of notes: their rule and their heading are not of the text. */
  lists: Set<Element>;
};

/** How a place of a note is marked: 1, [1], (a), iv, *, †. */
const marker = /^[[(]?(\d{1,4}|[a-z]|[ivxlc]{1,6}|[*†‡§¶]{1,3})[\])]?$/i;

/**
 * Finds notes by what all sources have in common, whatever they call it: a short link that leads to a place further down,
 * from which another link leads back. Word, LibreOffice, Google Docs, GitHub, Wikipedia and the pages of this magazine do so.
 */
export function notesIn(root: Element): FoundNotes {
  const found: FoundNotes = { noteOf: new Map(), holders: new Set(), backLinks: new Set(), lists: new Set() };
  const all = elementsIn(root);
  const order = new Map(all.map((element, index) => [element, index]));
  const parents = new Map<Element, Element>();
  const named = new Map<string, Element>();
  for (const element of all) {
    for (const child of element.children) if (typeof child !== 'string') parents.set(child, element);
    for (const name of namesOf(element)) if (!named.has(name)) named.set(name, element);
  }
  const linksIn = new Map<Element, Map<string, Element[]>>();
  /** Links by where they lead, once for each holder: a list of ten thousand notes is looked through once. */
  const linksOf = (holder: Element) => {
    const known = linksIn.get(holder);
    if (known) return known;
    const links = new Map<string, Element[]>();
    for (const element of elementsIn(holder)) {
      const place = placeOf(element);
      if (place !== null) links.set(place, [...(links.get(place) ?? []), element].slice(-20));
    }
    linksIn.set(holder, links);
    return links;
  };

  for (const link of all) {
    const place = placeOf(link);
    const target = place === null ? undefined : named.get(place);
    if (!target || order.get(target)! <= order.get(link)! || !marker.test(textOf(link).trim())) continue;
    const holder = holderOf(target, parents);
    if (!holder || found.holders.has(holder)) continue;
    const back = [...around(link, parents)].flatMap(namesOf).flatMap((name) => linksOf(holder).get(name) ?? []);
    if (back.length === 0) continue;
    found.noteOf.set(link, holder);
    found.holders.add(holder);
    for (const other of back) found.backLinks.add(other);
    let above = parents.get(holder);
    for (let step = 0; step < 3 && above; step += 1, above = parents.get(above))
      if (isListOfNotes(above)) found.lists.add(above);
  }
  return found;
}

/** The place in the same document to which a link leads, or null. Browsers write whole addresses when they copy. */
function placeOf(element: Element): string | null {
  if (element.name !== 'a') return null;
  const address = element.attributes.get('href') ?? '';
  const hash = address.indexOf('#');
  return hash === -1 || hash === address.length - 1 ? null : address.slice(hash + 1);
}

const namesOf = ({ attributes }: Element): string[] =>
  [attributes.get('id'), attributes.get('name')].filter((name) => name !== undefined && name !== '') as string[];

/** A link, what is in it, and the two elements around it: where sources put the name to which a note leads back. */
function* around(link: Element, parents: Map<Element, Element>): Generator<Element> {
  yield* elementsIn(link).slice(0, 8);
  let above = parents.get(link);
  for (let step = 0; step < 2 && above && /^(sup|span|a)$/.test(above.name); step += 1, above = parents.get(above))
    yield above;
}

/** What holds the words of the note that begins at `target`. */
function holderOf(target: Element, parents: Map<Element, Element>): Element | undefined {
  let paragraph: Element | undefined;
  let element: Element | undefined = target;
  for (let step = 0; step < 8 && element && element.name !== ''; step += 1, element = parents.get(element)) {
    if (element.name === 'li' || element.name === 'dd' || isNote(element)) return element;
    if (element.name === 'p') paragraph ??= element;
    if (/^(td|th|table|body|html|section|article|ol|ul)$/.test(element.name)) break;
  }
  return paragraph;
}

const isNote = (element: Element): boolean =>
  element.name === 'div' &&
  (/^(footnote|endnote)$/.test(styleOf(element).get('mso-element') ?? '') ||
    /^_?(ftn|edn|fn|sdfootnote|sdendnote|footnote|endnote)[-_]?\d+$/i.test(element.attributes.get('id') ?? ''));

const isListOfNotes = (element: Element): boolean =>
  /^(footnote|endnote)-list$/.test(styleOf(element).get('mso-element') ?? '') ||
  element.attributes.get('role') === 'doc-endnotes' ||
  element.attributes.has('data-footnotes') ||
  classesOf(element).some((name) => /^(footnotes|endnotes|footnote-list|references|reflist)$/.test(name));
