import { Node } from '@tiptap/core';
import { ReactNodeViewRenderer } from '@tiptap/react';
import { FigureView } from '#components/desk/editor/figure-view.client';
import { pictureUploads } from './picture-uploads.ts';

/** A picture with its words: one piece, edited through fields of its own (figure-view.client.tsx). */
export const figureNode = Node.create({
  name: 'figure',
  group: 'block',
  atom: true,
  selectable: true,
  draggable: false, // dragging would start while somebody selects words in a field
  isolating: true,

  addAttributes: () => ({
    media: attribute('media'),
    alt: attribute('alt'),
    caption: attribute('caption'),
    credit: attribute('credit'),
  }),

  // Only figures copied in this editor come back as figures: any other picture has to be uploaded first.
  parseHTML: () => [{ tag: 'figure[data-media]' }],
  renderHTML: ({ HTMLAttributes }) => ['figure', HTMLAttributes],

  addNodeView: () => ReactNodeViewRenderer(FigureView),
  addProseMirrorPlugins: () => [pictureUploads],
});

const attribute = (name: string) => ({
  default: '',
  parseHTML: (element: HTMLElement) => element.getAttribute(`data-${name}`) ?? '',
  renderHTML: (attributes: Record<string, unknown>) => ({ [`data-${name}`]: attributes[name] }),
});
