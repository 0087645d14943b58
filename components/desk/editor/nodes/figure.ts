import { Node } from '@tiptap/core';
import type { Node as ProseMirrorNode } from '@tiptap/pm/model';
import { buttonClass } from '#components/ui/button';
import { blockWords } from '#lib/words/blocks';
import { editorWords as words } from '#lib/words/editor';
import { type Pictures, pictureUploads } from '../picture-uploads.ts';
import { fieldKeys, moveBlock, removeBlock, setAttribute, takeOut } from './block-moves.ts';
import { blockView } from './block-view.ts';
import { blockField, button, element } from './dom.ts';

/** A picture with its words: one piece, with fields for its words and buttons to move and remove it. */
export const figureNode = Node.create<{ picture: (media: string) => Pictures[string] | undefined }>({
  name: 'figure',
  group: 'block',
  atom: true,
  selectable: true,
  draggable: false, // dragging would start while somebody selects words in a field
  isolating: true,

  addOptions: () => ({ picture: () => undefined }),
  addAttributes: () => ({
    media: attribute('media'),
    alt: attribute('alt'),
    caption: attribute('caption'),
    credit: attribute('credit'),
  }),

  // Only figures copied in this editor come back as figures: any other picture has to be uploaded first.
  parseHTML: () => [{ tag: 'figure[data-media]' }],
  renderHTML: ({ HTMLAttributes }) => ['figure', HTMLAttributes],

  addProseMirrorPlugins: () => [pictureUploads],

  addNodeView() {
    const { picture } = this.options;
    return ({ node: first, editor, getPos }) => {
      const set = (name: string) => (value: string) => setAttribute(editor, getPos(), name, value);
      const onKeyDown = fieldKeys(editor, getPos);
      const fields = {
        caption: blockField({ label: words.caption, onText: set('caption'), onKeyDown }),
        credit: blockField({ label: words.credit, missing: words.altMissing, onText: set('credit'), onKeyDown }),
        alt: blockField({
          label: words.alt,
          hint: words.altHint,
          missing: words.altMissing,
          onText: set('alt'),
          onKeyDown,
        }),
      };
      const quiet = buttonClass({ variant: 'quiet', small: true });
      const out = button(blockWords.takeOut, quiet, () => takeOut(editor, getPos()));
      const buttons = element(
        'div',
        { class: 'editor-figure-buttons' },
        button(words.moveUp, quiet, () => moveBlock(editor, getPos(), -1)),
        button(words.moveDown, quiet, () => moveBlock(editor, getPos(), 1)),
        out,
        button(words.removePicture, quiet, () => removeBlock(editor, getPos())),
      );
      const place = element('div', { class: 'editor-figure-picture' });
      for (const [name, field] of Object.entries(fields)) field.dom.dataset.part = name; // for who is led here
      const all = Object.values(fields).map((field) => field.dom);
      const dom = element(
        'figure',
        { class: 'editor-figure' },
        place,
        element('div', { class: 'editor-figure-fields', contenteditable: 'false', lang: 'en' }, ...all, buttons),
      );
      let media = '';
      const draw = ({ attrs }: ProseMirrorNode) => {
        if (attrs.media !== media || place.childElementCount === 0) place.replaceChildren(drawn(picture(attrs.media)));
        media = attrs.media;
        place.querySelector('img')?.setAttribute('alt', attrs.alt);
        for (const [name, field] of Object.entries(fields)) {
          field.show(attrs[name]);
          field.setDisabled(!editor.isEditable);
        }
        buttons.hidden = !editor.isEditable;
        const pos = getPos();
        out.hidden = pos === undefined || editor.state.doc.resolve(pos).parent.type.name !== 'gallery';
      };
      return blockView({ node: first, editor, getPos, dom, draw });
    };
  },
});

const drawn = (picture: Pictures[string] | undefined): HTMLElement =>
  picture
    ? element('img', {
        src: picture.src,
        width: String(picture.width),
        height: String(picture.height),
        alt: '',
        draggable: 'false',
        loading: 'lazy',
        decoding: 'async',
      })
    : element('p', { class: 'editor-figure-gone' }, words.pictureGone);

const attribute = (name: string) => ({
  default: '',
  parseHTML: (from: HTMLElement) => from.getAttribute(`data-${name}`) ?? '',
  renderHTML: (attributes: Record<string, unknown>) => ({ [`data-${name}`]: attributes[name] }),
});
