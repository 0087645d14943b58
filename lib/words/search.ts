/** Words of the readers' search. */
export const searchWords = {
  title: 'Search',
  titleOf: (q: string) => `‘${q}’ · Search`,
  description: 'Find an article by any word in it, in English or in Hangul.',
  label: 'Words to look for',
  hint: 'Any part of a word will do: 한강, ferry, an author’s name.',
  send: 'Search',
  count: (count: number, q: string) =>
    `${count === 0 ? 'No article' : count === 1 ? 'One article' : `${count.toLocaleString('en')} articles`} with ‘${q}’`,
  none: 'Nothing published here has all of these words in it. Try fewer of them, or a shorter part of one.',
  notWhole: 'The archive is still being made ready to be searched. Some of it is not found yet; ask again in a minute.',
  tooShort: 'One letter stands in nearly every article. Give two or more, or a syllable of Hangul.',
  noPage: 'There are not so many pages.',
  pages: 'Pages',
  newer: 'Previous page',
  older: 'Next page',
  page: (page: number, of: number) => `Page ${page} of ${of}`,
};
