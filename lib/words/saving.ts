/** Interface words for what is kept, where, and what happens when two have written. */
export const savingWords = {
  signedOutTitle: 'Sign in again',
  signedOutText: (email: string) =>
    `Your session has ended. What you wrote is kept in this browser. We can mail a link to ${email}: open it in this browser, and this page goes on by itself.`,
  sendLink: 'Send the link',
  sendAgain: 'Send another link',
  linkSent: (email: string) =>
    `A link is on its way to ${email}. Open it in this browser. This page notices, saves what you wrote, and goes on.`,
  linkNotSent: 'The link could not be sent. Try again in a moment.',
  signInElsewhere: 'Open the sign-in page in a new tab',
  signIn: 'Sign in again',
  otherPerson: (email: string) => `Somebody else is signed in here now. Sign in as ${email} to save these words.`,

  conflictTitle: 'Two versions',
  conflictText: 'This draft was saved elsewhere while you wrote here. Nothing is lost: both are below.',
  compare: 'Compare the versions',
  mine: 'In this window',
  mineHint: 'not saved yet, kept in this browser',
  theirs: (who: string, when: string) => `Saved by ${who}, ${when}`,
  you: 'you, elsewhere',
  keepMine: 'Go on with this one',
  keepMineHint: 'The other stays in the history.',
  takeTheirs: 'Go on with that one',
  takeTheirsHint: 'Yours is set aside in the history.',
  later: 'Decide later',
  differs: 'differs',
  fetching: 'Fetching the other version…',
  notFetched: 'The other version could not be fetched. Try again when the site answers.',
  notSetAside: 'Your version could not be set aside, so nothing was changed. Try again.',

  alsoHere: (names: string[]) => `Also here: ${names.join(', ')}`,
  writtenBy: (name: string) => `${name} is writing here. You read along: what is saved appears by itself.`,
  takeOver: 'Take over',
  openElsewhere: 'You have this open in another window, and write there.',
  writeHere: 'Write here instead',
  keptHere: (when: string) =>
    `This browser keeps words of yours from ${when} that have not reached the site. They come back when you write here.`,

  putBack: (when: string) => `Words of yours from ${when} had not reached the site. They are back, and being saved.`,
  understood: 'Good',
};
