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
    maxlength: '30',
    lang: 'en',
  });
  field.value = first.attrs.language;
  field.addEventListener('input', () => {
    const name = field.value.replace(/[^\w+#.-]/g, ''); // what can be stored
    if (name !== field.value) field.value = name;
    setAttribute(editor, getPos(), 'language', name);
  });
  field.addEventListener('keydown', (event) => {
    if (event.isComposing || (event.key !== 'Enter' && event.key !== 'Escape')) return;
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
      if (field.value !== node.attrs.language) field.value = node.attrs.language;
      field.disabled = !editor.isEditable;
      return true;
    },
    stopEvent: (event) => event.target === field,
    ignoreMutation: (mutation) => mutation.type !== 'selection' && !contentDOM.contains(mutation.target),
  };
};
