/** Interface words of publishing changes to what readers already see. */
export const publishingWords = {
  /** To who else wrote an article that is public for the first time. */
  mail: {
    subject: (headline: string) => `Your article is public: ${headline}`,
    text: (who: string, headline: string) => `${who} has published “${headline}”. Readers find it now.`,
    read: 'Read it',
  },
  title: 'Publish changes',
  text: 'This is what readers will find changed.',
  goOn: 'Go on to the changes',
  differences: 'What will change',
  comparing: 'Comparing with what readers see…',
  notCompared: 'The changes could not be compared just now, so nothing was published. Close this and try again.',
};
