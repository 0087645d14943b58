/** How often is too often: `points` in `seconds`, each line by itself. */
export const limitsOf = {
  /** Searches from one network address. */
  search: [{ points: 40, seconds: 60 }],
  /** Comments from one network address. */
  comment: [
    { points: 5, seconds: 600 },
    { points: 30, seconds: 86_400 },
  ],
  /** Messages from one network address. */
  contact: [{ points: 5, seconds: 3600 }],
  /** Follow requests from one network address. */
  follow: [{ points: 5, seconds: 3600 }],
  /** Follow requests for one mailbox, wherever they come from: nobody's mailbox is filled by strangers. */
  'follow-address': [{ points: 3, seconds: 3600 }],
  /** 'You already follow us' to one mailbox. */
  'follow-again': [{ points: 1, seconds: 3600 }],
  /** Cards of sentences from one network address. */
  quote: [
    { points: 20, seconds: 3600 },
    { points: 60, seconds: 86_400 },
  ],
  /** Sign-in links asked for from one network address. */
  'sign-in': [{ points: 5, seconds: 900 }],
  /** Sign-in links to one mailbox. */
  'sign-in-address': [{ points: 3, seconds: 900 }],
} as const;

export type LimitKind = keyof typeof limitsOf;
