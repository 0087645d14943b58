/** Sentences of the publish check: of one fault, and of several of the same kind. */
const counted = (one: string, several: (count: number) => string) => (count: number) =>
  count === 1 ? one : several(count);

export const checkSentences = {
  'no-headline': counted('Give the article a headline.', () => 'Give the article a headline.'),
  'empty-text': counted('Write something first: the text is empty.', () => 'The text is empty.'),
  'no-alternative-text': counted(
    'One picture has no alternative text. Say what can be seen in it, for those who cannot.',
    (count) => `${count} pictures have no alternative text. Say what can be seen in them, for those who cannot.`,
  ),
  'no-credit': counted(
    'One picture has no credit. Say who made it, or whose it is.',
    (count) => `${count} pictures have no credit. Say who made them, or whose they are.`,
  ),
  'empty-link': counted(
    'One link is empty: it has no words, or leads nowhere. Remove it or complete it.',
    (count) => `${count} links are empty: they have no words, or lead nowhere. Remove or complete them.`,
  ),
  'address-not-whole': counted('Give a whole address, beginning with https://.', () => 'Give whole addresses.'),
  'slug-taken': counted(
    'Another article has, or had, this address. Choose a different one.',
    () => 'Another article has, or had, this address. Choose a different one.',
  ),
  'picture-missing': counted(
    'A picture in the text is not stored here. Remove it and add it again.',
    (count) => `${count} pictures in the text are not stored here. Remove them and add them again.`,
  ),
  'licence-ended': counted(
    'The licence of a picture has ended. See in the library whether it may still be shown.',
    (count) => `The licences of ${count} pictures have ended. See in the library whether they may still be shown.`,
  ),
  'no-standfirst': counted('There is no standfirst: lists and share cards use the opening of the text.', () => ''),
  'headline-cut': counted(
    'The headline is too long for the share card, which cuts it. A shorter one can be given for sharing.',
    () => '',
  ),
  'letters-left-out': counted('The share image leaves out letters that its fonts do not have.', () => ''),
  'share-quote-missing': counted(
    'The quote chosen for the share image does not stand in the text: the image shows the headline instead.',
    () => '',
  ),
  'share-quote-cut': counted('The quote is too long for the share image, which cuts it.', () => ''),
  'no-section': counted('It belongs to no section: readers find it only among the newest.', () => ''),
  'no-author': counted('Nobody stands in its byline.', () => ''),
  'heading-skipped': counted(
    'A heading skips a level: who listens to the page looks for what is missing.',
    (count) => `${count} headings skip a level.`,
  ),
  'dead-link': counted(
    'A link leads to a page of ours that is not there.',
    (count) => `${count} links lead to pages of ours that are not there.`,
  ),
};

/** Interface words of the check. */
export const checkWords = {
  title: 'Check',
  blocks: 'Keeps it from being published',
  warns: 'Worth a look',
  none: 'Nothing stands in the way.',
  goThere: 'Go there',
  blockedTitle: 'Not yet',
  blockedText: 'This has to be put right before readers can see it.',
  warnedTitle: 'Publish as it is?',
  warnedText: 'Nothing stands in the way, but this is worth a look.',
  publishAnyway: 'Publish anyway',
  goToFirst: 'Go to the first',
  deadLink: (href: string) => `“${href}” leads to a page of ours that is not there.`,
  deadPlace: (href: string) => `“${href}” leads to no heading of this text.`,
};
