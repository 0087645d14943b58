/** Sentences with which a reader's post is refused. Each says what happened and what helps; no word they typed is lost. */
export const refusals = {
  trap: 'A hidden field of this form was filled in, perhaps by your browser. It is empty again now: please press Send once more.',
  tooFast: 'That was faster than anyone types. Please press the button once more.',
  tooMuch: (wait: string) => `That is more than we can take from one person at a time. Please try again in ${wait}.`,
  articleGone:
    'This article is not public any more, so it takes no comments. Your words are still here: copy them if you like.',
  commentsClosed:
    'Comments on this article have been closed meanwhile. Your words are still here: copy them if you like.',
  linkUnknown: 'This link is not complete, or a newer one has replaced it. Follow again to get a fresh one.',
  linkExpired: 'This link was good for seven days, and they have passed. Follow again to get a fresh one.',
  unsubscribeUnknown: 'This link is not complete. Please copy it from the mail once more.',
};

/** How long to wait, as one says it: '40 seconds', '8 minutes', '3 hours'. */
export function waitingTime(seconds: number): string {
  if (seconds < 90) return counted(seconds, 'second');
  if (seconds < 90 * 60) return counted(Math.ceil(seconds / 60), 'minute');
  return counted(Math.ceil(seconds / 3600), 'hour');
}

const counted = (count: number, unit: string): string => `${count} ${unit}${count === 1 ? '' : 's'}`;
