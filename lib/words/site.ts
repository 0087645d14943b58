/**
 * The interface words of readers' pages, in one place, so that a second language can stand beside this one. Sentences
 * with a number or a name in them are functions: languages do not agree on where those go.
 */
export const siteWords = {
  language: 'en',
  skip: 'Skip to the text',
  sections: 'Sections',
  footerSections: 'Sections again',
  publication: 'The magazine',
  about: 'About',
  contact: 'Contact',
  privacy: 'Privacy',
  follow: 'Follow',
  feed: 'RSS feed',

  front: {
    title: (name: string, tagline: string) => (tagline ? `${name}: ${tagline}` : name),
    leads: 'On the front page',
    newest: 'Latest:',
    allOf: (section: string) => `All of ${section}`,
    other: 'More to read',
    emptyTitle: 'The first number is being set.',
    emptyText: 'Nothing is published here yet. Leave your address, and you will have it as soon as it is.',
  },

  article: {
    by: 'By',
    and: 'and',
    published: 'Published',
    updated: 'Updated',
    table: (number: number) => `Table ${number}`,
    untitledEmbed: (source: string) => `On ${source}`,
    embedPlays: (source: string) => `Play here, from ${source}`,
    embedOpens: (source: string) => `Open at ${source}`,
    footnotes: 'Notes',
    note: (number: number) => `Note ${number}`,
    backToNote: (number: number) => `Back to note ${number} in the text`,
    minutes: (count: number) => `${count} ${count === 1 ? 'minute' : 'minutes'} to read`,
    minutesShort: (count: number) => `${count} min`,
    writer: (count: number) => (count === 1 ? 'About the author' : 'About the authors'),
    moreToRead: 'More to read',
    moreBy: (name: string) => `More by ${name}`,
    preview: 'Preview – not published',
    backToDesk: 'Back to the draft',
    backToHistory: 'Back to the history',
    noHeadline: 'No headline yet',
  },

  share: {
    heading: 'Share this article',
    native: 'Share …',
    copy: 'Copy link',
    copied: 'Link copied',
    notCopied: 'Copying failed; the address is in the address bar',
    mail: 'Mail',
  },

  comments: {
    heading: (count: number) => (count === 0 ? 'Comments' : count === 1 ? 'One comment' : `${inWords(count)} comments`),
    none: 'Nobody has written yet. Be the first.',
    closed: 'Comments on this article are closed.',
    add: 'Add comment',
    rules:
      'A person reads every comment before it appears. Argue as you would in a room with the author in it. Your e-mail address is never shown.',
    name: 'Name',
    email: 'E-mail, never shown',
    body: 'Your comment',
    bodyHint: 'Up to 5,000 characters.',
    send: 'Send comment',
    receivedTitle: 'Your comment has arrived',
    received: (name: string) =>
      `Thank you, ${name}. An editor reads it before it appears here; that can take a day. These are your words:`,
    permalink: (name: string) => `Address of the comment by ${name}`,
  },

  followForm: {
    heading: 'Follow us',
    text: 'A letter when something is published. Nothing else, and one click to leave.',
    email: 'E-mail',
    send: 'Follow',
    orFeed: 'or read us in a feed reader:',
    orFeedAlone: 'You can also read us in a feed reader:',
    receivedTitle: 'One more step',
    received:
      'We have written to the address you gave. Open the link in that mail and press its button; until then nothing is sent to you.',
    receivedHint: 'No mail after a few minutes? Look among the unwanted ones, or ask again.',
  },

  followPage: {
    title: 'Follow',
    heading: 'Follow the magazine',
    text: 'Leave your address and we write when something is published, not more than that. Every letter carries a link that ends it at once. What we keep is your address and the day you gave it.',
  },

  confirm: {
    title: 'Confirm that you follow',
    heading: 'One press, and you follow us',
    text: 'You asked for letters from this magazine. Press the button and they come when something is published.',
    send: 'Yes, send me letters',
    doneTitle: 'You follow us now',
    done: 'The next letter comes when something is published.',
    alreadyTitle: 'You follow us already',
    already: 'This address was confirmed before. There is nothing left to do.',
    expiredTitle: 'This link has grown old',
    expired:
      'It worked for a while only. Ask for a new one below; the address you gave is not used until it is confirmed.',
    unknownTitle: 'This link leads nowhere',
    unknown: 'It may have been used up by a newer one, or lost a piece on its way here. Ask for a new one below.',
  },

  unsubscribe: {
    title: 'Stop following',
    heading: 'Stop the letters?',
    text: 'No more letters will come, and your address is deleted here.',
    send: 'Stop following',
    doneTitle: 'You get no more letters',
    done: 'Your address is deleted here. The magazine stays open to you.',
    unknownTitle: 'Nobody follows us with this link',
    unknown:
      'Either the address was deleted before, or the link lost a piece on its way here. If letters still come, write to us.',
  },

  contactForm: {
    title: 'Contact',
    heading: 'Get in touch',
    text: 'A correction, an idea for an article, a question: it reaches the people who make the magazine, and one of them answers.',
    direct: 'You can also write to',
    name: 'Name',
    email: 'E-mail, for the answer',
    subject: 'Subject',
    body: 'Message',
    send: 'Send message',
    receivedTitle: 'Your message has arrived',
    received: (name: string) => `Thank you, ${name}. One of us reads it and answers by mail. This is what you wrote:`,
  },

  form: {
    problem: 'This was not sent yet',
    trap: 'Leave this empty',
    sending: 'Sending …',
    unanswered:
      'No answer came, so we cannot say whether it has arrived. Your words are still here: send them again in a moment, and they are kept once.',
  },

  author: { articles: (count: number) => (count === 1 ? 'One article' : `${inWords(count)} articles`) },

  notFound: {
    title: 'There is nothing here',
    text: 'The page may have moved or been taken down, or the address may have a slip in it.',
    wayOn: 'Go to the front page',
    tell: 'tell us what is missing',
    or: 'or',
    newest: 'The newest instead',
  },

  changed: (day: string) => `Last changed on ${day}.`,
};

const small = 'No One Two Three Four Five Six Seven Eight Nine Ten Eleven Twelve'.split(' ');

/** 'Two' up to twelve, then '13': as running text is set. */
function inWords(count: number): string {
  return small[count] ?? count.toLocaleString('en-GB');
}
