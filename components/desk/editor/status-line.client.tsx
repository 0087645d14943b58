'use client';

import './status-line.css';
import type { Editor } from '@tiptap/react';
import { useEffect, useState } from 'react';
import { Outline } from '#components/desk/editor/outline.client';
import { minutesFor } from '#lib/body/measure';
import { typingWords as words } from '#lib/words/typing';
import { measureState } from './measured-text.ts';
import { useWritingAlone } from './writing-alone.ts';

type Props = { editor: Editor; onFind: () => void };

/** Below the text: how long it is, its outline, and a way to be alone with it. */
export function StatusLine({ editor, onFind }: Props) {
  const { text, selected } = useMeasure(editor);
  const { isAlone, toggle } = useWritingAlone(editor);
  const isKorean = text.syllables > 0;
  const shown = selected
    ? [
        words.ofWhole(words.words(selected.words), text.words),
        isKorean && words.ofWhole(words.characters(selected.characters), text.characters),
      ]
    : [words.words(text.words), isKorean && words.characters(text.characters), words.minutes(minutesFor(text))];
  return (
    <div className="status-line">
      <p>{shown.filter(Boolean).join(' · ')}</p>
      <button type="button" className="editor-tool editor-tool-words" aria-keyshortcuts="Control+F" onClick={onFind}>
        {words.find}
      </button>
      <Outline editor={editor} />
      <button
        type="button"
        className="editor-tool editor-tool-words"
        aria-pressed={isAlone}
        aria-keyshortcuts="Control+Shift+F"
        title={`${isAlone ? words.leaveAlone : words.alone} (Ctrl+Shift+F)`}
        onClick={toggle}
      >
        {words.alone}
      </button>
    </div>
  );
}

/** Measured when the hands rest, or every two seconds while they do not: no key waits for it. */
function useMeasure(editor: Editor) {
  const [measure, setMeasure] = useState(() => measureState(editor.state));
  useEffect(() => {
    let rest: ReturnType<typeof setTimeout> | undefined;
    let first: ReturnType<typeof setTimeout> | undefined;
    const take = () => {
      clearTimeout(rest);
      clearTimeout(first);
      first = undefined;
      setMeasure(measureState(editor.state));
    };
    const soon = () => {
      clearTimeout(rest);
      rest = setTimeout(take, 300);
      first ??= setTimeout(take, 2000);
    };
    editor.on('update', soon);
    editor.on('selectionUpdate', soon);
    take();
    return () => {
      clearTimeout(rest);
      clearTimeout(first);
      editor.off('update', soon);
      editor.off('selectionUpdate', soon);
    };
  }, [editor]);
  return measure;
}
