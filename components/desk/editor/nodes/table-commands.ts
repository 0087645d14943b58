import type { Editor } from '@tiptap/core';
import type { Command } from '@tiptap/pm/state';
import {
  addColumnAfter,
  addColumnBefore,
  addRowAfter,
  addRowBefore,
  deleteColumn,
  deleteRow,
  deleteTable,
  mergeCells,
  selectedRect,
  splitCell,
  toggleHeader,
} from '@tiptap/pm/tables';
import { mostColumns, mostRows } from '#lib/body/rules';

/** What can be done to the table at the caret. */
export const tableCommands = {
  rowAbove: within(addRowBefore, 'rows'),
  rowBelow: within(addRowAfter, 'rows'),
  columnBefore: within(addColumnBefore, 'columns'),
  columnAfter: within(addColumnAfter, 'columns'),
  headRow: toggleHeader('row'),
  headColumn: toggleHeader('column'),
  merge: mergeCells,
  split: splitCell,
  removeRow: orWhole(deleteRow, 'rows'),
  removeColumn: orWhole(deleteColumn, 'columns'),
  removeTable: deleteTable,
} satisfies Record<string, Command>;
export type TableCommandName = keyof typeof tableCommands;

/** Whether the command can do something to the table in which the caret stands. */
export const canTable = (editor: Editor, name: TableCommandName): boolean => tableCommands[name](editor.state);

/** Does it, and leaves the focus in the text. */
export function runTable(editor: Editor, name: TableCommandName): void {
  tableCommands[name](editor.state, editor.view.dispatch);
  editor.view.focus();
}

/** No more rows or columns than can be stored. */
function within(command: Command, what: 'rows' | 'columns'): Command {
  return (state, dispatch) => {
    if (!isInTable(state)) return false;
    const { map } = selectedRect(state);
    return what === 'rows'
      ? map.height < mostRows && command(state, dispatch)
      : map.width < mostColumns && command(state, dispatch);
  };
}

/** Removing all that there is removes the table. */
function orWhole(command: Command, what: 'rows' | 'columns'): Command {
  return (state, dispatch) => {
    if (!isInTable(state)) return false;
    const { map, top, bottom, left, right } = selectedRect(state);
    const isAll = what === 'rows' ? bottom - top === map.height : right - left === map.width;
    return isAll ? deleteTable(state, dispatch) : command(state, dispatch);
  };
}

function isInTable({ selection: { $head } }: Parameters<Command>[0]): boolean {
  for (let depth = $head.depth; depth > 0; depth--) if ($head.node(depth).type.spec.tableRole === 'row') return true;
  return false;
}
