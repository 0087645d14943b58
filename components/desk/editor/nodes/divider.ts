import { InputRule, Node } from '@tiptap/core';
import { NodeSelection, TextSelection } from '@tiptap/pm/state';

/** A pause between two parts. */
export const dividerNode = Node.create({
  name: 'divider',
  group: 'block',
  parseHTML: () => [{ tag: 'hr' }],
  renderHTML: () => ['hr'],
  addInputRules() {
    return [
      new InputRule({
        find: /^(?:---|—-|\*\*\*|___)$/,
        handler: ({ state: { tr }, range }) => {
          const block = tr.doc.resolve(range.from);
          if (block.depth !== 1) return null;
          const at = block.before(1);
          tr.delete(range.from, range.to).insert(at, this.type.create());
          tr.setSelection(TextSelection.create(tr.doc, at + 2)); // below it: a selected divider gives way to the next key
          return undefined;
        },
      }),
    ];
  },
  addKeyboardShortcuts() {
    return {
      // Enter on a selected divider goes on below it.
      Enter: () => {
        const { selection, schema, tr } = this.editor.state;
        if (!(selection instanceof NodeSelection) || selection.node.type.name !== this.name) return false;
        tr.insert(selection.to, schema.nodes.paragraph!.create());
        tr.setSelection(TextSelection.near(tr.doc.resolve(selection.to + 1))).scrollIntoView();
        this.editor.view.dispatch(tr);
        return true;
      },
    };
  },
});
