import { Node } from '@tiptap/core';
import { buttonClass } from '#components/ui/button';
import { blockWords as words } from '#lib/words/blocks';
import { fieldKeys, moveBlock, removeBlock, setAttribute } from './block-moves.ts';
import { blockField, button, element } from './dom.ts';
import { followEditable } from './follow-editable.ts';
import { galleryRemains } from './gallery-remains.ts';

/** Pictures that belong together, with one caption. */
export const galleryNode = Node.create<{ addPictures: (pos: number) => void }>({
  name: 'gallery',
  group: 'block',
  content: 'figure+',
  isolating: true,
  defining: true,

  addOptions: () => ({ addPictures: () => {} }),
  addAttributes: () => ({
    caption: {
      default: '',
      parseHTML: (from: HTMLElement) => from.getAttribute('data-caption') ?? '',
      renderHTML: ({ caption }) => ({ 'data-caption': caption }),
    },
  }),
  parseHTML: () => [{ tag: 'div[data-gallery]' }],
  renderHTML: ({ HTMLAttributes }) => ['div', { 'data-gallery': '', ...HTMLAttributes }, 0],

  addProseMirrorPlugins: () => [galleryRemains],

  addNodeView() {
    const { addPictures } = this.options;
    return ({ node: first, editor, getPos }) => {
      const caption = blockField({
        label: words.galleryCaption,
        onText: (value) => setAttribute(editor, getPos(), 'caption', value),
        onKeyDown: fieldKeys(editor, getPos),
      });
      const quiet = buttonClass({ variant: 'quiet', small: true });
      const contentDOM = element('div', { class: 'editor-gallery-pictures' });
      const buttons = element(
        'div',
        { class: 'editor-figure-buttons' },
        button(words.addToGallery, quiet, () => {
          const pos = getPos();
          const node = pos === undefined ? null : editor.state.doc.nodeAt(pos);
          if (pos !== undefined && node) addPictures(pos + node.nodeSize - 1);
        }),
        button(words.moveGalleryUp, quiet, () => moveBlock(editor, getPos(), -1)),
        button(words.moveGalleryDown, quiet, () => moveBlock(editor, getPos(), 1)),
        button(words.removeGallery, quiet, () => removeBlock(editor, getPos())),
      );
      const controls = element(
        'div',
        { class: 'editor-figure-fields', contenteditable: 'false', lang: 'en' },
        caption.dom,
        buttons,
      );
      const dom = element(
        'div',
        { class: 'editor-gallery', role: 'group', 'aria-label': words.gallery },
        contentDOM,
        controls,
      );
      const draw = (said: string) => {
        caption.show(said);
        caption.setDisabled(!editor.isEditable);
        buttons.hidden = !editor.isEditable;
      };
      draw(first.attrs.caption);
      const redraw = () => {
        const pos = getPos();
        const node = pos === undefined ? null : editor.state.doc.nodeAt(pos);
        if (node?.type.name === 'gallery') draw(node.attrs.caption);
      };
      const unfollow = followEditable(editor, redraw);
      return {
        dom,
        contentDOM,
        update: (node) => {
          if (node.type.name !== 'gallery') return false;
          draw(node.attrs.caption);
          return true;
        },
        selectNode: () => dom.setAttribute('data-selected', ''),
        deselectNode: () => dom.removeAttribute('data-selected'),
        stopEvent: (event) => controls.contains(event.target as globalThis.Node),
        ignoreMutation: (mutation) => mutation.type === 'selection' || controls.contains(mutation.target),
        destroy: unfollow,
      };
    };
  },
});
