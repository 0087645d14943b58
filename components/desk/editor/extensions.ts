import { Extension, type Extensions } from '@tiptap/core';
import { StarterKit } from '@tiptap/starter-kit';
import { isLinkTarget } from '#lib/body/rules';
import { figureNode } from './figure-node.ts';
import { hangul } from './hangul.ts';
import { undoPieces } from './undo-pieces.ts';

/**
 * The editor's schema: exactly what lib/body/body.ts names, so that what is on the screen is what can be stored. What the
 * starter kit brings beyond that is switched off; attributes that it knows and we do not store are taken out.
 */
export function bodyExtensions(openLinkDialog: () => void): Extensions {
  return [
    bodyKit.configure({
      code: false,
      codeBlock: false,
      horizontalRule: false,
      strike: false,
      underline: false,
      heading: { levels: [2, 3] },
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
    figureNode,
    hangul,
    undoPieces,
    Extension.create({
      name: 'linkShortcut',
      addKeyboardShortcuts() {
        return {
          'Mod-k': () => {
            if (!this.editor.isActive('figure')) openLinkDialog();
            return true;
          },
        };
      },
    }),
  ];
}

/** Changes to parts of the kit, by name. The parts are packages of its own that nobody else should import. */
const bodyKit = StarterKit.extend({
  addExtensions() {
    return (this.parent?.() ?? []).map((part) => {
      switch (part.name) {
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
