import { Node } from '@tiptap/core';

/** Words of the article set large beside it. */
export const pullQuoteNode = Node.create({
  name: 'pullQuote',
  group: 'block',
  content: 'inline*',
  defining: true,
  parseHTML: () => [{ tag: 'p.pull-quote', priority: 60 }], // before any other paragraph
  renderHTML: () => ['p', { class: 'pull-quote' }, 0],
  addKeyboardShortcuts() {
    return { 'Mod-Shift-u': () => this.editor.commands.toggleNode('pullQuote', 'paragraph') };
  },
});
