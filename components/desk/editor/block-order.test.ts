import { getSchema } from '@tiptap/core';
import { Node } from '@tiptap/pm/model';
import { EditorState, NodeSelection, TextSelection } from '@tiptap/pm/state';
import { describe, expect, test } from 'vitest';
import { type Block, bodyOf, type Paragraph } from '#lib/body/body';
import { blocksOf, duplicated, kindsFor, movedBy, movedTo, removed, topBlocksOf, turnedInto } from './block-order.ts';
import { bodyExtensions } from './extensions.ts';

const schema = getSchema(bodyExtensions());
const paragraph = (text: string): Paragraph =>
  text ? { type: 'paragraph', content: [{ type: 'text', text }] } : { type: 'paragraph' };
const list = (...items: string[]): Block => ({
  type: 'bulletList',
  content: items.map((item) => ({ type: 'listItem', content: [paragraph(item)] })),
});
const figure: Block = { type: 'figure', attrs: { media: 'm', alt: 'a', caption: 'c', credit: '' } };

/** A text in which the words `chosen` are selected, or the figure. */
function textWith(chosen: string, ...blocks: Block[]): EditorState {
  const doc = Node.fromJSON(schema, bodyOf(...blocks));
  doc.check();
  let state = EditorState.create({ doc });
  doc.descendants((node, pos) => {
    const at = node.isText ? node.text!.indexOf(chosen) : -1;
    if (chosen === 'figure' && node.type.name === 'figure')
      state = state.apply(state.tr.setSelection(NodeSelection.create(doc, pos)));
    else if (at >= 0)
      state = state.apply(state.tr.setSelection(TextSelection.create(doc, pos + at, pos + at + chosen.length)));
  });
  return state;
}

/** The blocks as words: a list is its items between brackets. */
const outline = ({ doc }: { doc: Node }): string => {
  doc.check();
  const words = (node: Node): string =>
    node.isTextblock
      ? node.textContent
      : node.isAtom
        ? node.type.name
        : `[${node.content.content.map(words).join(' ')}]`;
  return doc.content.content.map(words).join(' ');
};
const selectedIn = (state: EditorState): string =>
  state.selection instanceof NodeSelection
    ? state.selection.node.type.name
    : state.doc.textBetween(state.selection.from, state.selection.to);

describe('moving', () => {
  test('a paragraph passes its neighbour and keeps its selection, to the ends and not further', () => {
    let state = textWith('two', paragraph('one'), paragraph('two'), paragraph('three'));
    state = state.apply(movedBy(state, blocksOf(state.selection), -1)!);
    expect(outline(state)).toBe('two one three');
    expect(selectedIn(state)).toBe('two');
    expect(movedBy(state, blocksOf(state.selection), -1)).toBeNull();
    state = state.apply(movedBy(state, blocksOf(state.selection), 1)!);
    state = state.apply(movedBy(state, blocksOf(state.selection), 1)!);
    expect(outline(state)).toBe('one three two');
    expect(selectedIn(state)).toBe('two');
    expect(movedBy(state, blocksOf(state.selection), 1)).toBeNull();
  });

  test('a picture moves, but not past the line to write on', () => {
    const state = textWith('figure', paragraph('one'), figure, paragraph(''));
    expect(movedBy(state, blocksOf(state.selection), 1)).toBeNull();
    const moved = state.apply(movedBy(state, blocksOf(state.selection), -1)!);
    expect(outline(moved)).toBe('figure one ');
    expect(selectedIn(moved)).toBe('figure');
  });

  test('an item moves within its list, the list within the text', () => {
    const state = textWith('b', paragraph('one'), list('a', 'b', 'c'));
    expect(outline(movedBy(state, blocksOf(state.selection), -1)!)).toBe('one [[b] [a] [c]]');
    expect(outline(movedBy(state, topBlocksOf(state.selection), -1)!)).toBe('[[a] [b] [c]] one');
    const first = textWith('a', paragraph('one'), list('a', 'b'));
    expect(movedBy(first, blocksOf(first.selection), -1)).toBeNull();
  });

  test('several blocks move together', () => {
    const doc = Node.fromJSON(
      schema,
      bodyOf(paragraph('one'), paragraph('two'), paragraph('three'), paragraph('four')),
    );
    const state = EditorState.create({ doc, selection: TextSelection.create(doc, 7, 13) });
    expect(outline(movedBy(state, blocksOf(state.selection), 1)!)).toBe('one four two three');
    expect(outline(movedTo(state, topBlocksOf(state.selection), 0)!)).toBe('two three one four');
    expect(outline(movedTo(state, topBlocksOf(state.selection), doc.content.size)!)).toBe('one four two three');
    for (const gap of [5, 10, 17]) expect(movedTo(state, topBlocksOf(state.selection), gap)).toBeNull();
  });
});

test('a block is set again below itself, and taken out; an empty text keeps a line', () => {
  const state = textWith('figure', figure, paragraph('one'));
  const twice = state.apply(duplicated(state, topBlocksOf(state.selection)));
  expect(outline(twice)).toBe('figure figure one');
  expect(topBlocksOf(twice.selection)).toEqual({ from: 1, to: 2 });
  expect(outline(removed(state, topBlocksOf(state.selection)))).toBe('one');
  const only = textWith('one', paragraph('one'));
  const empty = removed(only, topBlocksOf(only.selection));
  expect(empty.doc.toJSON().content).toEqual([{ type: 'paragraph' }]);
});

describe('turning into something else', () => {
  test('text becomes any kind of text and comes back with the same lines', () => {
    const start = textWith('b', list('a', 'b'));
    for (const kind of kindsFor(start, topBlocksOf(start.selection))) {
      const turned = start.apply(turnedInto(start, topBlocksOf(start.selection), kind));
      turned.doc.check();
      expect(kindsFor(turned, { from: 0, to: turned.doc.content.size }), kind).not.toContain(kind);
      const back = turnedInto(turned, { from: 0, to: turned.doc.content.size }, 'bulletList');
      expect(outline(back), kind).toBe('[[a] [b]]');
    }
  });

  test('marks stay, but not in code', () => {
    const bold: Block = {
      type: 'paragraph',
      content: [
        { type: 'text', text: 'so ' },
        { type: 'text', text: 'strong', marks: [{ type: 'bold' }] },
      ],
    };
    const state = textWith('so', bold);
    const blocks = topBlocksOf(state.selection);
    expect(JSON.stringify(turnedInto(state, blocks, 'heading2').doc.toJSON())).toContain('bold');
    expect(turnedInto(state, blocks, 'codeBlock').doc.toJSON().content).toEqual([
      { type: 'codeBlock', attrs: { language: '' }, content: [{ type: 'text', text: 'so strong' }] },
    ]);
  });

  test('a picture is turned into nothing', () => {
    const state = textWith('figure', figure, paragraph('one'));
    expect(kindsFor(state, topBlocksOf(state.selection))).toEqual([]);
    expect(kindsFor(state, { from: 0, to: state.doc.content.size })).toEqual([]);
  });
});
