'use client';

import { type Editor, useEditorState } from '@tiptap/react';
import type { KeyboardEvent, MouseEvent } from 'react';
import { blockWords as words } from '#lib/words/blocks';
import { canTable, runTable, type TableCommandName, tableCommands } from './nodes/table-commands.ts';

type Props = {
  editor: Editor;
  onKeyDown: (event: KeyboardEvent<HTMLElement>) => void;
  onMouseDown: (event: MouseEvent<HTMLElement>) => void;
};

const names = Object.keys(tableCommands) as TableCommandName[];

/** Below the toolbar while the caret is in a table: its rows, columns and cells. */
export function TableTools({ editor, onKeyDown, onMouseDown }: Props) {
  const possible = useEditorState({
    editor,
    selector: ({ editor }) => names.filter((name) => canTable(editor, name)).join(' '),
  }).split(' ');
  return (
    <div
      role="toolbar"
      className="editor-toolbar editor-table-tools"
      aria-label={words.tableTools}
      onKeyDown={onKeyDown}
      onMouseDown={onMouseDown}
    >
      {names.map((name) => (
        <button
          key={name}
          type="button"
          className="editor-tool editor-tool-words"
          disabled={!possible.includes(name)}
          onClick={() => runTable(editor, name)}
        >
          {words[name]}
        </button>
      ))}
    </div>
  );
}
