'use client';

import { redoDepth, undoDepth } from '@tiptap/pm/history';
import { type Editor, useEditorState } from '@tiptap/react';
import { type KeyboardEvent, useMemo } from 'react';
import { CommandMenu } from '#components/desk/editor/command-menu.client';
import { TableTools } from '#components/desk/editor/table-tools.client';
import { ToolButton } from '#components/desk/editor/tool-button.client';
import { toolFaces } from '#components/desk/editor/tool-faces';
import { editorWords as words } from '#lib/words/editor';
import { type Ask, commandOf } from './commands.ts';

type Props = { editor: Editor; ask: Ask };

/** What is asked for most, in groups. All that there is stands in the menu at its end. */
const groups = [
  ['heading', 'subheading'],
  ['bold', 'italic', 'link', 'footnote'],
  ['bulletList', 'orderedList', 'quote'],
] as const;
const shown = groups.flat();

/** Buttons for what the text may hold. Each does what its keys do, and shows whether it holds at the caret. */
export function Toolbar({ editor, ask }: Props) {
  const at = useEditorState({
    editor,
    selector: ({ editor }) => ({
      active: shown.filter((name) => commandOf(name).isActive?.(editor)).join(' '),
      canUndo: undoDepth(editor.state) > 0,
      canRedo: redoDepth(editor.state) > 0,
      editable: editor.isEditable,
      onBlock: ['figure', 'embed', 'divider'].some((name) => editor.isActive(name)),
      inTable: editor.isActive('table'),
    }),
  });
  // The same elements as long as nothing they show has changed: a key in the text draws none of them.
  return useMemo(() => {
    const active = new Set(at.active.split(' '));
    const picture = commandOf('picture');
    return (
      <div className="editor-toolbars">
        <div
          role="toolbar"
          onMouseDown={keepCaret}
          className="editor-toolbar"
          aria-label={words.toolbar}
          onKeyDown={onToolbarKey(editor)}
        >
          {groups.map((group) => (
            <div key={group[0]} className="editor-toolbar-group">
              {group.map((name) => {
                const { label, keys, isActive, run } = commandOf(name);
                const pressed = isActive && active.has(name);
                return (
                  <ToolButton
                    key={name}
                    label={label}
                    keys={keys}
                    face={toolFaces[name]}
                    pressed={pressed}
                    disabled={!at.editable || at.onBlock}
                    onClick={() => run(editor, ask)}
                  />
                );
              })}
            </div>
          ))}
          <span className="editor-toolbar-gap" />
          <div className="editor-toolbar-group">
            <ToolButton
              label={words.undo}
              keys="Control+Z"
              face={toolFaces.undo}
              disabled={!at.editable || !at.canUndo}
              onClick={() => editor.chain().focus().undo().run()}
            />
            <ToolButton
              label={words.redo}
              keys="Control+Shift+Z"
              face={toolFaces.redo}
              disabled={!at.editable || !at.canRedo}
              onClick={() => editor.chain().focus().redo().run()}
            />
          </div>
          <button
            type="button"
            className="editor-tool editor-tool-words"
            aria-label={words.addPicture}
            aria-keyshortcuts={picture.keys}
            disabled={!at.editable}
            onClick={() => ask.pictures('caret')}
          >
            {toolFaces.picture} <span className="editor-tool-name">{words.addPicture}</span>
          </button>
          <CommandMenu editor={editor} ask={ask} disabled={!at.editable} />
        </div>
        {at.inTable && at.editable && (
          <TableTools editor={editor} onKeyDown={onToolbarKey(editor)} onMouseDown={keepCaret} />
        )}
      </div>
    );
  }, [editor, ask, at]);
}

/** A pressed button would take the caret out of the text, and what is typed next would land wherever it comes back. */
function keepCaret(event: React.MouseEvent<HTMLElement>): void {
  event.preventDefault();
}

/** Arrow keys go along the buttons, as in any toolbar; Escape goes back to the text. */
const onToolbarKey = (editor: Editor) => (event: KeyboardEvent<HTMLElement>) => {
  if (event.defaultPrevented || (event.target as Element).closest('[role="menu"]')) return;
  if (event.key === 'Escape') editor.commands.focus();
  const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
  if (!step) return;
  const buttons = [...event.currentTarget.querySelectorAll<HTMLButtonElement>('button:enabled:not([role])')];
  const here = buttons.indexOf(event.target as HTMLButtonElement);
  buttons.at((here + step) % buttons.length)?.focus();
};
