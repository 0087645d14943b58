import type { Node as ProseMirrorNode, ResolvedPos } from '@tiptap/pm/model';
import { type EditorState, Plugin, PluginKey, type Transaction } from '@tiptap/pm/state';
import { Decoration, DecorationSet } from '@tiptap/pm/view';
import type { Editor } from '@tiptap/react';
import { mostInGallery } from '#lib/body/rules';
import { boundedQueue } from '#lib/media/queue';
import { editorWords } from '#lib/words/editor';
import { type SendAnswer, sendPicture } from '../send-picture.ts';
import { type UploadNote, uploadNote } from './upload-note.ts';

type Change = { add: { id: string; pos: number; note: HTMLElement } } | { remove: string } | { fail: string };

/** Address and size of the pictures in the open text, by id; the text itself keeps the id alone. */
export type Pictures = Record<string, { src: string; width: number; height: number }>;

/** Holds the places of pictures that are still on their way, while the text around them changes. */
const key = new PluginKey<DecorationSet>('pictureUploads');

export const pictureUploads = new Plugin<DecorationSet>({
  key,
  state: {
    init: () => DecorationSet.empty,
    apply(transaction, places) {
      const change = transaction.getMeta(key) as Change | undefined;
      const mapped = places.map(transaction.mapping, transaction.doc);
      if (!change) return mapped;
      if ('remove' in change) return mapped.remove(mapped.find(undefined, undefined, ({ id }) => id === change.remove));
      if ('fail' in change) {
        for (const { spec } of mapped.find(undefined, undefined, ({ id }) => id === change.fail)) spec.hasFailed = true;
        return mapped;
      }
      const { id, pos, note } = change.add;
      // Its buttons are no part of the text.
      return mapped.add(transaction.doc, [Decoration.widget(pos, () => note, { id, key: id, stopEvent: () => true })]);
    },
  },
  props: { decorations: (state) => key.getState(state) },
});

/** How many pictures are on their way; those that failed are not. */
export const countUploads = (state: EditorState): number =>
  key.getState(state)?.find(undefined, undefined, ({ hasFailed }) => !hasFailed).length ?? 0;

/** So many are sent at a time: more would only share the line. */
const atOnce = 3;

/**
 * Sends pictures and sets each where it was put, with the words that it brings along: `at` a position, or where the caret is
 * when null. The first of a 'gallery' opens one at the caret, and the others go into it. What was lost on the way stays in
 * its place and can be tried again; returns a sentence for each that cannot be used.
 */
export async function addPictures(
  editor: Editor,
  files: File[],
  at: number | null | 'gallery',
  pictures: Pictures,
): Promise<string[]> {
  const asked = typeof at === 'number' ? at : editor.state.selection.to;
  const pos = blockPosition(editor.state, asked);
  const waiting = files.map((file): Sending => ({ file, id: crypto.randomUUID(), note: uploadNote(file.name) }));
  for (const { id, note } of waiting) change(editor, { add: { id, pos, note: note.element } });
  const refusals: string[] = [];
  const galleries = new Set<string>(); // the first picture of the one that was begun
  // Each is set when those before it are: they stand in the order in which they were chosen.
  let before: Promise<void> = Promise.resolve();
  const whole = waiting.map((sending) => {
    const answer = inTurn(() => sendPicture(sending.file, sending.note.progress));
    before = before.then(async () => finish(sending, await answer));
    return before;
  });

  const finish = ({ file, id, note }: Sending, answer: SendAnswer) => {
    if (editor.isDestroyed) return;
    if ('isWorthTrying' in answer) {
      const again = async () => finish({ file, id, note }, await sendPicture(file, note.progress));
      note.fail(answer.error, again, () => change(editor, { remove: id }));
      return change(editor, { fail: id });
    }
    const place = key.getState(editor.state)?.find(undefined, undefined, (spec) => spec.id === id)[0]?.from;
    const transaction = editor.state.tr.setMeta(key, { remove: id } satisfies Change);
    if ('error' in answer) refusals.push(editorWords.pictureFailed(file.name, answer.error));
    else if (place !== undefined) {
      pictures[answer.id] = { src: answer.src, width: answer.width, height: answer.height };
      const { alt, caption, credit } = answer;
      const figure = editor.schema.nodes.figure!.create({ media: answer.id, alt, caption, credit });
      if (at !== 'gallery') insertFigure(transaction, place, figure);
      else if (!addToGallery(transaction, figure, galleries)) {
        insertFigure(transaction, place, editor.schema.nodes.gallery!.create(null, figure));
        galleries.add(answer.id);
      }
    }
    editor.view.dispatch(transaction);
  };
  await Promise.all(whole);
  return refusals;
}

type Sending = { file: File; id: string; note: UploadNote };

const inTurn = boundedQueue(atOnce);

/** Files that were pasted or dropped. Word brings a picture of its text along: words win over that. */
export const filesIn = (transfer: DataTransfer | null): File[] =>
  transfer === null || transfer.getData('text/plain').trim() !== '' ? [] : [...transfer.files];

/** Whether the browser takes a file for a picture; which kinds are taken here the site says. */
export const isPicture = (file: File): boolean => file.type.startsWith('image/');

/** Between two blocks of the text: before the empty paragraph at `pos`, else after the block there; in a gallery, there. */
function blockPosition(state: EditorState, pos: number): number {
  const place = state.doc.resolve(Math.min(pos, state.doc.content.size));
  if (place.depth === 0 || isGallery(place)) return place.pos;
  const isEmptyParagraph = place.depth === 1 && place.parent.isTextblock && place.parent.content.size === 0;
  return isEmptyParagraph ? place.before(1) : place.after(1);
}

function insertFigure(transaction: Transaction, pos: number, figure: ProseMirrorNode): void {
  const place = transaction.doc.resolve(pos);
  const isFull = isGallery(place) && place.parent.childCount >= mostInGallery;
  transaction.insert(!isFull && (place.depth === 0 || isGallery(place)) ? pos : place.after(1), figure);
}

/** Sets the picture at the end of the gallery that holds one of `first`; false when there is none with room. */
function addToGallery(transaction: Transaction, figure: ProseMirrorNode, first: Set<string>): boolean {
  let end: number | null = null;
  transaction.doc.forEach((block, offset) => {
    const isOurs = block.children.some((child) => first.has(child.attrs.media));
    if (block.type.name === 'gallery' && isOurs && block.childCount < mostInGallery) end = offset + block.nodeSize - 1;
  });
  if (end === null) return false;
  transaction.insert(end, figure);
  return true;
}

const isGallery = (place: ResolvedPos): boolean => place.parent.type.name === 'gallery';

const change = (editor: Editor, meta: Change) => editor.view.dispatch(editor.state.tr.setMeta(key, meta));
