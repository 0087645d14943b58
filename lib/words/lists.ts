import type { ListOrder, ListPart, ListWhose } from '#lib/articles/list-rules';
import { groupWords } from './editor.ts';

const many = (count: number): string => `${count.toLocaleString('en')} ${count === 1 ? 'article' : 'articles'}`;

/** Interface words of the desk's lists of articles. */
export const listWords = {
  title: 'Articles',
  parts: 'Where they stand',
  all: 'All',
  partNames: { ...groupWords, pending: 'With unpublished changes', trash: 'Trash' } satisfies Record<ListPart, string>,

  search: 'Search articles',
  searchHint: 'Headline, text, author, address',
  searchButton: 'Search',
  filters: 'Filters',
  narrow: 'Narrow the list',
  section: 'Section',
  anySection: 'Any section',
  author: 'Author',
  anyAuthor: 'Any author',
  topic: 'Topic',
  anyTopic: 'Any topic',
  series: 'Series',
  anySeries: 'Any series',
  language: 'Language',
  anyLanguage: 'Any language',
  whose: 'Whose',
  anyones: 'Anyone’s',
  allYours: 'All of yours',
  whoseNames: { mine: 'Yours', assigned: 'Assigned to you' } satisfies Record<ListWhose, string>,
  order: 'Order',
  orders: {
    changed: 'Last changed first',
    published: 'Last published first',
    due: 'First due first',
  } satisfies Record<ListOrder, string>,

  count: many,
  found: (count: number, q: string) => (q ? `${many(count)} with “${q}”` : many(count)),
  nothing: 'Nothing here yet. Start the first article: it stays private until it is published.',
  noMatch: 'No article matches.',
  noneInPart: (part: string) => `No article stands under “${part}”.`,
  trashEmpty: 'The trash is empty. What is put there can be brought back for 30 days.',
  elsewhere: (count: number) => `${many(count)} elsewhere in the list`,
  showAll: 'Show all articles',
  pages: 'Pages',
  newer: 'Previous',
  older: 'Next',
  range: (from: number, to: number, total: number) =>
    `${from.toLocaleString('en')}–${to.toLocaleString('en')} of ${total.toLocaleString('en')}`,

  untitled: 'Untitled',
  noAuthor: 'no byline',
  due: 'due',
  overdue: 'was due',
  goesPublic: 'public from',
  changedBy: (name: string) => `by ${name}`,
};
