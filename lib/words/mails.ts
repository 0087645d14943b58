/** What the magazine's mails say, other than sign-in links. Each name ends up in a heading or a sentence as it is. */
export const mailWords = {
  language: 'en',
  footer: (publication: string) => `Sent by ${publication}`,

  confirmFollow: {
    subject: (publication: string) => `Confirm that you want to follow ${publication}`,
    text: (publication: string) =>
      `Somebody, probably you, asked that ${publication} write to this address. Nothing is sent until you say yes.`,
    button: 'Say yes',
    ignore: 'The link works for seven days. If it was not you, do nothing: the address is then forgotten.',
  },
  welcome: {
    subject: (publication: string) => `You follow ${publication}`,
    text: (publication: string) =>
      `Thank you. From now on ${publication} writes to you when there is something to read.`,
    button: 'Unsubscribe',
    how: 'You can stop at any time with this link; nobody asks why.',
  },
  alreadyFollows: {
    subject: (publication: string) => `You already follow ${publication}`,
    text: (publication: string) =>
      `Somebody, probably you, asked that ${publication} write to this address. It already does, so nothing has changed.`,
    how: 'If you would rather not hear from us, this link ends it.',
  },
  letter: {
    subject: (publication: string, headline: string) => `${headline} · ${publication}`,
    byline: (names: string[]) => `By ${names.join(', ')}`,
    button: 'Read the article',
    how: 'You follow us with this address. One press ends it:',
  },
  contactMessage: {
    text: (name: string, email: string) => `${name} <${email}> wrote through the contact page:`,
    reply: 'Your reply to this mail goes straight to the sender.',
    button: 'Messages at the desk',
  },
  commentsWaiting: {
    subject: (count: number) => (count === 1 ? 'A comment is waiting' : `${count} comments are waiting`),
    text: (count: number) =>
      count === 1
        ? 'One comment is held until somebody at the desk has read it.'
        : `${count} comments are held until somebody at the desk has read them.`,
    button: 'Read the comments',
  },
};
