/** Words that are drawn in share images and said of them. */
export const shareImageWords = {
  kinds: { section: 'Section', topic: 'Topic', series: 'Series', author: 'Author' },
  /** What an author may choose. */
  layouts: { picture: 'Lead picture', type: 'Type only', quote: 'Quote' },
  /** 'By A', 'By A and B', 'By A, B and C'. */
  by: (names: string[]) => `By ${new Intl.ListFormat('en-GB', { type: 'conjunction' }).format(names)}`,
  /** What is in the picture, for whoever does not see it. */
  alt: (headline: string, publication: string) => `${headline} – ${publication}`,
  quoteAlt: (quote: string, headline: string, publication: string) => `“${quote}” – ${headline}, ${publication}`,
};
