/** Words of the desk about arranging the front page. */
export const frontWords = {
  title: 'Front page',
  lead: 'What readers see first. What you do not arrange arranges itself, the newest first.',
  empty: 'Nothing is published yet. The first article will lead the front page.',

  isPublic: 'This is the front page that readers see.',
  isChanged: 'Changed here. Readers see it when you publish the arrangement.',
  publish: 'Publish arrangement',
  published: 'Published. Readers see it now.',
  preview: 'Preview',
  closePreview: 'Close',
  previewTitle: 'The front page as it would be',
  previewHint: 'Only you see this. Nothing is public yet.',
  widths: 'Width',
  widthNames: { phone: 'Phone', tablet: 'Tablet', desktop: 'Desktop' },
  undoStep: 'Undo last step',
  discard: 'Discard changes',
  discarded: 'The changes are discarded.',
  stepUndone: 'The last step is undone.',
  byItself: 'Arrange by itself',
  arrangedByItself: 'Everything arranges itself now. Publish the arrangement to show it to readers.',
  undo: 'Undo last publication',
  undone: 'The arrangement before is public again.',
  restored: 'The arrangement is public again.',

  stale:
    'Your arrangement is still here, and not public. You can look at it, and publish it in place of the other one.',
  publishMine: 'Publish mine',
  showTheirs: 'Show the other one',

  leadSlot: 'Lead',
  secondSlot: (number: number) => `Second ${number}`,
  columnSlot: (section: string, number: number) => `${section}, place ${number}`,
  seconds: 'Beside the lead',
  secondsCount: 'How many',
  columns: 'Columns',
  other: 'Without a section',
  none: 'None',
  dropHere: 'Drop an article here',
  arranged: 'placed',
  pinned: 'pinned',

  take: (headline: string) => `Move ‘${headline}’: drag, or press Space and then the arrow keys`,
  taken: (headline: string, place: string) =>
    `‘${headline}’ is taken up, from ${place}. Arrow keys move it, Space puts it down, Escape puts it back.`,
  carried: (headline: string, place: string) => `‘${headline}’: ${place}.`,
  put: (headline: string, place: string) => `‘${headline}’ is put down: ${place}.`,
  putBack: (headline: string) => `‘${headline}’ is back where it was.`,
  notThere: (headline: string, section: string) =>
    `‘${headline}’ can only stand in the column of its own section, ${section}, or above the columns.`,
  moveTo: (headline: string) => `Move ‘${headline}’ to`,
  moveToShort: 'Move to …',
  release: 'By itself',
  releaseLabel: (headline: string) => `Let ‘${headline}’ stand where it comes to by itself`,
  notOnPage: 'not on the page',
  secondsNow: (count: number) =>
    `${count === 0 ? 'Nothing stands' : count === 1 ? 'One article stands' : `${count} articles stand`} beside the lead.`,
  released: (headline: string) => `‘${headline}’ stands where it comes to by itself.`,

  find: 'Find an article',
  findHint: 'Any published article: its headline, its text, its author.',
  finding: 'Looking …',
  findLabel: 'Words to look for',
  foundCount: (count: number) =>
    count === 0 ? 'No published article was found.' : count === 1 ? 'One article.' : `${count} articles.`,
  notFound: 'The site did not answer. Try again.',

  order: 'Order of columns',
  hide: 'Hide',
  show: 'Show',
  hideLabel: (name: string) => `Hide the column ${name}`,
  showLabel: (name: string) => `Show the column ${name}`,
  hidden: 'hidden',
  hiddenNow: (name: string) => `${name} has no column now.`,
  shownNow: (name: string) => `${name} has a column again.`,

  gone: 'No longer public',
  goneHint: 'They were arranged, and fell out: their places arrange themselves.',
  forget: (headline: string) => `Take ‘${headline}’ out of the arrangement`,
  forgetShort: 'Take out',

  history: 'History',
  historyEmpty: 'Nobody has arranged the front page yet.',
  now: 'public now',
  restore: 'Restore',
  restoreLater: 'Publish or discard your changes before you restore an earlier arrangement.',
  restoreLabel: (when: string) => `Restore the arrangement of ${when}`,
  somebody: 'Somebody',
};

/** Why something was refused. */
export const frontRefusals = {
  editorsOnly: 'Only an editor can arrange the front page.',
  gone: 'This arrangement no longer exists.',
  stale: (who: string | null) =>
    `${who ?? 'Somebody else'} has published another arrangement meanwhile. Nothing was changed.`,
};
