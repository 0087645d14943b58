import type { Editor } from '@tiptap/react';
import { useEffect, useRef } from 'react';
import { fileKindOf } from '#lib/articles/exchange/file-kinds';
import { pictureRefusals } from '#lib/media/rules';
import { pastingWords as words } from '#lib/words/pasting';
import { gapAt } from './block-gap.ts';
import type { PasteNote } from './pasting/pasting.ts';
import { filesIn, isPicture } from './picture-uploads.ts';

/**
 * Files dropped anywhere on the page, also beside the text: the browser would open them in place of it. Pictures go where
 * the line shows; of what is none is said why it stays out.
 */
export function useDroppedFiles(
  editor: Editor | null,
  take: (pictures: File[], at: number) => void,
  say: (notes: PasteNote[]) => void,
): void {
  const latest = useRef({ take, say });
  latest.current = { take, say };
  useEffect(() => {
    if (!editor) return;
    const bringsFiles = (event: DragEvent) => event.dataTransfer?.types.includes('Files') ?? false;
    const over = (event: DragEvent) => {
      if (bringsFiles(event)) event.preventDefault(); // else the drop is the browser's
    };
    const drop = (event: DragEvent) => {
      if (!bringsFiles(event)) return;
      event.preventDefault();
      if (!editor.isEditable || document.querySelector(':modal')) return; // the page says who writes, or asks something
      const files = filesIn(event.dataTransfer);
      const refusals = refusalsOf(files);
      if (refusals.length > 0) latest.current.say(refusals);
      latest.current.take(files.filter(isPicture), gapAt(editor.view, event.clientY).pos);
    };
    document.addEventListener('dragover', over);
    document.addEventListener('drop', drop);
    return () => {
      document.removeEventListener('dragover', over);
      document.removeEventListener('drop', drop);
    };
  }, [editor]);
}

/** Why files that are no pictures stay out of a text. */
export const refusalsOf = (files: File[]): PasteNote[] =>
  files.filter((file) => !isPicture(file)).map(({ name }, index) => ({ ...refusalOf(name), id: `file-${index}` }));

const reasons = { html: words.fileForList, markdown: words.fileForList, program: words.fileOfProgram };

function refusalOf(name: string): Omit<PasteNote, 'id'> {
  const kind = fileKindOf(name);
  return { text: words.fileNotTaken(name, kind ? reasons[kind] : pictureRefusals.kind), isBad: true };
}
