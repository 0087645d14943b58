/** What other sites are told that ask how to show an article, and words of the card that they show. */
export const oembedWords = {
  frame: (headline: string, publication: string) => `${headline} – ${publication}`,
  noAddress: 'Give the address of an article as url.',
  notFound: 'This is not the address of an article that is published here.',
  otherFormat: (format: string) => `There is json and xml, but no ${format}.`,
  read: 'Read',
};
