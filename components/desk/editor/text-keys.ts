import { Extension, InputRule, textblockTypeInputRule } from '@tiptap/core';
import { isLinkTarget } from '#lib/body/rules';
import { completeAddress } from './addresses.ts';
import { type Ask, commandOf, commands } from './commands.ts';

/** Those whose parts of the kit bring their keys along. */
const bound = new Set(['heading', 'subheading', 'minorHeading', 'bulletList', 'orderedList', 'quote']).union(
  new Set(['pullQuote', 'codeBlock', 'footnote', 'bold', 'italic', 'code', 'link']),
);

/** Keys for what has none of its own, links in Markdown, and the ways out of the text. */
export const textKeys = Extension.create<{ ask: Ask }>({
  name: 'textKeys',
  addOptions: () => ({ ask: { dialog: () => {}, pictures: () => {} } }),

  addKeyboardShortcuts() {
    const { ask } = this.options;
    const own = commands.filter(({ name }) => !bound.has(name));
    const run = (name: (typeof own)[number]['name']) => () => {
      const command = commandOf(name);
      if (this.editor.isEditable && command.isPossible(this.editor)) command.run(this.editor, ask);
      return true;
    };
    return {
      ...Object.fromEntries(own.map(({ name, keys }) => [spelled(keys), run(name)])),
      // Without words it is for the palette of the desk, which hears of it next.
      'Mod-k': () => {
        const isAsked = !this.editor.state.selection.empty || this.editor.isActive('link');
        if (!isAsked || !commandOf('link').isPossible(this.editor)) return false;
        ask.dialog('link');
        return true;
      },
      'Mod-/': () => {
        ask.dialog('keyboard');
        return true;
      },
      'Alt-F10': () => {
        document.querySelector<HTMLElement>('.editor-toolbar button:enabled')?.focus();
        return true;
      },
    };
  },

  addInputRules() {
    return [
      // The headline is the first heading; who types one here means the largest that a text has.
      textblockTypeInputRule({ find: /^#\s$/, type: this.editor.schema.nodes.heading!, getAttributes: { level: 2 } }),
      new InputRule({
        find: /(?<!!)\[([^[\]]+)\]\(([^()\s]+)\)$/,
        handler: ({ state: { tr, schema }, range, match }) => {
          const [whole, label = '', address = ''] = match;
          const href = completeAddress(address);
          if (!isLinkTarget(href)) return null;
          const start = range.from + whole.indexOf('[');
          const marks = tr.doc.resolve(start + 1).marks();
          tr.replaceWith(start, range.to, schema.text(label, [...marks, schema.marks.link!.create({ href })]));
          tr.removeStoredMark(schema.marks.link!);
          return undefined;
        },
      }),
    ];
  },
});

/** `Control+Shift+E` as the editor spells it. */
const spelled = (keys: string): string =>
  keys
    .replace('Control', 'Mod')
    .replaceAll('+', '-')
    .replace(/[A-Z]$/, (letter) => letter.toLowerCase());
