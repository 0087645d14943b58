import type { ListChange, ListOrder, ListPart, ListWhose } from '#lib/articles/lists/rules';
import type { DeskState } from '#lib/articles/rules';
import { groupWords, standingWords } from './editor.ts';

const many = (count: number): string => `${count.toLocaleString('en')} ${count === 1 ? 'article' : 'articles'}`;

/** Interface words of the desk's lists of articles. */
export const listWords = {
  title: 'Articles',
  parts: 'Where they stand',
  all: 'All',
  partNames: { ...groupWords, pending: 'Unpublished changes', trash: 'Trash' } satisfies Record<ListPart, string>,

  /** The same of one article. */
  standing: { ...standingWords, pending: 'Unpublished changes' } satisfies Record<DeskState, string>,

  search: 'Search articles',
  searchHint: 'Headline, text, author, address',
  searchButton: 'Search',
  filters: 'Filters',
  narrow: 'Narrow the list',
  narrowed: 'Done',
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
  isTakenDown: 'public until',
  changedBy: (name: string) => `by ${name}`,

  deletedOn: 'deleted for good on',
  inTrash: (day: string) => `It lies in the trash. On ${day} it is deleted for good.`,
  select: (headline: string) => `Select “${headline}”`,
  menu: {
    open: (headline: string) => `What to do with “${headline}”`,
    view: 'View published',
    duplicate: 'Duplicate',
    unpublish: 'Unpublish…',
    trash: 'Move to trash',
    'unpublish-trash': 'Unpublish and move to trash…',
    restore: 'Restore',
    delete: 'Delete for good…',
  },

  many: {
    selectAll: 'Select all on this page',
    selected: (count: number) => `${count} selected`,
    choice: 'What to do with those selected',
    choose: 'Change those selected…',
    section: 'Move to section',
    noSection: 'No section',
    topic: 'Add topic',
    untopic: 'Remove topic',
    assign: 'Assign to',
    nobody: 'Nobody',
    readers: 'Readers',
    unpublish: 'Unpublish',
    apply: 'Apply',
    trash: 'Move to trash',
    restore: 'Restore',
    delete: 'Delete for good…',
    undo: 'Undo',
    done: {
      section: (count, name) => `Moved ${many(count)} ${name ? `to ${name}` : 'out of any section'}.`,
      topic: (count, name) => `${name ?? 'The topic'} is a topic of ${many(count)}.`,
      untopic: (count, name) => `${name ?? 'The topic'} was taken from ${many(count)}.`,
      assign: (count, name) => (name ? `Assigned ${many(count)} to ${name}.` : `Assigned ${many(count)} to nobody.`),
      unpublish: (count) => `Unpublished ${many(count)}. Readers no longer find ${count === 1 ? 'it' : 'them'}.`,
      trash: (count) => `Moved ${many(count)} to the trash.`,
      'unpublish-trash': (count) => `Unpublished ${many(count)} and moved ${count === 1 ? 'it' : 'them'} to the trash.`,
      restore: (count) => `Restored ${many(count)}.`,
      delete: (count) => `Deleted ${many(count)} for good.`,
    } satisfies Record<ListChange['kind'], (count: number, name: string | null) => string>,
    unpublishedChanges: (count: number) =>
      `Readers see the change in ${count === 1 ? 'one of them' : `${count} of them`} only when it is published.`,
    left: (count: number) => `${many(count)} ${count === 1 ? 'was' : 'were'} left as before:`,
    more: (count: number) => `and ${count} more.`,
    ask: {
      unpublish: {
        title: (count: number) => `Unpublish ${many(count)}?`,
        text: 'Readers will find nothing at these addresses. The texts stay at the desk and can be published again.',
        yes: 'Unpublish',
      },
      'unpublish-trash': {
        title: (count: number) => `Unpublish ${many(count)} and move to the trash?`,
        text: 'Readers will find nothing there any more. For 30 days it can be restored; it is not published again by that.',
        yes: 'Unpublish and move to trash',
      },
      delete: {
        title: (count: number) => `Delete ${many(count)} for good?`,
        text: 'All versions, notes and comments go with it. This cannot be undone. Addresses that readers once had stay reserved.',
        yes: 'Delete for good',
      },
    },
    keys: 'Keyboard',
    keysHelp: [
      ['j, k', 'next, previous'],
      ['Enter', 'open'],
      ['x', 'select'],
      ['z', 'undo'],
      ['/', 'search'],
    ],
  },
};
