'use client';

import './keyboard-dialog.css';
import { useEffect, useRef } from 'react';
import { Button } from '#components/ui/button';
import { blockWords as words } from '#lib/words/blocks';
import { editorWords } from '#lib/words/editor';
import { commands } from './commands.ts';
import { shownKeys } from './shown-keys.ts';

type Row = { label: string; keys?: string; typed?: string };

/** Every key of the editor, and what typing sets in Markdown. */
export function KeyboardDialog({ onClose }: { onClose: () => void }) {
  const dialog = useRef<HTMLDialogElement>(null);
  useEffect(() => {
    if (!dialog.current?.open) dialog.current?.showModal();
  }, []);
  return (
    <dialog ref={dialog} className="editor-dialog keyboard-dialog" aria-labelledby="keyboard-title" onClose={onClose}>
      <h2 id="keyboard-title">{words.keyboard}</h2>
      <p>{words.anyBlock}</p>
      <Keys title={words.keyboardBlocks} rows={commands.filter(({ group }) => group !== 'mark')} />
      <Keys title={words.keyboardWords} rows={commands.filter(({ group }) => group === 'mark')} />
      <Keys title={words.keyboardEditor} rows={others} />
      <div className="editor-dialog-buttons">
        <Button autoFocus onClick={() => dialog.current?.close()}>
          {words.close}
        </Button>
      </div>
    </dialog>
  );
}

const others: Row[] = [
  { label: editorWords.save, keys: 'Control+S' },
  { label: editorWords.undo, keys: 'Control+Z' },
  { label: editorWords.redo, keys: 'Control+Shift+Z' },
  { label: words.lineBreak, keys: 'Shift+Enter' },
  { label: words.nextCell, keys: 'Tab' },
  { label: words.toToolbar, keys: 'Alt+F10' },
  { label: words.thisList, keys: 'Control+/' },
  { label: words.leaveBlock },
];

const Keys = ({ title, rows }: { title: string; rows: Row[] }) => (
  <section className="keyboard-part">
    <h3>{title}</h3>
    <dl>
      {rows.map(({ label, keys, typed }) => (
        <div key={label}>
          <dt>{label}</dt>
          <dd>
            {keys && <kbd>{shownKeys(keys)}</kbd>} {typed && <code>{typed}</code>}
          </dd>
        </div>
      ))}
    </dl>
  </section>
);
