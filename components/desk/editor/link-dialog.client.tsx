'use client';

import type { Editor } from '@tiptap/react';
import { useId, useState } from 'react';
import { EditorDialog } from '#components/desk/editor/editor-dialog.client';
import { buttonClass } from '#components/ui/button';
import { isLinkTarget } from '#lib/body/rules';
import { editorWords as words } from '#lib/words/editor';

/** Asks where the selected words lead. With nothing selected the address itself is set as text. */
export function LinkDialog({ editor, onClose }: { editor: Editor; onClose: () => void }) {
  const present = String(editor.getAttributes('link').href ?? '');
  const [error, setError] = useState<string>();
  const id = useId();

  const close = () => {
    onClose();
    editor.commands.focus();
  };
  const setLink = (data: FormData) => {
    const href = completeAddress(String(data.get('address') ?? ''));
    if (!isLinkTarget(href)) return setError(words.linkWrong);
    const chain = editor.chain().focus().extendMarkRange('link');
    if (editor.state.selection.empty && !present) {
      chain.insertContent({ type: 'text', text: href, marks: [{ type: 'link', attrs: { href } }] }).run();
    } else {
      chain.setLink({ href }).run();
    }
    close();
  };

  return (
    <EditorDialog title={words.linkTitle} confirm={words.linkSet} error={error} onConfirm={setLink} onClose={close}>
      <div className="field">
        <label className="field-label" htmlFor={id}>
          {words.linkAddress}
        </label>
        <input
          id={id}
          name="address"
          className="field-input"
          defaultValue={present}
          placeholder={words.linkHint}
          inputMode="url"
          autoComplete="off"
          autoCapitalize="none"
          spellCheck={false}
          // biome-ignore lint/a11y/noAutofocus: the one field of a dialog that was just asked for
          autoFocus
        />
      </div>
      {present && (
        <button
          type="button"
          className={buttonClass({ variant: 'quiet', small: true })}
          onClick={() => {
            editor.chain().focus().extendMarkRange('link').unsetLink().run();
            close();
          }}
        >
          {words.linkRemove}
        </button>
      )}
    </EditorDialog>
  );
}

/** What people type for an address: a mailbox without mailto:, a host without https://. */
function completeAddress(typed: string): string {
  const address = typed.trim();
  if (/^[^\s@/:]+@[^\s@/]+\.[^\s@/]+$/.test(address)) return `mailto:${address}`;
  if (/^[^\s/:#?]+\.[^\s/:]{2,}(?:[/:?#]|$)/.test(address)) return `https://${address}`;
  return address;
}
