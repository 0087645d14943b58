/** Interface words for how an article goes from hand to hand: approved, asked for, until when. */
export const workflowWords = {
  approve: 'Approve',
  approveTitle: 'Approve this draft',
  approveText: 'The writer gets a mail. It stays approved until its words change, and can be published or scheduled.',
  approveNote: 'Note for the writer (optional)',
  approved: 'Approved. The writer has been told.',

  asked: 'Asked',
  nobodyAsked: 'Nobody is asked.',
  ask: 'Ask somebody',
  changeAsked: 'Change',
  askTitle: 'Who goes on with it?',
  askText: 'Who is asked gets a mail, and another on the morning of the day.',
  askWhom: 'Ask',
  askNobody: 'Nobody',
  askUntil: 'Until (a day; may be left empty)',
  askUntilHint: (timeZone: string) => `A day where the publication is: ${timeZone}.`,
  askDone: 'Kept. Who is asked has been told.',
  you: 'you',
  with: (name: string) => `with ${name}`,
  due: (day: string) => `due ${day}`,
  overdue: (day: string) => `was due ${day}`,
  today: 'today',
  tomorrow: 'tomorrow',
};

/** What the mails of the workflow say. */
export const workflowMailWords = {
  untitled: 'an untitled draft',
  open: 'Open it at the desk',
  submitted: {
    subject: (headline: string) => `For review: ${headline}`,
    text: (who: string, headline: string) => `${who} asks you to look at “${headline}”.`,
    open: 'Read it at the desk',
  },
  returned: {
    subject: (headline: string) => `Changes asked: ${headline}`,
    text: (who: string, headline: string) => `${who} has read “${headline}” and asks for changes.`,
    open: 'Go on writing',
  },
  approved: {
    subject: (headline: string) => `Approved: ${headline}`,
    text: (who: string, headline: string) => `${who} has read “${headline}” and approves it as it is.`,
  },
  asked: {
    subject: (headline: string) => `Asked of you: ${headline}`,
    text: (who: string, headline: string) => `${who} asks you to go on with “${headline}”.`,
    due: (day: string) => `It is due on ${day}.`,
  },
  due: {
    subject: (headline: string) => `Due today: ${headline}`,
    text: (headline: string, day: string) => `You were asked to go on with “${headline}”, which is due on ${day}.`,
  },
};
