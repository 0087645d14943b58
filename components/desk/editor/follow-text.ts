import type { Editor } from '@tiptap/core';
import type { Body } from '#lib/body/body';

/**
 * Makes `body`, which another window saved, the text of this one. Only what differs is replaced, so that selections and
 * marked passages stay, and undo takes back nothing but what was written here.
 */
export function followText(editor: Editor, body: Body): void {
  const { state, view } = editor;
  const doc = state.schema.nodeFromJSON(body);
  const start = state.doc.content.findDiffStart(doc.content);
  const end = state.doc.content.findDiffEnd(doc.content);
  if (start === null || end === null) return;
  const overlap = Math.max(0, start - Math.min(end.a, end.b)); // 'aa' that became 'aaa' ends alike before it begins alike
  let tr = state.tr.replace(start, end.a + overlap, doc.slice(start, end.b + overlap));
  if (!tr.doc.content.eq(doc.content)) tr = state.tr.replaceWith(0, state.doc.content.size, doc.content);
  view.dispatch(tr.setMeta('addToHistory', false));
}
