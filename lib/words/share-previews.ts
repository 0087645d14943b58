const list = (names: string[]): string => new Intl.ListFormat('en-GB', { type: 'conjunction' }).format(names);

/** Interface words of the panel that shows how a link to an article will look elsewhere. */
export const sharePreviewWords = {
  open: 'See it as others will show it',
  title: 'How it looks when shared',
  text: 'Drawn from what the page of this draft says of itself, cropped and cut as each place does it.',
  close: 'Close',
  fields: 'What is said',
  cards: 'How it looks',
  warnings: 'Worth a look',
  noWarnings: 'Everything fits.',
  loading: 'The page is being drawn …',
  updating: 'It is being drawn anew …',
  notLoaded: 'The page could not be fetched. What is shown is from before.',
  notThere: 'The page could not be fetched.',
  again: 'Try again',
  warn: {
    noHeadline: 'There is no headline: most places show the address.',
    titleCut: (places: string[]) => `The headline is cut on ${list(places)}.`,
    noDescription: 'There is no text: neither a standfirst nor an opening.',
    descriptionLong: (count: number) =>
      `The text has ${count} characters: search results show about 155, messengers less.`,
    noPicture: 'There is no share image: places show a link without a card.',
    heavy: (kilobytes: number) => `The image has ${kilobytes} kB: some messengers give up above 300.`,
    noAlt: 'The image has no words for those who do not see it.',
    typeOnly: 'The image shows no picture. An article with one is opened more often.',
    focusCut: 'What matters in the picture is lost where it is cropped to a square.',
    elsewhere: (host: string) => `Search engines are sent to ${host}, where it was published first.`,
  },
  squares: 'The middle square, as small previews show it',
};
