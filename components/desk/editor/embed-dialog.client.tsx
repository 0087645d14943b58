'use client';

import type { Editor } from '@tiptap/react';
import { useId, useState } from 'react';
import { EditorDialog } from '#components/desk/editor/editor-dialog.client';
import { isEmbedAddress } from '#lib/body/rules';
import { frameOf, sourceOf } from '#lib/embeds';
import { blockWords as words } from '#lib/words/blocks';
import { completeAddress } from './addresses.ts';
import { insertBlock } from './commands.ts';

/** Asks what to set as a card. Nothing is asked of the place where it stands: the author says what it is. */
export function EmbedDialog({ editor, onClose }: { editor: Editor; onClose: () => void }) {
  const [typed, setTyped] = useState('');
  const [error, setError] = useState<string>();
  const id = useId();
  const url = completeAddress(typed);
  const isAddress = isEmbedAddress(url);

  const close = () => {
    onClose();
    editor.commands.focus();
  };
  const confirm = (data: FormData) => {
    if (!isAddress) return setError(words.embedWrong);
    const said = (name: string) => String(data.get(name)).trim();
    insertBlock(editor, editor.schema.nodes.embed!.create({ url, title: said('title'), caption: said('caption') }));
    close();
  };

  return (
    <EditorDialog
      title={words.embedDialog}
      text={words.embedText}
      confirm={words.embedSet}
      error={error}
      onConfirm={confirm}
      onClose={close}
    >
      <div className="field">
        <label className="field-label" htmlFor={id}>
          {words.embedAddress}
        </label>
        <input
          id={id}
          className="field-input"
          value={typed}
          placeholder={words.embedAddressHint}
          aria-describedby={`${id}-kind`}
          inputMode="url"
          autoComplete="off"
          autoCapitalize="none"
          spellCheck={false}
          onChange={(event) => {
            setTyped(event.target.value);
            setError(undefined);
          }}
          // biome-ignore lint/a11y/noAutofocus: the first field of a dialog that was just asked for
          autoFocus
        />
        <p id={`${id}-kind`} className="field-hint" role="status">
          {isAddress ? kindOf(url) : ''}
        </p>
      </div>
      <div className="field">
        <label className="field-label" htmlFor={`${id}-title`}>
          {words.embedTitle}
        </label>
        <input
          id={`${id}-title`}
          name="title"
          className="field-input"
          placeholder={words.embedTitleHint}
          maxLength={300}
        />
      </div>
      <div className="field">
        <label className="field-label" htmlFor={`${id}-caption`}>
          {words.embedCaption}
        </label>
        <input id={`${id}-caption`} name="caption" className="field-input" maxLength={1000} />
      </div>
    </EditorDialog>
  );
}

function kindOf(url: string): string {
  const frame = frameOf(url);
  return frame ? words.embedPlays(frame.provider) : words.embedLinks(sourceOf(url));
}
