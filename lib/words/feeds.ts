/** Words of feeds, and of what a browser shows of one. */
export const feedWords = {
  titleOf: (subject: string, publication: string) => `${subject} · ${publication}`,
  commentBy: (name: string) => `Comment by ${name}`,
  commentsOn: (headline: string) => `Comments on ‘${headline}’`,

  /** What a person reads who opens one. */
  opened: {
    /** Above the title, where that is the name of the publication itself. */
    kind: 'Feed',
    heading: 'This is a feed',
    text: 'It is read by a program that brings you what is new here. Copy the address of this page into your feed reader and you will miss nothing.',
    page: 'The page itself',
    newest: 'What it says now',
    empty: 'Nothing stands in it yet.',
  },
};
