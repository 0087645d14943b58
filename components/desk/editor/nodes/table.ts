import { callOrReturn, getExtensionField, Node, type ParentConfig } from '@tiptap/core';
import { addRowAfter, goToNextCell, tableEditing } from '@tiptap/pm/tables';

declare module '@tiptap/core' {
  interface NodeConfig<Options, Storage> {
    /** What the node is to prosemirror-tables. */
    tableRole?:
      | string
      | ((this: {
          name: string;
          options: Options;
          storage: Storage;
          parent: ParentConfig<NodeConfig<Options>>['tableRole'];
        }) => string);
  }
}

/** A table, by prosemirror-tables. Columns have no widths of their own: the page sets them by what is in them. */
export const tableNode = Node.create({
  name: 'table',
  group: 'block',
  content: 'tableRow+',
  tableRole: 'table',
  isolating: true,
  parseHTML: () => [{ tag: 'table' }],
  renderHTML: () => ['table', ['tbody', 0]],
  extendNodeSchema(extension) {
    const context = { name: extension.name, options: extension.options, storage: extension.storage };
    return { tableRole: callOrReturn(getExtensionField(extension, 'tableRole', context)) };
  },
  addProseMirrorPlugins: () => [tableEditing()],
  addKeyboardShortcuts() {
    const go = (direction: 1 | -1) => goToNextCell(direction)(this.editor.state, this.editor.view.dispatch);
    return {
      Tab: () => {
        if (!this.editor.isActive('table')) return false;
        if (go(1)) return true;
        addRowAfter(this.editor.state, this.editor.view.dispatch); // after the last cell the table goes on
        return go(1);
      },
      'Shift-Tab': () => this.editor.isActive('table') && (go(-1) || true),
    };
  },
});

export const tableRowNode = Node.create({
  name: 'tableRow',
  content: '(tableCell | tableHeader)*', // cells from above may span all of it
  tableRole: 'row',
  parseHTML: () => [{ tag: 'tr' }],
  renderHTML: () => ['tr', 0],
});

const cell = (name: string, tag: 'td' | 'th', tableRole: string) =>
  Node.create({
    name,
    content: 'paragraph+',
    tableRole,
    isolating: true,
    addAttributes: () => ({ colspan: span('colspan'), rowspan: span('rowspan') }),
    parseHTML: () => [{ tag }],
    renderHTML: ({ HTMLAttributes }) => [tag, HTMLAttributes, 0],
  });
export const tableCellNode = cell('tableCell', 'td', 'cell');
export const tableHeaderNode = cell('tableHeader', 'th', 'header_cell');

const span = (name: 'colspan' | 'rowspan') => ({
  default: 1,
  parseHTML: (from: HTMLElement) => Math.max(1, Number.parseInt(from.getAttribute(name) ?? '1', 10) || 1),
  renderHTML: (attributes: Record<string, unknown>) => (attributes[name] === 1 ? {} : { [name]: attributes[name] }),
});
