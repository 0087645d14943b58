import type { Node as ProseMirrorNode, ResolvedPos } from '@tiptap/pm/model';
import { type EditorState, Plugin, PluginKey, type Transaction } from '@tiptap/pm/state';
import { Decoration, DecorationSet } from '@tiptap/pm/view';
import type { Editor } from '@tiptap/react';
import { mostInGallery } from '#lib/body/rules';
import { mostPictureBytes, pictureRefusals } from '#lib/media/rules';
import { editorWords } from '#lib/words/editor';

type UploadAnswer = { id: string; src: string; width: number; height: number } | { error: string };
type Change = { add: { id: string; name: string; pos: number } } | { remove: string };

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
      const { id, name, pos } = change.add;
      return mapped.add(transaction.doc, [Decoration.widget(pos, () => placeholder(name), { id })]);
    },
  },
  props: { decorations: (state) => key.getState(state) },
});

/** How many pictures are on their way. */
export const countUploads = (state: EditorState): number => key.getState(state)?.find().length ?? 0;

/**
 * Sends pictures one after the other and sets each where it was put, with empty fields: `at` a position, or where the caret
 * is when null. The first of a 'gallery' opens one at the caret, and the others go into it. Returns a sentence for each one
 * that could not be added.
 */
export async function addPictures(
  editor: Editor,
  files: File[],
  at: number | null | 'gallery',
  pictures: Pictures,
  upload: (data: FormData) => Promise<UploadAnswer>,
): Promise<string[]> {
  const refusals: string[] = [];
  const waiting = files.map((file) => ({ file, id: crypto.randomUUID() }));
  for (const { file, id } of waiting) {
    const asked = typeof at === 'number' ? at : editor.state.selection.to;
    const pos = blockPosition(editor.state, asked);
    change(editor, { add: { id, name: file.name, pos } });
  }
  const galleries = new Set<string>(); // the first picture of the one that was begun
  for (const { file, id } of waiting) {
    const answer = await send(file, upload);
    if (editor.isDestroyed) return refusals;
    const pos = key.getState(editor.state)?.find(undefined, undefined, (spec) => spec.id === id)[0]?.from;
    const transaction = editor.state.tr.setMeta(key, { remove: id } satisfies Change);
    if ('error' in answer) refusals.push(editorWords.pictureFailed(file.name, answer.error));
    else if (pos !== undefined) {
      pictures[answer.id] = { src: answer.src, width: answer.width, height: answer.height };
      const figure = editor.schema.nodes.figure!.create({ media: answer.id });
      if (at !== 'gallery') insertFigure(transaction, pos, figure);
      else if (!addToGallery(transaction, figure, galleries)) {
        insertFigure(transaction, pos, editor.schema.nodes.gallery!.create(null, figure));
        galleries.add(answer.id);
      }
    }
    editor.view.dispatch(transaction);
  }
  return refusals;
}

/** Files that were pasted or dropped. Word brings a picture of its text along: words win over that. */
export const filesIn = (transfer: DataTransfer | null): File[] =>
  transfer === null || transfer.getData('text/plain').trim() !== '' ? [] : [...transfer.files];

/** Whether the browser takes a file for a picture; which kinds are taken here the site says. */
export const isPicture = (file: File): boolean => file.type.startsWith('image/');

async function send(file: File, upload: (data: FormData) => Promise<UploadAnswer>): Promise<UploadAnswer> {
  if (file.size > mostPictureBytes) return { error: pictureRefusals.bytes };
  const data = new FormData();
  data.set('file', file);
  try {
    return await upload(data);
  } catch {
    return { error: editorWords.pictureLost };
  }
}

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

function placeholder(name: string): HTMLElement {
  const element = document.createElement('p');
  element.className = 'picture-on-its-way';
  element.setAttribute('role', 'status');
  element.textContent = editorWords.addingPicture(name);
  return element;
}
