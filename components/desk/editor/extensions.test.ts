import { getSchema } from '@tiptap/core';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { bodyInput } from '#lib/body/rules';
import { anyBody } from '../../../e2e/support/any-body.ts';
import { bodyExtensions } from './extensions.ts';

const schema = getSchema(bodyExtensions());

test('the editor holds every text that can be stored, and gives back the same', () => {
  fc.assert(
    fc.property(anyBody(), (body) => {
      const doc = schema.nodeFromJSON(body);
      doc.check();
      expect(bodyInput.parse(JSON.parse(JSON.stringify(doc.toJSON())))).toEqual(body);
    }),
  );
});

test('nothing that the editor can hold is unknown to the store', () => {
  const stored = [...Object.keys(schema.nodes), ...Object.keys(schema.marks)].sort();
  expect(stored).toEqual(
    [
      'blockquote',
      'bold',
      'bulletList',
      'code',
      'codeBlock',
      'divider',
      'doc',
      'embed',
      'figure',
      'footnote',
      'gallery',
      'hardBreak',
      'heading',
      'italic',
      'lang',
      'link',
      'listItem',
      'orderedList',
      'paragraph',
      'pullQuote',
      'table',
      'tableCell',
      'tableHeader',
      'tableRow',
      'text',
    ].sort(),
  );
});
