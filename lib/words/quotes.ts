import { shareImageWords } from './share-images.ts';

/** Interface words of quotes: a reader makes a card of a sentence, and others open it. */
export const quoteWords = {
  share: 'Share a sentence',
  heading: 'Share a sentence',
  text: 'Of a sentence of the article a card is made, with a link that opens the article where it stands.',
  field: 'A sentence of the article',
  hint: 'A few of its words, as they stand there: the card shows the whole sentence.',
  willShow: 'The card will show',
  make: 'Make the card',
  from: (headline: string) => `From “${headline}”`,
  offered: 'Quoted in the article itself',
  offeredLink: (quote: string) => `“${quote}”`,
  made: 'The card is made.',
  madeText: 'Take it along by its link, or keep the picture.',
  picture: 'Keep the picture',
  again: 'Share another sentence',
  back: 'Back to the article',
  readThere: 'Read it in the article',
  quoted: (quote: string) => `“${quote}”`,
  by: (headline: string, names: string[], language: string) => {
    if (names.length === 0) return headline;
    return `${headline}${language === 'ko' ? ' · ' : '. '}${shareImageWords.by(names, language)}`;
  },

  nothing: 'Give a few words of the sentence.',
  notThere:
    'These words do not stand in the article one after the other. Copy them from its text, within one paragraph.',
  tooShort: 'This is too short to be quoted by itself. Choose a longer sentence.',
  tooLong: (most: number) => `Whole sentences of up to ${most} characters fit on a card. Choose fewer.`,
  notPublished: 'This article is not published any more.',
};
