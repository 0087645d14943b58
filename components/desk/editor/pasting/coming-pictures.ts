import { closeHistory } from '@tiptap/pm/history';
import { type EditorState, Plugin, PluginKey } from '@tiptap/pm/state';
import { Decoration, DecorationSet, type EditorView } from '@tiptap/pm/view';
import type { Figure } from '#lib/body/body';
import type { PictureAnswer } from '#lib/media/rules';
import { editorWords } from '#lib/words/editor';
import { pastingWords as words } from '#lib/words/pasting';
import type { Pictures } from '../picture-uploads.ts';

/** A picture of pasted text that is not here yet. Its place is held by a paragraph, which a link to it may be. */
export type ComingPicture = { id: string; source: string; attrs: Figure['attrs'] };

export type PictureDoors = {
  copy: (address: string) => Promise<PictureAnswer>;
  upload: (file: File) => Promise<PictureAnswer>;
};

type Change =
  | { add: { id: string; from: number; to: number; name: string }[] }
  | { id: string; is: 'here' | 'failed' | 'coming'; name: string };

const key = new PluginKey<DecorationSet>('comingPictures');

/** Holds the places of pictures that are brought along, while the text around them changes. */
export const comingPictures = new Plugin<DecorationSet>({
  key,
  state: {
    init: () => DecorationSet.empty,
    apply(transaction, before) {
      const places = before.map(transaction.mapping, transaction.doc);
      const change = transaction.getMeta(key) as Change | undefined;
      if (!change) return places;
      if ('add' in change) {
        const added = change.add.flatMap(({ id, from, to, name }) => [placeOf(id, from, to), waiting(id, from, name)]);
        return places.add(transaction.doc, added);
      }
      const { id, is, name } = change;
      const all = places.find(undefined, undefined, (spec) => spec.id === id);
      const place = all.find(({ spec }) => spec.isPlace);
      if (is === 'here') return places.remove(all);
      const rest = places.remove(all.filter(({ spec }) => !spec.isPlace));
      return is === 'coming' && place ? rest.add(transaction.doc, [waiting(id, place.from, name)]) : rest;
    },
  },
  props: { decorations: (state) => key.getState(state) },
});

const placeOf = (id: string, from: number, to: number) => Decoration.node(from, to, {}, { id, isPlace: true });
const waiting = (id: string, at: number, name: string) => Decoration.widget(at, () => note(name), { id, side: -1 });

/** How many pictures are on their way; those that failed are not. */
export const countComing = (state: EditorState): number =>
  key.getState(state)?.find(undefined, undefined, (spec) => !spec.isPlace).length ?? 0;

const atOnce = 3;

/** Remembers where these pictures belong, in the transaction that sets the paragraphs that hold their places. */
export const placesMeta = (places: { id: string; from: number; to: number; source: string }[]) =>
  [key, { add: places.map((place) => ({ ...place, name: nameOf(place.source) })) } satisfies Change] as const;

/**
 * Brings pictures along, a few at a time, and sets each in its place. `failed` is told of each that could not be, and gets a
 * way to try that one again.
 */
export async function bringPictures(
  view: EditorView,
  coming: ComingPicture[],
  { pictures, doors, failed }: { pictures: Pictures; doors: PictureDoors; failed: (reason: Failure) => void },
): Promise<void> {
  const waitingOnes = [...coming];
  const work = async () => {
    for (let next = waitingOnes.shift(); next; next = waitingOnes.shift()) {
      const picture = next;
      const answer = await got(picture.source, doors);
      if (view.isDestroyed) return;
      if (!('error' in answer)) {
        pictures[answer.id] = { src: answer.src, width: answer.width, height: answer.height };
        setFigure(view, picture, answer.id);
        continue;
      }
      const name = nameOf(picture.source);
      tell(view, { id: picture.id, is: 'failed', name });
      const again = () => {
        tell(view, { id: picture.id, is: 'coming', name });
        bringPictures(view, [picture], { pictures, doors, failed });
      };
      failed({ id: picture.id, sentence: words.pictureNotTaken(name, answer.error), again });
    }
  };
  await Promise.all(Array.from({ length: atOnce }, work));
}

export type Failure = { id: string; sentence: string; again: () => void };

async function got(source: string, doors: PictureDoors): Promise<PictureAnswer> {
  try {
    if (/^https?:/i.test(source)) return await doors.copy(source);
    const file = fileOf(source);
    if (!file) return { error: words.pictureElsewhere };
    return await doors.upload(file);
  } catch {
    return { error: editorWords.noAnswer };
  }
}

/** The picture that an address of `data:` is. Not by `fetch`: the policy of this page lets nothing be fetched but its own. */
function fileOf(source: string): File | null {
  const [, type, data] = /^data:(image\/[\w.+-]+)(?:;[\w-]+=[\w-]+)*;base64,(.*)$/is.exec(source) ?? [];
  if (!type || !data) return null;
  try {
    const bytes = Uint8Array.from(atob(data.replace(/\s/g, '')), (character) => character.charCodeAt(0));
    return new File([bytes], 'pasted', { type });
  } catch {
    return null; // cut off
  }
}

/** Sets the picture in place of the paragraph that held it, when that says what it said; else, and in a list, after it. */
function setFigure(view: EditorView, { id, attrs }: ComingPicture, media: string): void {
  const place = key.getState(view.state)?.find(undefined, undefined, (spec) => spec.id === id && spec.isPlace)[0];
  const tr = view.state.tr.setMeta(key, { id, is: 'here', name: '' } satisfies Change);
  if (place) {
    const figure = view.state.schema.nodes.figure!.create({ ...attrs, media });
    const start = tr.doc.resolve(place.from);
    const held = start.nodeAfter;
    const isUntouched = held !== null && held.type.name === 'paragraph' && isHolding(held.textContent, attrs);
    if (start.depth === 0 && isUntouched) tr.replaceWith(place.from, place.to, figure);
    else {
      tr.insert(start.depth === 0 ? place.to : start.after(1), figure);
      if (isUntouched && start.parent.childCount > 1 && start.index() > 0) tr.delete(place.from, place.to);
    }
  }
  view.dispatch(closeHistory(tr));
}

const isHolding = (text: string, { alt, caption, credit }: Figure['attrs']): boolean =>
  text === '' || text === [caption || alt, credit].filter(Boolean).join(' ') || /^https?:\S+$/.test(text);

const tell = (view: EditorView, change: Change) => view.dispatch(view.state.tr.setMeta(key, change));

/** What a person may know a picture by. */
function nameOf(source: string): string {
  if (/^https?:/i.test(source)) return source.length > 80 ? `${source.slice(0, 79)}…` : source;
  return /^file:/i.test(source) ? (source.split(/[\\/]/).at(-1) ?? source) : words.aPicture;
}

function note(name: string): HTMLElement {
  const element = document.createElement('p');
  element.className = 'picture-on-its-way';
  element.setAttribute('role', 'status');
  element.textContent = words.bringing(name);
  return element;
}
