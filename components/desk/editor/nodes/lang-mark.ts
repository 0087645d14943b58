import { Mark } from '@tiptap/core';
import { isLanguageTag } from '#lib/body/rules';

/** Says in which language a passage is, where that is not the article's. */
export const langMark = Mark.create({
  name: 'lang',
  inclusive: false, // what is typed after it is in the article's language again
  addAttributes: () => ({
    lang: {
      default: null,
      parseHTML: (from: HTMLElement) => from.getAttribute('lang'),
      renderHTML: ({ lang }) => ({ lang }),
    },
  }),
  parseHTML: () => [
    { tag: 'span[lang]', getAttrs: (from) => (isLanguageTag(from.getAttribute('lang') ?? '') ? null : false) },
  ],
  renderHTML: ({ HTMLAttributes }) => ['span', HTMLAttributes, 0],
});
