import { type Node, Schema } from '@tiptap/pm/model';
import { expect, test } from 'vitest';
import { findMatches, type Query } from './find-matches.ts';

const schema = new Schema({
  nodes: {
    doc: { content: 'block+' },
    paragraph: { group: 'block', content: 'inline*' },
    figure: { group: 'block', atom: true, attrs: { alt: { default: '' }, caption: { default: '' } } },
    footnote: { group: 'inline', inline: true, atom: true, content: 'text*' },
    text: { group: 'inline' },
    hardBreak: { group: 'inline', inline: true },
  },
  marks: { bold: {} },
});

const text = (words: string, ...marks: string[]) =>
  schema.text(
    words,
    marks.map((mark) => schema.mark(mark)),
  );
const paragraph = (...content: (string | Node)[]) =>
  schema.node(
    'paragraph',
    null,
    content.map((piece) => (typeof piece === 'string' ? text(piece) : piece)),
  );
const docOf = (...blocks: Node[]) => schema.node('doc', null, blocks);
const look = (doc: Node, words: string, more: Partial<Query> = {}) =>
  findMatches(doc, { text: words, matchCase: false, wholeWord: false, ...more });
const found = (doc: Node, words: string, more: Partial<Query> = {}) =>
  look(doc, words, more).map(({ from, to, attribute }) =>
    attribute
      ? String(doc.nodeAt(from)!.attrs[attribute.name]).slice(attribute.start, attribute.end)
      : doc.textBetween(from, to),
  );

test('words are found in order, across marks and not across blocks', () => {
  const doc = docOf(paragraph('the fer', text('ry', 'bold'), ' and the fer'), paragraph('ry, the Ferry'));
  expect(found(doc, 'ferry')).toEqual(['ferry', 'Ferry']);
  expect(look(doc, 'ferry').map(({ from }) => from)).toEqual([5, 32]);
  expect(found(doc, 'nothing')).toEqual([]);
  expect(found(doc, '')).toEqual([]);
});

test('case and whole words count when they are asked to', () => {
  const doc = docOf(paragraph('Fog, fogs, the fog. 안개 안개는 FOG'));
  expect(found(doc, 'fog')).toEqual(['Fog', 'fog', 'fog', 'FOG']);
  expect(found(doc, 'fog', { matchCase: true })).toEqual(['fog', 'fog']);
  expect(found(doc, 'fog', { wholeWord: true })).toEqual(['Fog', 'fog', 'FOG']);
  expect(found(doc, '안개', { wholeWord: true })).toEqual(['안개']);
  expect(found(doc, '.', { wholeWord: true }), 'a sign has no edges').toEqual(['.']);
});

test('signs mean themselves, and one space is like another', () => {
  const doc = docOf(paragraph('What? (3.5\u00a0km) a+b [x] C:\\d'));
  for (const words of ['What?', '(3.5 km)', 'a+b', '[x]', 'C:\\d']) expect(look(doc, words)).toHaveLength(1);
});

test('Hangul is found whether it was typed composed or not, at its own place', () => {
  const decomposed = '평양의 봄'.normalize('NFD');
  const doc = docOf(paragraph(`a ${decomposed} b`, text('평양', 'bold')));
  const [first, second] = look(doc, '평양');
  expect(doc.textBetween(first!.from, first!.to)).toBe('평양'.normalize('NFD'));
  expect(doc.textBetween(second!.from, second!.to)).toBe('평양');
  expect(found(doc, '봄'.normalize('NFD'))).toEqual(['봄'.normalize('NFD')]);
  expect(found(docOf(paragraph('cafe\u0301')), 'é')).toEqual(['e\u0301']);
});

test('a break or a note parts words, and the note is looked into', () => {
  const note = schema.node('footnote', null, [text('See the fog.')]);
  const doc = docOf(paragraph('fo', note, 'g', schema.node('hardBreak'), 'fog'));
  expect(found(doc, 'fog')).toEqual(['fog', 'fog']);
  expect(found(doc, 'gfog')).toEqual([]);
  expect(look(doc, 'fog')[0]?.thing, 'the note is shown for its words').toEqual({ from: 3, to: 3 + note.nodeSize });
});

test('the words of a picture are found where they stand', () => {
  const figure = schema.node('figure', { alt: 'Fog on a river', caption: 'The fog, and the fog' });
  const doc = docOf(paragraph('fog'), figure);
  expect(look(doc, 'fog')).toEqual([
    { from: 1, to: 4 },
    { from: 5, to: 6, attribute: { name: 'alt', start: 0, end: 3 }, thing: { from: 5, to: 6 } },
    { from: 5, to: 6, attribute: { name: 'caption', start: 4, end: 7 }, thing: { from: 5, to: 6 } },
    { from: 5, to: 6, attribute: { name: 'caption', start: 17, end: 20 }, thing: { from: 5, to: 6 } },
  ]);
});

test('a changed block is looked through again, and so are all for other words', () => {
  const [one, other] = [paragraph('fog'), paragraph('mist')];
  expect(found(docOf(one, other), 'fog')).toEqual(['fog']);
  expect(found(docOf(one, paragraph('more fog')), 'fog')).toEqual(['fog', 'fog']);
  expect(found(docOf(one, other), 'mist')).toEqual(['mist']);
});
