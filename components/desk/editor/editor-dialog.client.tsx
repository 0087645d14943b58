'use client';

import './editor-dialog.css';
import { type ReactNode, useId } from 'react';
import { createPortal } from 'react-dom';
import { buttonClass } from '#components/ui/button';
import { editorWords as words } from '#lib/words/editor';
import { useModal } from '../use-modal.ts';

type Props = {
  title: string;
  text?: string;
  /** What is done; without one there is nothing to do but to leave. */
  confirm?: string;
  /** What leaves it is called, where nothing is given up by it. */
  cancel?: string;
  /** More than a question: as wide as it needs. */
  isWide?: boolean;
  /** Sentence under the fields when what was asked for could not be done. */
  error?: string;
  busy?: boolean;
  onConfirm?: (data: FormData) => void;
  onClose: () => void;
  children?: ReactNode;
};

/**
 * A question above the page, as the browser's own modal dialog: it keeps the focus, and Escape closes it. It stands at the end
 * of the page, so that a menu it was asked for in can close.
 */
export function EditorDialog({
  title,
  text,
  confirm,
  cancel,
  isWide,
  error,
  busy,
  onConfirm,
  onClose,
  children,
}: Props) {
  const { dialog, close, onCancel } = useModal();
  const titleId = useId();
  return createPortal(
    <dialog
      ref={dialog}
      className={isWide ? 'editor-dialog editor-dialog-wide' : 'editor-dialog'}
      aria-labelledby={titleId}
      onCancel={onCancel}
      onClose={onClose}
    >
      <form
        onSubmit={(event) => {
          event.preventDefault();
          onConfirm?.(new FormData(event.currentTarget));
        }}
      >
        <h2 id={titleId}>{title}</h2>
        {text && <p>{text}</p>}
        {children}
        {error && (
          <p role="alert" className="field-error">
            {error}
          </p>
        )}
        <div className="editor-dialog-buttons">
          <button type="button" className={buttonClass({ variant: 'quiet' })} onClick={close}>
            {cancel ?? words.cancel}
          </button>
          {confirm && (
            <button type="submit" className={buttonClass()} disabled={busy}>
              {confirm}
            </button>
          )}
        </div>
      </form>
    </dialog>,
    document.body,
  );
}
