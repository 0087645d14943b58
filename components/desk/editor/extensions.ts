import type { Extensions } from '@tiptap/core';
import { StarterKit } from '@tiptap/starter-kit';
import { bodyVersion } from '#lib/body/body';
import { isLinkTarget } from '#lib/body/rules';
import { blockMoves } from './block-moves.ts';
import type { Ask } from './commands.ts';
import { findInText } from './find-in-text.ts';
import { hangul } from './hangul.ts';
import { codeBlockView } from './nodes/code-block-view.ts';
import { dividerNode } from './nodes/divider.ts';
import { embedNode } from './nodes/embed.ts';
import { figureNode } from './nodes/figure.ts';
import { footnoteNode } from './nodes/footnote.ts';
import { galleryNode } from './nodes/gallery.ts';
import { langMark } from './nodes/lang-mark.ts';
import { pullQuoteNode } from './nodes/pull-quote.ts';
import { tableCellNode, tableHeaderNode, tableNode, tableRowNode } from './nodes/table.ts';
import { type PasteHost, pasting } from './pasting/pasting.ts';
import type { Pictures } from './picture-uploads.ts';
import { selectionNow } from './selection-now.ts';
import { slashMenu } from './slash-menu.ts';
import { textKeys } from './text-keys.ts';
import { undoPieces } from './undo-pieces.ts';
import { writingAlone } from './writing-alone.ts';

type Surroundings = {
  /** A stored picture by its id. */
  picture?: (media: string) => Pictures[string] | undefined;
  ask?: Ask;
  /** Takes part in pasting; without, the editor pastes as ProseMirror does. */
  pasteHost?: PasteHost | null;
};

/**
 * The editor's schema: exactly what lib/body/body.ts names, so that what is on the screen is what can be stored. What the
 * starter kit brings beyond that is switched off; attributes that it knows and we do not store are taken out.
 */
export function bodyExtensions({
  picture = () => undefined,
  ask = { dialog: () => {}, pictures: () => {} },
  pasteHost = null,
}: Surroundings = {}): Extensions {
  return [
    bodyKit.configure({
      horizontalRule: false, // ours is called divider
      strike: false,
      underline: false,
      heading: { levels: [2, 3, 4] },
      codeBlock: { enableTabIndentation: true, tabSize: 2 },
      undoRedo: { depth: 1000 }, // words, see undo-pieces.ts
      dropcursor: { class: 'drop-cursor', width: 3, color: false },
      link: {
        autolink: false, // it rewrites words while they are typed, Hangul in mid-syllable too
        openOnClick: false,
        defaultProtocol: 'https',
        isAllowedUri: (url) => isLinkTarget(url),
        HTMLAttributes: { target: null, rel: null, class: null },
      },
    }),
    figureNode.configure({ picture }),
    galleryNode.configure({ addPictures: ask.pictures }),
    pullQuoteNode,
    tableNode,
    tableRowNode,
    tableHeaderNode,
    tableCellNode,
    dividerNode,
    embedNode,
    footnoteNode.configure({ pasteHost }),
    langMark,
    selectionNow,
    hangul,
    findInText,
    blockMoves,
    writingAlone,
    undoPieces,
    pasting.configure({ host: pasteHost }),
    textKeys.configure({ ask }),
    slashMenu.configure({ ask }),
  ];
}

/** Changes to parts of the kit, by name. The parts are packages of its own that nobody else should import. */
const bodyKit = StarterKit.extend({
  addExtensions() {
    return (this.parent?.() ?? []).map((part) => {
      switch (part.name) {
        case 'doc':
          return part.extend({ addAttributes: () => ({ version: { default: bodyVersion } }) });
        case 'code':
          return part.extend({ excludes: '' }); // a word of code can be strong, or lead somewhere
        case 'codeBlock':
          return part.extend({
            addAttributes: () => ({ language: { default: '', parseHTML: languageOf } }),
            addNodeView: () => codeBlockView,
          });
        case 'link':
          return part.extend({ addAttributes: () => ({ href: { default: null } }) });
        case 'orderedList':
          return part.extend({ addAttributes: () => ({ start: { default: 1, parseHTML: startOf } }) });
        case 'listItem':
          return part.extend({ content: 'paragraph (paragraph | list)*' });
        case 'blockquote':
          return part.extend({ content: '(paragraph | list)+' });
        default:
          return part;
      }
    });
  },
});

function startOf(element: HTMLElement): number {
  const start = Number.parseInt(element.getAttribute('start') ?? '', 10);
  return start >= 0 && start <= 99_999 ? start : 1;
}

const languageOf = (element: HTMLElement): string =>
  /(?:^|\s)language-([\w+#.-]{1,30})(?:\s|$)/.exec(element.querySelector('code')?.className ?? '')?.[1] ?? '';
