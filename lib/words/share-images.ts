/** Words that are drawn in share images and said of them. */
export const shareImageWords = {
  kinds: { section: 'Section', topic: 'Topic', series: 'Series', author: 'Author' },
  /** What an author may choose. */
  layout: 'Share image',
  layouts: { picture: 'Lead picture', type: 'Type only', quote: 'Quote' },
  layoutHints: {
    picture: 'The first picture of the text above the headline. Without a picture, the headline alone.',
    type: 'The headline alone, as large as it fits.',
    quote: 'A sentence of the text, with the headline under it.',
  },
  quote: 'Quote on the share image',
  quoteHint: 'A sentence as it stands in the text, word for word.',
  quoteMissing: 'This does not stand in the text. Until it does, the share image shows picture and headline.',
  pullQuotes: 'Pull quotes of the text',
  takeQuote: (quote: string) => `Take “${quote}”`,
  /** In the language of the article: 'By A', 'By A and B', 'By A, B and C'; '글 A, B, C'. */
  by: (names: string[], language: string) =>
    language === 'ko' ? `글 ${names.join(', ')}` : `By ${new Intl.ListFormat('en-GB').format(names)}`,
  /** Of letters that no font of the share images has. */
  leftOut: (letters: string[]) => {
    const named = letters.length > 8 ? [...letters.slice(0, 8), 'others'] : letters;
    const list = new Intl.ListFormat('en-GB').format(named);
    return `The share image leaves out ${list}: its fonts do not have ${letters.length === 1 ? 'it' : 'them'}.`;
  },
  /** What is in the picture, for whoever does not see it. */
  alt: (headline: string, publication: string) => `${headline} – ${publication}`,
  quoteAlt: (quote: string, headline: string, publication: string) => `“${quote}” – ${headline}, ${publication}`,
};
