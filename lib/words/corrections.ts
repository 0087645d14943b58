/** What stands about corrections on a reader's page, in the language of its article. */
export const correctionWords = (language: string) => (language === 'ko' ? korean : english);

const english = { heading: 'Corrections', corrected: 'Corrected on' };
const korean: typeof english = { heading: '정정', corrected: '정정' };

/** The same at the desk. */
export const correctingWords = {
  heading: 'Corrections',
  none: 'Nothing has been corrected.',
  pending: 'with the changes that are scheduled',
  add: 'Add a correction',
  edit: 'Change',
  editOf: (day: string) => `Change the correction of ${day}`,
  remove: 'Remove',
  removeOf: (day: string) => `Remove the correction of ${day}`,
  addTitle: 'Add a correction',
  editTitle: 'Change the correction',
  text: 'It stands under the article, with its day, and in feeds. Readers see it at once; the text itself you correct separately.',
  body: 'What was wrong, and what is right',
  on: 'Day',
  save: 'Save correction',
  added: 'The correction is public.',
  changed: 'The correction is changed.',
  removed: 'The correction is removed.',
  undo: 'Undo',
  did: { added: 'added', changed: 'changed', removed: 'removed' } as Record<string, string>,

  ask: 'Correction for readers (may stay empty)',
  askHint: 'Where something was wrong: what it was, and what is right. It stands under the article.',
  doubt: (why: string) => `${why} Readers may have read something else. Add a correction, or go on without one.`,
  withoutLater: 'Schedule without one',
  without: 'Publish without one',
  reasons: {
    number: 'A number has changed.',
    name: 'A name has changed.',
    negation: 'A ‘not’ came or went.',
    removed: 'A passage is gone.',
    many: 'Many words have changed.',
  },
};
