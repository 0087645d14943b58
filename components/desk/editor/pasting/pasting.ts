import { type Editor, Extension } from '@tiptap/core';
import { closeHistory } from '@tiptap/pm/history';
import { Fragment, type Node as ProseMirrorNode, Slice } from '@tiptap/pm/model';
import { Plugin, Selection, TextSelection, type Transaction } from '@tiptap/pm/state';
import type { EditorView } from '@tiptap/pm/view';
import type { Block, Figure } from '#lib/body/body';
import { filmAddress, linkOf } from '#lib/body/html/links';
import { bodyFromHtml, type Reading } from '#lib/body/html/read';
import { linkTo } from '#lib/body/incoming';
import { bodyFromMarkdown, isMarkdown } from '#lib/body/markdown';
import { DomainError } from '#lib/errors';
import { pastingWords as words } from '#lib/words/pasting';
import type { Pictures } from '../picture-uploads.ts';
import { htmlOfSlice, ownSlice, sliceOfLines } from './clipboard.ts';
import { bringPictures, type ComingPicture, comingPictures, type PictureDoors, placesMeta } from './coming-pictures.ts';
import { fitted, namesAround, nodesOf, setBlocks, setSlice } from './fitting.ts';
import { picturesInRtf } from './rtf-pictures.ts';

/** Something to say of what was pasted, with what may be done about it. */
export type PasteNote = { id: string; text: string; isBad?: boolean; action?: { label: string; run: () => void } };

export type PasteHost = {
  language: () => string;
  /** Pictures that this window knows; grows. */
  pictures: Pictures;
  doors: PictureDoors;
  /** Puts these in place of all notes before; a note with the id of another replaces that one. */
  say: (notes: PasteNote[], keep?: 'others') => void;
};

type Pasted = ClipboardEvent | DragEvent;

/** Without its pictures. More than any text that can be stored. */
const mostLetters = 5_000_000;

/**
 * What is pasted comes in through one reader of HTML (lib/body/html), whatever program it was copied from, and what is
 * copied goes out as clean HTML, from which this editor makes exactly what it was.
 */
export const pasting = Extension.create<{ host: PasteHost | null }>({
  name: 'pasting',
  priority: 1000, // before what else listens for the clipboard
  addOptions: () => ({ host: null }),
  addProseMirrorPlugins() {
    const { host } = this.options;
    if (!host) return [];
    const { editor } = this;
    let asksForPlain = false;
    return [
      comingPictures,
      new Plugin({
        props: {
          /** Words dragged in from another window come in as pasted ones do. */
          handleDrop: (view, event, _slice, isMoved) => {
            const html = event.dataTransfer?.getData('text/html') ?? '';
            const at = view.posAtCoords({ left: event.clientX, top: event.clientY });
            if (isMoved || !at || html.trim() === '' || /\sdata-pm-slice="/.test(html)) return false;
            const place = Selection.near(view.state.doc.resolve(at.pos));
            view.dispatch(view.state.tr.setSelection(place));
            return paste(editor, host, event.dataTransfer!, event, false);
          },
          handleDOMEvents: {
            keydown: (_view, event) => {
              // by its place: with a Korean keyboard the key is called ㅍ
              asksForPlain = event.shiftKey && (event.ctrlKey || event.metaKey) && event.code === 'KeyV';
              return false;
            },
            paste: (view, event) => {
              const isPlain = asksForPlain;
              asksForPlain = false;
              // While a syllable is composed the clipboard is the input method's: nothing is done to the text under it.
              if (view.composing || !view.editable || !event.clipboardData) return false;
              const isTaken = paste(editor, host, event.clipboardData, event, isPlain);
              if (isTaken) event.preventDefault();
              return isTaken;
            },
            copy: (view, event) => copy(view, event, host.pictures),
            cut: (view, event) => {
              if (!view.editable || !copy(view, event, host.pictures)) return false;
              view.dispatch(view.state.tr.deleteSelection().scrollIntoView().setMeta('uiEvent', 'cut'));
              return true;
            },
          },
        },
      }),
    ];
  },
});

function copy(view: EditorView, event: ClipboardEvent, pictures: Pictures): boolean {
  const { selection } = view.state;
  if (selection.empty || !event.clipboardData) return false;
  const slice = selection.content();
  const html = htmlOfSlice(slice, pictures);
  if (html === null) return false;
  const text =
    view.someProp('clipboardTextSerializer', (serialize) => serialize(slice, view)) ??
    slice.content.textBetween(0, slice.content.size, '\n\n');
  event.preventDefault();
  event.clipboardData.clearData();
  event.clipboardData.setData('text/html', html);
  event.clipboardData.setData('text/plain', text);
  return true;
}

/** Whether what is on the clipboard was taken, or refused in a sentence; else the editor does with it what it always does. */
function paste(editor: Editor, host: PasteHost, data: DataTransfer, event: Pasted, isPlain: boolean): boolean {
  const { view } = editor;
  const html = isPlain ? '' : data.getData('text/html');
  const text = data.getData('text/plain');
  if (isTooLarge(html, text)) {
    host.say([{ id: 'refused', text: words.pasteTooLarge, isBad: true }]);
    return true;
  }
  if (/\sdata-pm-slice="/.test(html)) return false; // cells, copied here
  if (html.trim() === '' && text === '') return false; // files
  if (text.trim() === '' && data.files.length > 0 && !/<(p|table|h[1-6]|li)\b/i.test(html)) return false; // a picture
  host.say([]);

  const around = namesAround(view.state);
  if (around.includes('codeBlock')) {
    view.dispatch(closeHistory(view.state.tr.insertText(text.replace(/\r\n?/g, '\n')).scrollIntoView()));
    return true;
  }
  if (isPlain) {
    insert(view, event, sliceOfLines(view.state.schema, text));
    return true;
  }
  const address = addressIn(text);
  if (address !== null && pasteAddress(view, host, address)) return true;

  try {
    const options = { language: host.language() };
    const reading = html.trim() === '' ? null : bodyFromHtml(html, options);
    const isCodeAlone = reading?.body.content.length === 1 && reading.body.content[0]?.type === 'codeBlock';
    if ((!reading || isCodeAlone) && isMarkdown(text)) {
      pasteMarkdown(view, host, event, text, options);
      return true;
    }
    if (!reading || isNothing(reading)) {
      if (text === '') return false;
      insert(view, event, sliceOfLines(view.state.schema, text));
      return true;
    }
    pasteReading(view, host, event, withRtfPictures(reading, data.getData('text/rtf')));
    return true;
  } catch (error) {
    if (!(error instanceof DomainError)) throw error;
    host.say([{ id: 'refused', text: error.message, isBad: true }]);
    return true;
  }
}

/** Whether this is more than any text that can be stored. */
export const isTooLarge = (html: string, text: string): boolean =>
  lettersIn(html) > mostLetters || text.length > mostLetters;

/** How much is text: the pictures of a page may be in it, and count by themselves. */
const lettersIn = (html: string): number =>
  html.length <= mostLetters ? html.length : html.replace(/data:image\/[^"'\s>]*/gi, '').length;

/** Whether nothing to be set was found. */
export const isNothing = ({ body }: Reading): boolean =>
  body.content.length === 1 && body.content[0]?.type === 'paragraph' && !body.content[0].content;

/** The text twice: as it stands, and then as what it says. One undo gives back the first. */
function pasteMarkdown(
  view: EditorView,
  host: PasteHost,
  event: Pasted,
  text: string,
  options: { language: string },
): void {
  const reading = bodyFromMarkdown(text, options);
  const { from } = view.state.selection;
  view.dispatch(closeHistory(view.state.tr.replaceSelection(sliceOfLines(view.state.schema, text))));
  const { to } = view.state.selection;
  const start = Math.min(from, to);
  const whole = TextSelection.between(view.state.doc.resolve(start), view.state.doc.resolve(to));
  pasteReading(view, host, event, reading, view.state.tr.setSelection(whole));
  host.say([{ id: 'markdown', text: words.wasMarkdown }], 'others');
}

function pasteReading(
  view: EditorView,
  host: PasteHost,
  event: Pasted,
  reading: Reading,
  tr: Transaction = view.state.tr,
): void {
  const { schema } = view.state;
  const remarks = reading.remarks.map((text) => ({ id: text, text }));
  const sources = sourcesToBring(reading, host.pictures);
  const { here, afterTable } = fitted(reading.body, namesAround(view.state));
  const isAsCopied = reading.own?.attributes.has('data-open') && here === reading.body.content && sources.size === 0;
  if (reading.own && isAsCopied) {
    insert(view, event, ownSlice(schema, reading.own), tr);
    return;
  }
  const held = new Map<ProseMirrorNode, ComingPicture>();
  const nodesFor = (blocks: Block[]) => {
    const { content, coming } = withPlaces(blocks, sources);
    const nodes = nodesOf(schema, content);
    for (const [index, picture] of coming) held.set(nodes[index]!, picture);
    return nodes;
  };
  const blocks = { here: nodesFor(here), afterTable: nodesFor(afterTable) };
  const [only] = blocks.here;
  if (only?.type.name === 'table' && blocks.here.length === 1 && isTakenByTable(view, event, only)) return;
  setBlocks(tr, blocks, (node) => held.has(node));
  const places: Parameters<typeof placesMeta>[0] = [];
  tr.doc.descendants((node, from) => {
    const picture = held.get(node);
    if (picture) places.push({ id: picture.id, from, to: from + node.nodeSize, source: picture.source });
    return !node.isTextblock;
  });
  if (places.length > 0) tr.setMeta(...placesMeta(places));
  view.dispatch(closeHistory(tr.scrollIntoView().setMeta('paste', true)));
  host.say(remarks, 'others');
  const failed = ({ id, sentence, again }: { id: string; sentence: string; again: () => void }) =>
    host.say([{ id, text: sentence, isBad: true, action: { label: words.tryAgain, run: again } }], 'others');
  bringPictures(view, [...held.values()], { pictures: host.pictures, doors: host.doors, failed });
}

/** The pictures that are not here yet, by their keys. Those of this site are known from now on. */
function sourcesToBring({ pictures, own }: Reading, known: Pictures): Map<string, string> {
  const sources = new Map<string, string>();
  for (const { key, source, width = 1200, height = 800 } of pictures) {
    if (known[key]) continue;
    const isHere = URL.canParse(source, window.location.href);
    const url = isHere ? new URL(source, window.location.href) : null;
    if (!key.startsWith('incoming-') && url?.origin === window.location.origin)
      known[key] = { src: url.pathname, width, height };
    else if (!own || url) sources.set(key, url && !/^(data|file):/i.test(source) ? url.href : source);
  }
  return sources;
}

/** The blocks with a paragraph for each picture that is to come, and which of them is whose. */
function withPlaces(blocks: Block[], sources: Map<string, string>) {
  const content: Block[] = [];
  const coming = new Map<number, ComingPicture>();
  const isComing = ({ attrs }: Figure) => sources.has(attrs.media);
  const hold = (figure: Figure) => {
    const source = sources.get(figure.attrs.media) ?? '';
    coming.set(content.length, { id: crypto.randomUUID(), source, attrs: figure.attrs });
    content.push(linkTo(figure, sources)[0] ?? { type: 'paragraph' });
  };
  for (const block of blocks) {
    if (block.type === 'figure' && isComing(block)) hold(block);
    else if (block.type === 'gallery' && block.content.some(isComing)) {
      for (const figure of block.content) {
        if (isComing(figure)) hold(figure);
        else content.push(figure);
      }
      if (block.attrs.caption)
        content.push({ type: 'paragraph', content: [{ type: 'text', text: block.attrs.caption }] });
    } else content.push(block);
  }
  return { content, coming };
}

/** Word's HTML names files of the author's computer; their pictures come beside it, in the same order. */
function withRtfPictures(reading: Reading, rtf: string): Reading {
  const isLocal = ({ source }: { source: string }) => /^(file:|[a-z]:\\)/i.test(source);
  if (!rtf || !reading.pictures.some(isLocal)) return reading;
  const found = picturesInRtf(rtf);
  const local = reading.pictures.filter(isLocal);
  if (found.length !== local.length) return reading;
  const pictures = reading.pictures.map((picture) =>
    isLocal(picture) ? { ...picture, source: found[local.indexOf(picture)] ?? picture.source } : picture,
  );
  return { ...reading, pictures };
}

/** Cells go into the cells at the caret, by the way that tables have for it. */
const isTakenByTable = (view: EditorView, event: Pasted, table: ProseMirrorNode): boolean =>
  event instanceof ClipboardEvent &&
  namesAround(view.state).includes('table') &&
  Boolean(view.someProp('handlePaste', (handle) => handle(view, event, new Slice(Fragment.from(table), 0, 0))));

function insert(view: EditorView, event: Pasted, slice: Slice, tr: Transaction = view.state.tr): void {
  const only = slice.content.childCount === 1 ? slice.content.firstChild : null;
  if (only?.type.name === 'table' && isTakenByTable(view, event, only)) return;
  setSlice(tr, slice);
  view.dispatch(closeHistory(tr.scrollIntoView().setMeta('paste', true)));
}

/** The address that a text is, and nothing else. */
export function addressIn(text: string): string | null {
  const word = text.trim();
  return /^(https?:\/\/|www\.|mailto:)\S+$/i.test(word) ? linkOf(word) : null;
}

/** An address over words makes a link of them; one of a film on an empty line is a link, and may be a card. */
function pasteAddress(view: EditorView, host: PasteHost, href: string): boolean {
  const { schema, selection, tr } = view.state;
  const link = schema.marks.link!.create({ href });
  const { $from, from, to } = selection;
  if (!(selection instanceof TextSelection)) return false;
  if (!selection.empty) {
    if (!$from.sameParent(selection.$to) || !$from.parent.type.allowsMarkType(link.type)) return false;
    view.dispatch(closeHistory(tr.addMark(from, to, link).scrollIntoView()));
    return true;
  }
  const isEmptyLine = $from.depth === 1 && $from.parent.type.name === 'paragraph' && $from.parent.content.size === 0;
  view.dispatch(
    closeHistory(
      tr
        .replaceSelectionWith(schema.text(href, [link]), false)
        .removeStoredMark(link)
        .scrollIntoView(),
    ),
  );
  const url = filmAddress(href);
  if (!isEmptyLine || !url) return true;
  const run = () => {
    let at: number | null = null;
    view.state.doc.forEach((node, offset) => {
      if (at === null && node.type.name === 'paragraph' && node.textContent === href) at = offset;
    });
    if (at === null) return;
    const card = schema.nodes.embed!.create({ url });
    view.dispatch(closeHistory(view.state.tr.replaceWith(at, at + view.state.doc.nodeAt(at)!.nodeSize, card)));
    view.focus();
  };
  host.say([{ id: 'film', text: words.isFilm, action: { label: words.asCard, run } }]);
  return true;
}
