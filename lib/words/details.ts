import type { Commenting } from '#lib/articles/rules';

/** Interface words of what goes with an article’s text. */
export const detailsWords = {
  topics: 'Topics',
  chosenTopics: 'Topics of this article',
  removeTopic: (name: string) => `Remove the topic ${name}`,
  createTopic: (name: string) => `Create “${name}”`,
  making: (name: string) => `“${name}” is being created …`,
  made: (name: string) => `The topic “${name}” has been created.`,
  notMade: 'The site did not answer. The topic was not created: try again.',
  noTopic: 'There is no such topic. An editor can create it.',

  series: 'Series',
  noSeries: 'None',
  seriesPart: (number: number, count: number) => `Part ${number} of ${count}.`,
  seriesNext: (count: number) =>
    count === 0
      ? 'It will be the first part.'
      : `It will come after the ${count === 1 ? 'one part' : `${count} parts`} that readers have.`,

  translationOf: 'Translation of',
  translationHint: 'An article in the other language. Each page then leads to the other.',
  translationLinked: 'When both are public, each page leads to the other.',
  chosenTranslation: 'The original',
  removeTranslation: 'It is no translation',
  unknown: 'An article',
  noTranslation: 'No article in the other language was found.',
  notAnswered: 'The site did not answer. Try again.',

  sharing: 'Search and sharing',
  canonical: 'First published at',
  canonicalHint: 'Where it stood before, if it did: search engines are sent there.',
  canonicalWrong: 'Give a whole address, beginning with https://.',
  shareHeadline: 'Headline when shared',
  shareText: 'Text when shared',
  shareHeadlineHint: 'Left empty, the headline.',
  shareTextHint: 'Left empty, the standfirst.',
  count: (count: number, most: number) => `${count} of ${most} characters`,
  tooLong: (count: number, most: number) => `${count} characters: most previews cut after ${most}.`,

  commenting: 'Comments',
  commentings: { open: 'Open', held: 'Held', closed: 'Closed' } satisfies Record<Commenting, string>,
  commentingHints: {
    open: 'Readers can comment as everywhere in the magazine.',
    held: 'Every comment waits for an editor, whatever is the custom elsewhere.',
    closed: 'Nobody can add a comment. Those that stand there stay.',
  } satisfies Record<Commenting, string>,
  commentingSet: 'Set. Readers see it at once.',
};
