'use client';

import type { Editor } from '@tiptap/react';
import { EmbedDialog } from '#components/desk/editor/embed-dialog.client';
import { KeyboardDialog } from '#components/desk/editor/keyboard-dialog.client';
import { LangDialog } from '#components/desk/editor/lang-dialog.client';
import { LibraryDialog } from '#components/desk/editor/library-dialog.client';
import { LinkDialog } from '#components/desk/editor/link-dialog.client';
import type { DialogName } from './commands.ts';
import type { Pictures } from './picture-uploads.ts';

type Props = { editor: Editor; name: DialogName; pictures: Pictures; onClose: () => void };

/** The dialog that a command has asked for. */
export function EditorDialogs({ editor, name, pictures, onClose }: Props) {
  switch (name) {
    case 'link':
      return <LinkDialog editor={editor} onClose={onClose} />;
    case 'lang':
      return <LangDialog editor={editor} onClose={onClose} />;
    case 'embed':
      return <EmbedDialog editor={editor} onClose={onClose} />;
    case 'library':
      return <LibraryDialog editor={editor} pictures={pictures} onClose={onClose} />;
    case 'keyboard':
      return (
        <KeyboardDialog
          onClose={() => {
            onClose();
            editor.commands.focus();
          }}
        />
      );
    default:
      return name satisfies never;
  }
}
