'use client';

import { type Editor, useEditorState } from '@tiptap/react';
import type { KeyboardEvent, ReactNode } from 'react';
import { editorWords as words } from '#lib/words/editor';

type Props = { editor: Editor; onLink: () => void; onPictures: () => void };

/** Buttons for everything the text may hold. Each does what its keys do, and shows whether it holds at the caret. */
export function Toolbar({ editor, onLink, onPictures }: Props) {
  const at = useEditorState({
    editor,
    selector: ({ editor }) => ({
      bold: editor.isActive('bold'),
      italic: editor.isActive('italic'),
      link: editor.isActive('link'),
      heading: editor.isActive('heading', { level: 2 }),
      subheading: editor.isActive('heading', { level: 3 }),
      bulletList: editor.isActive('bulletList'),
      orderedList: editor.isActive('orderedList'),
      quote: editor.isActive('blockquote'),
      canUndo: editor.can().undo(),
      canRedo: editor.can().redo(),
      editable: editor.isEditable,
      onPicture: editor.isActive('figure'),
    }),
  });
  const run = () => editor.chain().focus();
  const button = (label: string, keys: string, face: ReactNode, onClick: () => void, pressed?: boolean, can = true) => (
    <button
      type="button"
      className="editor-tool"
      aria-label={label}
      aria-pressed={pressed}
      aria-keyshortcuts={keys || undefined}
      title={keys ? `${label} (${shown(keys)})` : label}
      disabled={!at.editable || !can || (pressed !== undefined && at.onPicture)}
      onClick={onClick}
    >
      {face}
    </button>
  );

  return (
    <div
      role="toolbar"
      className="editor-toolbar"
      aria-label={words.toolbar}
      onKeyDown={moveAlong}
      // A pressed button would take the caret out of the text, and what is typed next would land wherever it comes back.
      onMouseDown={(event) => event.preventDefault()}
    >
      {button(words.heading, 'Control+Alt+2', 'H2', () => run().toggleHeading({ level: 2 }).run(), at.heading)}
      {button(words.subheading, 'Control+Alt+3', 'H3', () => run().toggleHeading({ level: 3 }).run(), at.subheading)}
      {button(words.bold, 'Control+B', <b>B</b>, () => run().toggleBold().run(), at.bold)}
      {button(words.italic, 'Control+I', <i>I</i>, () => run().toggleItalic().run(), at.italic)}
      {button(words.link, 'Control+K', <Icon d={linkIcon} />, onLink, at.link)}
      {button(
        words.bulletList,
        'Control+Shift+8',
        <Icon d={bulletIcon} />,
        () => run().toggleBulletList().run(),
        at.bulletList,
      )}
      {button(
        words.orderedList,
        'Control+Shift+7',
        <Icon d={numberIcon} />,
        () => run().toggleOrderedList().run(),
        at.orderedList,
      )}
      {button(words.quote, 'Control+Shift+B', <Icon d={quoteIcon} />, () => run().toggleBlockquote().run(), at.quote)}
      <span className="editor-toolbar-gap" />
      {button(words.undo, 'Control+Z', <Icon d={undoIcon} />, () => run().undo().run(), undefined, at.canUndo)}
      {button(words.redo, 'Control+Shift+Z', <Icon d={redoIcon} />, () => run().redo().run(), undefined, at.canRedo)}
      <button type="button" className="editor-tool editor-tool-words" disabled={!at.editable} onClick={onPictures}>
        <Icon d={pictureIcon} /> {words.addPicture}
      </button>
    </div>
  );
}

/** Arrow keys go along the buttons, as in any toolbar. */
function moveAlong(event: KeyboardEvent<HTMLElement>): void {
  const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
  if (!step) return;
  const buttons = [...event.currentTarget.querySelectorAll<HTMLButtonElement>('button:enabled')];
  const here = buttons.indexOf(event.target as HTMLButtonElement);
  buttons.at((here + step) % buttons.length)?.focus();
}

const isApple = () => typeof navigator !== 'undefined' && /Mac|iPhone|iPad/.test(navigator.userAgent);
const shown = (keys: string): string =>
  isApple()
    ? keys.replace('Control', '⌘').replace('Alt', '⌥').replace('Shift', '⇧').replaceAll('+', '')
    : keys.replace('Control', 'Ctrl');

const Icon = ({ d }: { d: string }) => (
  <svg
    viewBox="0 0 20 20"
    width="20"
    height="20"
    aria-hidden="true"
    fill="none"
    stroke="currentColor"
    strokeWidth="1.6"
  >
    <path d={d} strokeLinecap="round" strokeLinejoin="round" />
  </svg>
);

const linkIcon =
  'M8.5 11.5l3-3M9 6l1.8-1.8a3.2 3.2 0 0 1 4.5 4.5L13.5 10.5M11 14l-1.8 1.8a3.2 3.2 0 0 1-4.5-4.5L6.5 9.5';
const bulletIcon = 'M8 5h9M8 10h9M8 15h9M3.5 5h.01M3.5 10h.01M3.5 15h.01';
const numberIcon = 'M9 5h8M9 10h8M9 15h8M3 4l1.2-.7V8M2.8 12.5c.3-1 2.2-1 2.2.2 0 .9-1.4 1.7-2.2 2.8H5.2';
const quoteIcon = 'M4 4v12M8 6h9M8 10h9M8 14h6';
const undoIcon = 'M7 4L3 8l4 4M3.5 8H12a4.5 4.5 0 0 1 0 9H8';
const redoIcon = 'M13 4l4 4-4 4M16.5 8H8a4.5 4.5 0 0 0 0 9h4';
const pictureIcon = 'M3 4.5h14v11H3zM3 13l4-4 3.5 3.5L13 10l4 4M13.2 7.5h.01';
