'use client';

import type { Editor } from '@tiptap/react';
import { useId, useState } from 'react';
import { EditorDialog } from '#components/desk/editor/editor-dialog.client';
import { buttonClass } from '#components/ui/button';
import { isLanguageTag } from '#lib/body/rules';
import { blockWords as words } from '#lib/words/blocks';

/** Those that stand in a magazine about the peninsula, the likeliest first. */
const common = ['ko', 'en', 'ja', 'zh-Hans', 'zh-Hant', 'ru', 'de', 'fr', 'es', 'vi', 'mn'];

/** Asks in which language the selected words are; with nothing selected, for the words too. */
export function LangDialog({ editor, onClose }: { editor: Editor; onClose: () => void }) {
  const [present] = useState(() => String(editor.getAttributes('lang').lang ?? ''));
  const [choice, setChoice] = useState(present === '' ? 'ko' : common.includes(present) ? present : 'other');
  const [error, setError] = useState<string>();
  const id = useId();
  const hasWords = !editor.state.selection.empty || present !== '';

  const close = () => {
    onClose();
    editor.commands.focus();
  };
  const confirm = (data: FormData) => {
    const typed = String(data.get('words') ?? '').trim();
    if (!hasWords && typed === '') return setError(words.langNothing);
    const lang = choice === 'other' ? String(data.get('tag')).trim() : choice;
    if (!isLanguageTag(lang)) return setError(words.langWrong);
    if (hasWords) editor.chain().focus().extendMarkRange('lang').setMark('lang', { lang }).run();
    else {
      const marks = [...(editor.state.storedMarks ?? editor.state.selection.$from.marks())];
      const mark = editor.schema.marks.lang!.create({ lang });
      const text = editor.schema.text(typed.normalize('NFC'), mark.addToSet(marks));
      editor.view.dispatch(editor.state.tr.replaceSelectionWith(text, false).scrollIntoView());
    }
    close();
  };

  return (
    <EditorDialog
      title={words.langDialog}
      text={words.langText}
      confirm={words.langSet}
      error={error}
      onConfirm={confirm}
      onClose={close}
    >
      <div className="field">
        <label className="field-label" htmlFor={id}>
          {words.langChoice}
        </label>
        <select
          id={id}
          className="field-input"
          value={choice}
          onChange={(event) => {
            setChoice(event.target.value);
            setError(undefined);
          }}
          // biome-ignore lint/a11y/noAutofocus: the first field of a dialog that was just asked for
          autoFocus
        >
          {common.map((tag) => (
            <option key={tag} value={tag}>
              {nameOf(tag)}
            </option>
          ))}
          <option value="other">{words.langOther}</option>
        </select>
      </div>
      {!hasWords && (
        <div className="field">
          <label className="field-label" htmlFor={`${id}-words`}>
            {words.langWords}
          </label>
          <input
            id={`${id}-words`}
            name="words"
            className="field-input"
            autoComplete="off"
            lang={choice === 'other' ? undefined : choice}
          />
        </div>
      )}
      {choice === 'other' && (
        <div className="field">
          <label className="field-label" htmlFor={`${id}-tag`}>
            {words.langTag}
          </label>
          <input
            id={`${id}-tag`}
            name="tag"
            className="field-input"
            defaultValue={common.includes(present) ? '' : present}
            placeholder={words.langTagHint}
            autoComplete="off"
            autoCapitalize="none"
            spellCheck={false}
          />
        </div>
      )}
      {present && (
        <button
          type="button"
          className={buttonClass({ variant: 'quiet', small: true })}
          onClick={() => {
            editor.chain().focus().extendMarkRange('lang').unsetMark('lang').run();
            close();
          }}
        >
          {words.langRemove}
        </button>
      )}
    </EditorDialog>
  );
}

/** A language in English and in itself: 'Korean – 한국어'. */
function nameOf(tag: string): string {
  const name = new Intl.DisplayNames('en', { type: 'language' }).of(tag) ?? tag;
  const own = new Intl.DisplayNames(tag, { type: 'language' }).of(tag);
  return own && own !== name ? `${name} – ${own}` : name;
}
