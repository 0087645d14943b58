'use client';

import { useId, useState } from 'react';
import { Button } from '#components/ui/button';
import { noteWords as words } from '#lib/words/notes';
import { isTaken } from '../input-method.ts';
import { useKeptText } from './use-kept-text.ts';

type Props = {
  /** Names what is typed, so that a reload does not lose it. */
  name: string;
  label: string;
  send: string;
  /** Returns why it was refused, or null. */
  onSend: (body: string) => Promise<string | null>;
  onCancel: () => void;
};

/** A few words about a passage, or in answer. Ctrl+Enter sends them, Escape leaves. */
export function NoteForm({ name, label, send, onSend, onCancel }: Props) {
  const [text, setText] = useKeptText(name);
  const [busy, setBusy] = useState(false);
  const [refusal, setRefusal] = useState<string | null>(null);
  const id = useId();
  const submit = async () => {
    if (busy || text.trim() === '') return;
    setBusy(true);
    const why = await onSend(text);
    setBusy(false);
    setRefusal(why);
    if (why === null) setText('');
  };
  return (
    <form
      className="note-form"
      aria-busy={busy}
      onSubmit={(event) => {
        event.preventDefault();
        void submit();
      }}
    >
      <label className="field-label" htmlFor={id}>
        {label}
      </label>
      <textarea
        id={id}
        className="field-input"
        rows={3}
        maxLength={2000}
        required
        value={text}
        aria-invalid={refusal ? true : undefined}
        aria-describedby={refusal ? `${id}-error` : undefined}
        // biome-ignore lint/a11y/noAutofocus: the one field of a form that was just asked for
        autoFocus
        onChange={(event) => setText(event.target.value)}
        onKeyDown={(event) => {
          if (isTaken(event.nativeEvent)) return;
          if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) {
            event.preventDefault();
            void submit();
          } else if (event.key === 'Escape') onCancel();
        }}
      />
      {refusal && (
        <p role="alert" className="field-error" id={`${id}-error`}>
          {refusal}
        </p>
      )}
      <div className="note-buttons">
        <Button type="submit" small>
          {send}
        </Button>
        <Button variant="quiet" small onClick={onCancel}>
          {words.cancel}
        </Button>
      </div>
    </form>
  );
}
