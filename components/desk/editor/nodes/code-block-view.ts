import type { NodeViewRenderer } from '@tiptap/core';
import { blockWords as words } from '#lib/words/blocks';
import { setAttribute } from './block-moves.ts';
import { element } from './dom.ts';

/** Code, with a field for the language it is written in. */
export const codeBlockView: NodeViewRenderer = ({ node: first, editor, getPos }) => {
  const field = element('input', {
    class: 'editor-code-language',
    'aria-label': words.codeLanguage,
    placeholder: words.codeLanguage,
    contenteditable: 'false',
    spellcheck: 'false',
    autocapitalize: 'none',
    maxlength: '40',
    lang: 'en',
  });
  field.value = first.attrs.language;
  field.addEventListener('input', () => setAttribute(editor, getPos(), 'language', field.value.trim()));
  field.addEventListener('keydown', (event) => {
    if (event.key !== 'Enter' && event.key !== 'Escape') return;
    event.preventDefault();
    const pos = getPos();
    if (pos !== undefined) editor.commands.focus(pos + 1);
  });
  const contentDOM = element('code', { spellcheck: 'false' });
  const dom = element('div', { class: 'editor-code' }, field, element('pre', {}, contentDOM));
  return {
    dom,
    contentDOM,
    update: (node) => {
      if (node.type.name !== 'codeBlock') return false;
      if (field.value.trim() !== node.attrs.language) field.value = node.attrs.language;
      return true;
    },
    stopEvent: (event) => event.target === field,
    ignoreMutation: (mutation) => mutation.type !== 'selection' && !contentDOM.contains(mutation.target),
  };
};
