import type { Editor } from '@tiptap/core';
import type { Node } from '@tiptap/pm/model';
import { AllSelection, TextSelection } from '@tiptap/pm/state';
import { commandWords } from '#lib/words/blocks';
import { insertFootnote } from './nodes/footnote.ts';

/** What the form around the text asks an author for. */
export type Ask = {
  dialog: (name: DialogName) => void;
  /** Pictures from this device, to be set at `pos`, at the caret, or as one gallery at the caret. */
  pictures: (where: number | 'caret' | 'gallery') => void;
};
export type DialogName = 'link' | 'lang' | 'embed' | 'keyboard' | 'library';

export type CommandName = keyof typeof commandWords;

/** Something that can be set in a text, by button, by menu, by its keys or by typing. */
export type Command = {
  name: CommandName;
  label: string;
  group: 'block' | 'insert' | 'mark';
  /** As in `aria-keyshortcuts`, with Control for what is ⌘ on a Mac. */
  keys: string;
  /** What typing it looks like in Markdown. */
  typed?: string;
  isActive?: (editor: Editor) => boolean;
  isPossible: (editor: Editor) => boolean;
  run: (editor: Editor, ask: Ask) => void;
};

const always = () => true;
const inLine = (editor: Editor): boolean => {
  const { selection } = editor.state;
  const isAll = selection instanceof AllSelection; // which begins in no line
  return (isAll || selection.$from.parent.inlineContent) && !editor.isActive('codeBlock');
};

const isWithin = (editor: Editor): boolean =>
  ['bulletList', 'orderedList', 'blockquote'].some((name) => editor.isActive(name));

const heading = (name: CommandName, level: 2 | 3 | 4): Omit<Command, 'label'> => ({
  name,
  group: 'block',
  keys: `Control+Alt+${level}`,
  typed: `${'#'.repeat(level)} `,
  isActive: (editor) => editor.isActive('heading', { level }),
  isPossible: (editor) => editor.can().toggleHeading({ level }),
  run: (editor) => editor.chain().focus().toggleHeading({ level }).run(),
});

/** In the order in which menus show them. */
const described: Omit<Command, 'label'>[] = [
  {
    name: 'paragraph',
    group: 'block',
    keys: 'Control+Alt+0',
    isActive: (editor) => editor.isActive('paragraph') && !isWithin(editor),
    isPossible: (editor) => editor.isActive('paragraph') || editor.can().setParagraph(),
    run: (editor) => editor.chain().focus().clearNodes().run(), // out of lists and quotes too
  },
  heading('heading', 2),
  heading('subheading', 3),
  heading('minorHeading', 4),
  {
    name: 'bulletList',
    group: 'block',
    keys: 'Control+Shift+8',
    typed: '- ',
    isActive: (editor) => editor.isActive('bulletList'),
    isPossible: (editor) => editor.can().toggleBulletList(),
    run: (editor) => editor.chain().focus().toggleBulletList().run(),
  },
  {
    name: 'orderedList',
    group: 'block',
    keys: 'Control+Shift+7',
    typed: '1. ',
    isActive: (editor) => editor.isActive('orderedList'),
    isPossible: (editor) => editor.can().toggleOrderedList(),
    run: (editor) => editor.chain().focus().toggleOrderedList().run(),
  },
  {
    name: 'quote',
    group: 'block',
    keys: 'Control+Shift+B',
    typed: '> ',
    isActive: (editor) => editor.isActive('blockquote'),
    isPossible: (editor) => editor.can().toggleBlockquote(),
    run: (editor) => editor.chain().focus().toggleBlockquote().run(),
  },
  {
    name: 'pullQuote',
    group: 'block',
    keys: 'Control+Shift+U',
    isActive: (editor) => editor.isActive('pullQuote'),
    isPossible: (editor) => editor.can().toggleNode('pullQuote', 'paragraph'),
    run: (editor) => editor.chain().focus().toggleNode('pullQuote', 'paragraph').run(),
  },
  {
    name: 'codeBlock',
    group: 'block',
    keys: 'Control+Alt+C',
    typed: '``` ',
    isActive: (editor) => editor.isActive('codeBlock'),
    isPossible: (editor) => editor.can().toggleCodeBlock(),
    run: (editor) => editor.chain().focus().toggleCodeBlock().run(),
  },
  {
    name: 'picture',
    group: 'insert',
    keys: 'Control+Alt+P',
    isPossible: always,
    run: (_editor, ask) => ask.pictures('caret'),
  },
  {
    name: 'gallery',
    group: 'insert',
    keys: 'Control+Alt+G',
    isPossible: always,
    run: (_editor, ask) => ask.pictures('gallery'),
  },
  {
    name: 'library',
    group: 'insert',
    keys: 'Control+Alt+L',
    isPossible: always,
    run: (_editor, ask) => ask.dialog('library'),
  },
  { name: 'table', group: 'insert', keys: 'Control+Alt+T', isPossible: always, run: insertTable },
  {
    name: 'embed',
    group: 'insert',
    keys: 'Control+Shift+E',
    isPossible: always,
    run: (_editor, ask) => ask.dialog('embed'),
  },
  {
    name: 'divider',
    group: 'insert',
    keys: 'Control+Shift+H',
    typed: '---',
    isPossible: always,
    run: (editor) => insertBlock(editor, editor.schema.nodes.divider!.create()),
  },
  {
    name: 'footnote',
    group: 'insert',
    keys: 'Control+Alt+N',
    isPossible: inLine,
    run: (editor) => {
      editor.view.focus();
      insertFootnote(editor.view);
    },
  },
  {
    name: 'bold',
    group: 'mark',
    keys: 'Control+B',
    typed: '**bold**',
    isActive: (editor) => editor.isActive('bold'),
    isPossible: inLine,
    run: (editor) => editor.chain().focus().toggleBold().run(),
  },
  {
    name: 'italic',
    group: 'mark',
    keys: 'Control+I',
    typed: '*italic*',
    isActive: (editor) => editor.isActive('italic'),
    isPossible: inLine,
    run: (editor) => editor.chain().focus().toggleItalic().run(),
  },
  {
    name: 'code',
    group: 'mark',
    keys: 'Control+E',
    typed: '`code`',
    isActive: (editor) => editor.isActive('code'),
    isPossible: inLine,
    run: (editor) => editor.chain().focus().toggleCode().run(),
  },
  {
    name: 'link',
    group: 'mark',
    keys: 'Control+K',
    typed: '[words](https://…)',
    isActive: (editor) => editor.isActive('link'),
    isPossible: inLine,
    run: (_editor, ask) => ask.dialog('link'),
  },
  {
    name: 'lang',
    group: 'mark',
    keys: 'Control+Shift+L',
    isActive: (editor) => editor.isActive('lang'),
    isPossible: inLine,
    run: (_editor, ask) => ask.dialog('lang'),
  },
];

export const commands: Command[] = described.map((command) => ({
  ...command,
  label: commandWords[command.name].label,
}));

/** The command of this name; each name has one. */
export const commandOf = (name: CommandName): Command => commands.find((command) => command.name === name)!;

/** Sets a block in place of the empty paragraph at the caret, else below the block there, and the caret below or into it. */
export function insertBlock(editor: Editor, block: Node): void {
  const { tr, schema, selection } = editor.state;
  const { $from, $to } = selection;
  const isEmptyLine =
    selection.empty && $from.depth === 1 && $from.parent.isTextblock && $from.parent.content.size === 0;
  const at = isEmptyLine ? $from.before(1) : $to.depth === 0 ? $to.pos : $to.after(1);
  tr.replaceWith(at, isEmptyLine ? $from.after(1) : at, block);
  const end = at + block.nodeSize;
  if (!tr.doc.nodeAt(end)?.isTextblock) tr.insert(end, schema.nodes.paragraph!.create());
  const isWrittenIn = !block.isAtom && block.content.size > 0;
  tr.setSelection(TextSelection.near(tr.doc.resolve(isWrittenIn ? at + 1 : end + 1))).scrollIntoView();
  editor.view.dispatch(tr);
  editor.view.focus();
}

/** Three columns under a header row. */
function insertTable(editor: Editor): void {
  const { table, tableRow, tableHeader, tableCell, paragraph } = editor.schema.nodes;
  const row = (type: typeof tableCell) =>
    tableRow!.create(
      null,
      Array.from({ length: 3 }, () => type!.create(null, paragraph!.create())),
    );
  insertBlock(editor, table!.create(null, [row(tableHeader), row(tableCell), row(tableCell)]));
}
