import { getSchema } from '@tiptap/core';
import { Slice } from '@tiptap/pm/model';
import { EditorState, Selection } from '@tiptap/pm/state';
import fc from 'fast-check';
import { beforeAll, expect, it } from 'vitest';
import { bodyFromHtml } from '#lib/body/html/read';
import { bodyInput } from '#lib/body/rules';
import { anyBody } from '../../../../e2e/support/any-body.ts';
import { bodyExtensions } from '../extensions.ts';
import { htmlOfSlice, ownSlice } from './clipboard.ts';
import { fitted, namesAround, nodesOf, setBlocks } from './fitting.ts';

const schema = getSchema(bodyExtensions());
beforeAll(() => {
  Object.assign(globalThis, { window: { location: { href: 'https://example.org/desk' } } });
});

it('any piece of any text that is copied is pasted to the letter', () => {
  let copied = 0;
  fc.assert(
    fc.property(anyBody(), fc.nat(), fc.nat(), (body, one, other) => {
      const doc = schema.nodeFromJSON(body);
      const [from, to] = [one % (doc.content.size + 1), other % (doc.content.size + 1)].sort((a, b) => a - b);
      const slice = doc.slice(from!, to, true);
      const html = htmlOfSlice(slice, {});
      if (html === null || slice.size === 0) return;
      copied += 1;
      const back = ownSlice(schema, bodyFromHtml(html).own!);
      expect(back.toJSON()).toEqual(new Slice(slice.content, slice.openStart, slice.openEnd).toJSON());
    }),
    { numRuns: 500 },
  );
  expect(copied).toBeGreaterThan(250);
});

it('what is pasted into a list or a cell becomes what can stand there', () => {
  const { body } = bodyFromHtml('<h2>a</h2><ul><li>b</li></ul><blockquote>c</blockquote><hr>');
  const types = (around: string[]) =>
    Object.values(fitted(body, around)).map((blocks) => blocks.map(({ type }) => type));
  expect(types(['paragraph'])).toEqual([['heading', 'bulletList', 'blockquote', 'divider'], []]);
  expect(types(['paragraph', 'listItem', 'bulletList'])).toEqual([
    ['paragraph', 'bulletList', 'paragraph', 'divider'],
    [],
  ]);
  expect(types(['paragraph', 'tableCell', 'tableRow', 'table'])).toEqual([
    ['paragraph', 'paragraph', 'paragraph'],
    ['divider'],
  ]);
});

it('whatever is pasted wherever, what results can be stored', () => {
  fc.assert(
    fc.property(anyBody(), anyBody({ most: 3 }), fc.nat(), (body, pasted, at) => {
      const doc = schema.nodeFromJSON(body);
      const state = EditorState.create({ doc, selection: Selection.near(doc.resolve(at % (doc.content.size + 1))) });
      const { here, afterTable } = fitted(pasted, namesAround(state));
      const { tr } = state;
      setBlocks(tr, { here: nodesOf(schema, here), afterTable: nodesOf(schema, afterTable) }, () => false);
      const after = state.apply(tr).doc;
      after.check();
      const stored = bodyInput.safeParse(JSON.parse(JSON.stringify(after.toJSON())));
      expect(stored.error?.issues).toBeUndefined();
    }),
    { numRuns: 1000 },
  );
});
