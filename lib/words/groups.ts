import type { GroupKind } from '#lib/groups/rules';

const many = (count: number, one: string, more: string): string =>
  `${count.toLocaleString('en')} ${count === 1 ? one : more}`;

/** What each kind is called, and what is said of it alone. */
export const kindWords = {
  section: {
    one: 'section',
    title: 'Sections',
    lead: 'Every article stands in one. They make the navigation of the site, in this order.',
    empty: 'There is no section yet. Add the first one below.',
    add: 'Add a section',
    addButton: 'Add section',
    noneLive: 'Nothing is published in this section yet.',
  },
  topic: {
    one: 'topic',
    title: 'Topics',
    lead: 'What articles are about: any number of them each. They are chosen beside the text and stand under it.',
    empty: 'There is no topic yet. Add one below, or while choosing the topics of an article.',
    add: 'Add a topic',
    addButton: 'Add topic',
    noneLive: 'Nothing is published on this topic yet.',
  },
  series: {
    one: 'series',
    title: 'Series',
    lead: 'Articles that follow one another. Each says which part it is, and leads to the one before and the one after.',
    empty: 'There is no series yet. Add one below, then choose it beside the text of each of its articles.',
    add: 'Add a series',
    addButton: 'Add series',
    noneLive: 'Nothing is published in this series yet.',
  },
} satisfies Record<GroupKind, Record<string, string>>;

/** Words of the desk about sections, topics and series. */
export const groupWords = {
  name: 'Name',
  hangulName: 'Name in Hangul',
  description: 'Description',
  descriptionHint: 'One sentence, shown at the head of its page.',
  address: 'Address',
  addressHint: 'Left empty, it is made from the name.',
  addressChanges: 'Every earlier address leads here for ever.',
  added: (name: string) => `${name} has been added.`,
  change: 'Change',
  changed: (name: string) => `${name}: saved.`,
  articles: (count: number) => many(count, 'article', 'articles'),
  none: 'no articles',

  handle: (name: string) => `Move ${name}: drag, or press Alt with an arrow key`,
  up: (name: string) => `Move ${name} up`,
  down: (name: string) => `Move ${name} down`,
  moved: (name: string, place: number, count: number) => `${name} is now number ${place} of ${count}.`,
  undo: 'Undo',
  orderUndone: 'The order is as it was.',
  find: 'Find one',
  noneFound: (sought: string) => `Nothing is called ‘${sought.trim()}’.`,
  orderHint: 'Drag the dots, use the arrows, or press Alt with an arrow key on the dots.',

  merge: 'Merge into another …',
  mergeInto: 'Into',
  mergeChoose: 'Choose',
  mergeText: (name: string, count: number) =>
    `${count === 0 ? 'No article moves' : count === 1 ? 'One article moves' : `${count.toLocaleString('en')} articles move`} to the one you choose. ‘${name}’ is gone then, and its addresses lead there for ever. This cannot be undone.`,
  mergeYes: 'Merge',
  merged: (from: string, into: string, count: number) =>
    `${from} is part of ${into} now: ${many(count, 'article has', 'articles have')} moved.`,
  removeAsk: 'Delete …',
  remove: 'Delete',
  removeText: (name: string) => `Nothing stands in ‘${name}’. Its page and its addresses lead nowhere then.`,
  removed: (name: string) => `${name} has been deleted.`,

  orderArticles: 'Order its articles',
  seriesLead: 'The order in which readers go through it.',
  seriesEmpty: 'No article is in this series yet. Choose it beside the text of an article.',
  byDate: 'Order by publication',
  isByDate: 'Ordered by publication, the oldest first.',
  isByHand: 'Ordered by hand. New articles come last.',
  notPublic: 'not public yet',
  back: 'All series',
};

/** Why something was refused. */
export const groupRefusals = {
  editorsOnly: 'Only an editor can change sections, topics and series.',
  gone: (kind: GroupKind) => `This ${kindWords[kind].one} no longer exists.`,
  nameTaken: (kind: GroupKind) => `There is a ${kindWords[kind].one} with this name.`,
  addressTaken: (kind: GroupKind, name: string) => `The ${kindWords[kind].one} ‘${name}’ has this address.`,
  addressHad: (kind: GroupKind, name: string) =>
    `The ${kindWords[kind].one} ‘${name}’ had this address, and it leads there for ever. Choose a different one.`,
  noAddress: 'Give it an address of letters or figures.',
  intoItself: 'Choose another one: it cannot be merged into itself.',
  notEmpty: (kind: GroupKind, count: number) =>
    `${count === 1 ? 'An article stands' : `${count.toLocaleString('en')} articles stand`} in this ${kindWords[kind].one}. Merge it into another one instead.`,
};

/** What readers see. */
export const groupSiteWords = {
  topics: 'Topics',
  part: (number: number, count: number) => `Part ${number} of ${count}`,
  of: 'of',
  series: 'Series:',
  previous: 'Before this',
  next: 'Next',
  topic: 'Topic',
  seriesOf: (count: number) => (count < 2 ? 'Series' : `Series in ${count} parts`),
  readIn: { en: 'Read in English', ko: '한국어로 읽기' } as Record<string, string>,
};
