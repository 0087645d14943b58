'use client';

import { useId } from 'react';
import { EditorDialog } from '#components/desk/editor/editor-dialog.client';

type Props = {
  title: string;
  text: string;
  label: string;
  confirm: string;
  required?: boolean;
  error?: string;
  busy: boolean;
  onConfirm: (note: string) => void;
  onClose: () => void;
};

/** Asks for a few words that go with what is about to be done. */
export function NoteDialog({ title, text, label, confirm, required, error, busy, onConfirm, onClose }: Props) {
  const id = useId();
  return (
    <EditorDialog
      title={title}
      text={text}
      confirm={confirm}
      error={error}
      busy={busy}
      onConfirm={(data) => onConfirm(String(data.get('note') ?? ''))}
      onClose={onClose}
    >
      <div className="field">
        <label className="field-label" htmlFor={id}>
          {label}
        </label>
        <textarea id={id} name="note" className="field-input" rows={4} required={required} maxLength={2000} />
      </div>
    </EditorDialog>
  );
}
