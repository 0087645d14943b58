import { getSchema } from '@tiptap/core';
import { history, undo } from '@tiptap/pm/history';
import { EditorState, type Transaction } from '@tiptap/pm/state';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Body } from '#lib/body/body';
import { anyBody } from '../../../e2e/support/any-body.ts';
import { bodyExtensions } from './extensions.ts';
import { followText } from './follow-text.ts';

const schema = getSchema(bodyExtensions());

/** As much of an editor as following needs. */
function editorOf(body: Body) {
  const editor = {
    state: EditorState.create({ doc: schema.nodeFromJSON(body), plugins: [history()] }),
    dispatch: (transaction: Transaction) => {
      editor.state = editor.state.apply(transaction);
    },
  };
  const asEditor = () => ({ state: editor.state, view: editor }) as unknown as Parameters<typeof followText>[0];
  return { editor, follow: (next: Body) => followText(asEditor(), next) };
}

test('whatever stood here, what was written elsewhere stands here after it, and undo does not take it back', () => {
  fc.assert(
    fc.property(anyBody(), anyBody(), (here, there) => {
      const { editor, follow } = editorOf(here);
      follow(there);
      expect(editor.state.doc.content.toJSON()).toEqual(schema.nodeFromJSON(there).content.toJSON());
      expect(undo(editor.state)).toBe(false);
    }),
  );
});

test('undo takes back what was written here, beside what was written elsewhere since', () => {
  const line = (text: string): Body => ({
    type: 'doc',
    attrs: { version: 2 },
    content: [{ type: 'paragraph', content: [{ type: 'text', text }] }],
  });
  const { editor, follow } = editorOf(line('fog'));
  editor.dispatch(editor.state.tr.insertText(' mine', 4));
  follow(line('fog mine theirs'));
  undo(editor.state, editor.dispatch);
  expect(editor.state.doc.textContent).toBe('fog theirs');
});
