import { Fragment, type Node as ProseMirrorNode, type Schema, Slice } from '@tiptap/pm/model';
import { Plugin, TextSelection } from '@tiptap/pm/state';
import type { EditorView } from '@tiptap/pm/view';
import type { Block, Inline } from '#lib/body/body';
import { bodyFromHtml } from '#lib/body/html/read';
import { inCell } from '#lib/body/html/tables';
import { bodyFromMarkdown, isMarkdown } from '#lib/body/markdown';
import { DomainError } from '#lib/errors';
import { pastingWords as words } from '#lib/words/pasting';
import { addressIn, isNothing, isTooLarge, type PasteHost } from './pasting.ts';

/**
 * What is pasted into a note, or dropped there, comes in as anywhere else in the text, by the one reader of HTML. A note
 * holds lines alone: headings, lists and quotes become lines, and what is none is said to be left out.
 */
export function pastingInNote(host: PasteHost): Plugin {
  let asksForPlain = false;
  const take = (view: EditorView, data: DataTransfer | null, isPlain: boolean): boolean => {
    if (view.composing || !view.editable || !data) return false;
    const html = isPlain ? '' : data.getData('text/html');
    const text = data.getData('text/plain');
    if (html.trim() === '' && text === '') return false;
    if (isTooLarge(html, text)) host.say([{ id: 'refused', text: words.pasteTooLarge, isBad: true }]);
    else paste(view, host, html, text, isPlain);
    return true;
  };
  return new Plugin({
    props: {
      handleDrop: (view, event, _slice, isMoved) => {
        const at = view.posAtCoords({ left: event.clientX, top: event.clientY });
        if (isMoved || !at) return false;
        view.dispatch(view.state.tr.setSelection(TextSelection.near(view.state.doc.resolve(at.pos))));
        return take(view, event.dataTransfer, false);
      },
      handleDOMEvents: {
        keydown: (_view, event) => {
          asksForPlain = event.shiftKey && (event.ctrlKey || event.metaKey) && event.code === 'KeyV';
          return false;
        },
        paste: (view, event) => {
          const isPlain = asksForPlain;
          asksForPlain = false;
          const isTaken = take(view, event.clipboardData, isPlain);
          if (isTaken) event.preventDefault();
          return isTaken;
        },
      },
    },
  });
}

function paste(view: EditorView, host: PasteHost, html: string, text: string, isPlain: boolean): void {
  const { schema, selection, tr } = view.state;
  host.say([]);
  const href = isPlain ? null : addressIn(text);
  if (href !== null) {
    const link = schema.marks.link!.create({ href });
    if (selection.empty) tr.replaceSelectionWith(schema.text(href, [link]), false).removeStoredMark(link);
    else tr.addMark(selection.from, selection.to, link);
    view.dispatch(tr.scrollIntoView().setMeta('paste', true));
    return;
  }
  try {
    const { lines, isWhole } = isPlain ? plainLines(text) : linesOf(html, text, host.language());
    if (!isWhole) host.say([{ id: 'left-out', text: words.leftOutOfNote }]);
    const content = nodesOf(schema, lines);
    view.dispatch(
      tr
        .replaceSelection(new Slice(content, 0, 0))
        .scrollIntoView()
        .setMeta('paste', true),
    );
  } catch (error) {
    if (!(error instanceof DomainError)) throw error;
    host.say([{ id: 'refused', text: error.message, isBad: true }]);
  }
}

type Lines = { lines: Inline[][]; isWhole: boolean };

/** The words of what was copied, line by line, and whether that is all of it. */
function linesOf(html: string, text: string, language: string): Lines {
  const reading =
    html.trim() !== ''
      ? bodyFromHtml(html, { language })
      : isMarkdown(text)
        ? bodyFromMarkdown(text, { language })
        : null;
  if (!reading || isNothing(reading)) return plainLines(text);
  const { paragraphs, rest } = inCell(reading.body.content);
  const found = paragraphs.map(({ content = [] }) => content);
  const lines = found.map((line) => line.filter(({ type }) => type !== 'footnote')).filter((line) => line.length > 0);
  const hasNotes = found.some((line) => line.some(({ type }) => type === 'footnote'));
  return { lines, isWhole: !hasNotes && rest.every(isDivider) };
}

const isDivider = ({ type }: Block): boolean => type === 'divider';

function plainLines(text: string): Lines {
  const lines = text.split(/[\r\n]+/).filter((line) => line.trim() !== '');
  return { lines: lines.map((line) => [{ type: 'text', text: line }]), isWhole: true };
}

function nodesOf(schema: Schema, lines: Inline[][]): Fragment {
  const nodes = lines.flatMap((line, index): ProseMirrorNode[] => [
    ...(index > 0 ? [schema.nodes.hardBreak!.create()] : []),
    ...line.map((inline) => schema.nodeFromJSON(inline)),
  ]);
  return Fragment.fromArray(nodes);
}
