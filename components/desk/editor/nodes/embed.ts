import { Node } from '@tiptap/core';
import type { Node as ProseMirrorNode } from '@tiptap/pm/model';
import { buttonClass } from '#components/ui/button';
import { sourceOf } from '#lib/embeds';
import { blockWords as words } from '#lib/words/blocks';
import { fieldKeys, moveBlock, removeBlock, setAttribute } from './block-moves.ts';
import { blockView } from './block-view.ts';
import { blockField, button, element } from './dom.ts';

/** Something that stands elsewhere, as a card: nobody is asked for anything, here or on the page, until it is pressed. */
export const embedNode = Node.create({
  name: 'embed',
  group: 'block',
  atom: true,
  selectable: true,
  isolating: true,
  addAttributes: () => ({ url: attribute('url'), title: attribute('title'), caption: attribute('caption') }),
  parseHTML: () => [{ tag: 'figure[data-url]' }],
  renderHTML: ({ HTMLAttributes }) => ['figure', HTMLAttributes],

  addNodeView:
    () =>
    ({ node: first, editor, getPos }) => {
      const set = (name: string) => (value: string) => setAttribute(editor, getPos(), name, value);
      const onKeyDown = fieldKeys(editor, getPos);
      const fields = {
        title: blockField({ label: words.embedTitle, hint: words.embedTitleHint, onText: set('title'), onKeyDown }),
        caption: blockField({ label: words.embedCaption, onText: set('caption'), onKeyDown }),
      };
      const quiet = buttonClass({ variant: 'quiet', small: true });
      const address = element('a', {
        class: 'editor-embed-address',
        target: '_blank',
        rel: 'noreferrer',
        draggable: 'false',
      });
      const buttons = element(
        'div',
        { class: 'editor-figure-buttons' },
        button(words.moveEmbedUp, quiet, () => moveBlock(editor, getPos(), -1)),
        button(words.moveEmbedDown, quiet, () => moveBlock(editor, getPos(), 1)),
        button(words.removeEmbed, quiet, () => removeBlock(editor, getPos())),
      );
      const dom = element(
        'figure',
        { class: 'editor-figure editor-embed', 'aria-label': words.embed },
        element(
          'div',
          { class: 'editor-figure-fields', contenteditable: 'false', lang: 'en' },
          address,
          fields.title.dom,
          fields.caption.dom,
          buttons,
        ),
      );
      const draw = ({ attrs }: ProseMirrorNode) => {
        address.textContent = `${sourceOf(attrs.url)} – ${attrs.url.replace(/^https:\/\/(www\.)?/, '')}`;
        address.href = attrs.url;
        fields.title.show(attrs.title);
        fields.caption.show(attrs.caption);
        for (const field of Object.values(fields)) field.setDisabled(!editor.isEditable);
        buttons.hidden = !editor.isEditable;
      };
      return blockView({ node: first, editor, getPos, dom, draw });
    },
});

const attribute = (name: string) => ({
  default: '',
  parseHTML: (from: HTMLElement) => from.getAttribute(`data-${name}`) ?? '',
  renderHTML: (attributes: Record<string, unknown>) => ({ [`data-${name}`]: attributes[name] }),
});
