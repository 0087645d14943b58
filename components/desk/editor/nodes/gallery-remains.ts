import { Plugin } from '@tiptap/pm/state';

/**
 * A gallery must hold a picture: where the last one is deleted, ProseMirror fills in one that shows nothing. That one goes,
 * and its gallery with it. Only blocks that have changed are looked at.
 */
export const galleryRemains = new Plugin({
  appendTransaction(transactions, before, { doc, tr }) {
    if (!transactions.some(({ docChanged }) => docChanged)) return null;
    const known = new Set(before.doc.children);
    const empty: { from: number; to: number }[] = [];
    doc.forEach((block, from) => {
      if (known.has(block)) return;
      if (block.type.name === 'figure' && block.attrs.media === '') empty.push({ from, to: from + block.nodeSize });
      if (block.type.name !== 'gallery') return;
      const lost: typeof empty = [];
      block.forEach((figure, offset) => {
        const start = from + 1 + offset;
        if (figure.attrs.media === '') lost.push({ from: start, to: start + figure.nodeSize });
      });
      empty.push(...(lost.length === block.childCount ? [{ from, to: from + block.nodeSize }] : lost));
    });
    if (empty.length === 0) return null;
    for (const { from, to } of empty.reverse()) tr.delete(from, to); // from the end: places stay
    if (tr.doc.childCount === 0) tr.insert(0, doc.type.schema.nodes.paragraph!.create());
    return tr;
  },
});
