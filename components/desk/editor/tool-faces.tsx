import type { ReactNode } from 'react';
import type { CommandName } from './commands.ts';

const Icon = ({ d }: { d: string }) => (
  <svg
    viewBox="0 0 20 20"
    width="20"
    height="20"
    aria-hidden="true"
    fill="none"
    stroke="currentColor"
    strokeWidth="1.6"
  >
    <path d={d} strokeLinecap="round" strokeLinejoin="round" />
  </svg>
);

/** What stands on the buttons of the toolbars. */
export const toolFaces: Record<
  | Exclude<
      CommandName,
      'paragraph' | 'minorHeading' | 'gallery' | 'library' | 'table' | 'codeBlock' | 'divider' | 'embed' | 'pullQuote'
    >
  | 'undo'
  | 'redo',
  ReactNode
> = {
  heading: 'H2',
  subheading: 'H3',
  bold: <b>B</b>,
  italic: <i>I</i>,
  code: <Icon d="M7.5 6L3.5 10l4 4M12.5 6l4 4-4 4" />,
  link: (
    <Icon d="M8.5 11.5l3-3M9 6l1.8-1.8a3.2 3.2 0 0 1 4.5 4.5L13.5 10.5M11 14l-1.8 1.8a3.2 3.2 0 0 1-4.5-4.5L6.5 9.5" />
  ),
  lang: <span lang="ko">가A</span>,
  footnote: (
    <span>
      n<sup>1</sup>
    </span>
  ),
  bulletList: <Icon d="M8 5h9M8 10h9M8 15h9M3.5 5h.01M3.5 10h.01M3.5 15h.01" />,
  orderedList: <Icon d="M9 5h8M9 10h8M9 15h8M3 4l1.2-.7V8M2.8 12.5c.3-1 2.2-1 2.2.2 0 .9-1.4 1.7-2.2 2.8H5.2" />,
  quote: <Icon d="M4 4v12M8 6h9M8 10h9M8 14h6" />,
  undo: <Icon d="M7 4L3 8l4 4M3.5 8H12a4.5 4.5 0 0 1 0 9H8" />,
  redo: <Icon d="M13 4l4 4-4 4M16.5 8H8a4.5 4.5 0 0 0 0 9h4" />,
  picture: <Icon d="M3 4.5h14v11H3zM3 13l4-4 3.5 3.5L13 10l4 4M13.2 7.5h.01" />,
};
