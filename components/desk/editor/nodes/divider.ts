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
        handler: ({ state: { tr }, range, chain }) => {
          const block = tr.doc.resolve(range.from);
          if (block.depth !== 1) return;
          chain().deleteRange(range).insertContentAt(block.before(1), { type: this.name }).run();
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
