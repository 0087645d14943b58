'use client';

import { CellSelection } from '@tiptap/pm/tables';
import { type Editor, useEditorState } from '@tiptap/react';
import { BubbleMenu } from '@tiptap/react/menus';
import { ToolButton } from '#components/desk/editor/tool-button.client';
import { toolFaces } from '#components/desk/editor/tool-faces';
import { blockWords as words } from '#lib/words/blocks';
import { type Ask, commandOf } from './commands.ts';

const offered = ['bold', 'italic', 'code', 'link', 'lang', 'footnote', 'heading'] as const;

/** The same at each drawing: another would be a change to the editor, which begins to wait anew before it shows the menu. */
const place = { placement: 'top', offset: 8, flip: { padding: 8 }, shift: { padding: 8 } } as const;

/** Beside selected words: what can be made of them. The toolbar has the same for the keyboard. */
export function SelectionMenu({ editor, ask }: { editor: Editor; ask: Ask }) {
  const active = useEditorState({
    editor,
    selector: ({ editor }) =>
      editor.state.selection.empty ? '' : offered.filter((name) => commandOf(name).isActive?.(editor)).join(' '),
  }).split(' ');
  return (
    <BubbleMenu
      editor={editor}
      shouldShow={hasWords}
      options={place}
      ref={nameMenu}
      className="selection-menu"
      onMouseDown={(event) => event.preventDefault()}
    >
      {offered.map((name) => {
        const { label, keys, isActive, run } = commandOf(name);
        return (
          <ToolButton
            key={name}
            label={label}
            keys={keys}
            face={toolFaces[name]}
            pressed={isActive && active.includes(name)}
            onClick={() => run(editor, ask)}
          />
        );
      })}
    </BubbleMenu>
  );
}

/** Tiptap 3.34 hands neither on to its element. */
const nameMenu = (element: HTMLElement | null): void => {
  element?.setAttribute('role', 'group');
  element?.setAttribute('aria-label', words.selection);
};

type Shown = { editor: Editor; element: HTMLElement; from: number; to: number };

const hasWords = ({ editor, element, from, to }: Shown): boolean => {
  const { selection, doc } = editor.state;
  // what the find bar goes through is selected too, and the menu would lie over the bar
  if (!editor.view.hasFocus() && !element.contains(document.activeElement)) return false;
  if (!editor.isEditable || selection.empty || selection instanceof CellSelection || 'node' in selection) return false;
  return !editor.isActive('codeBlock') && doc.textBetween(from, to).trim() !== '';
};
