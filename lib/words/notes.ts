/** Interface words for notes on an article. */
export const noteWords = {
  title: 'Notes',
  open: (count: number): string => (count === 1 ? '1 open note' : `${count} open notes`),
  note: 'Note',
  noteHint: 'Say something about the selected words',
  none: 'Nothing has been said yet. Select words in the text and press Note, or say something about the whole.',
  onWhole: 'Note on the whole article',
  onPassage: 'Note on these words',
  onArticle: 'On the whole article',
  body: 'What do you want to say?',
  answerBody: 'Answer',
  add: 'Add note',
  answer: 'Answer',
  cancel: 'Cancel',
  resolve: 'Settle',
  reopen: 'Open again',
  remove: 'Delete',
  resolved: (name: string, when: string) => `Settled by ${name}, ${when}`,
  showResolved: (count: number) => (count === 1 ? 'Show 1 settled thread' : `Show ${count} settled threads`),
  hideResolved: 'Hide what is settled',
  gone: 'The passage has gone.',
  goTo: 'Show in the text',
  previous: 'Previous note',
  next: 'Next note',
  somebody: 'Somebody',
  you: 'You',
  notAdded: 'It could not be kept. Your words are still here: try again.',
  notDone: 'The site did not answer. Nothing was changed: try again.',
  added: 'Kept. Whom it concerns has been told.',
};

/** What the mail about a note says. */
export const noteMailWords = {
  untitled: 'an untitled draft',
  subject: (headline: string) => `Note: ${headline}`,
  text: (who: string, headline: string, isAnswer: boolean) =>
    isAnswer ? `${who} has answered a note on “${headline}”:` : `${who} has written a note on “${headline}”:`,
  passage: (quote: string) => `On the words “${quote}”`,
  open: 'Open it at the desk',
};
