import type { Gap, LocalTime } from '#lib/zoned-time';

/** 'Seoul' of 'Asia/Seoul'. */
const placeOf = (zone: string): string => zone.slice(zone.lastIndexOf('/') + 1).replaceAll('_', ' ');
const timeOf = (local: LocalTime): string => local.slice(11);

/** Interface words for what happens at a time that is set: publication, changes, taking down. */
export const schedulingWords = {
  title: 'Schedule',
  lead: (zone: string) => `What happens by itself, and when. Times are those of ${placeOf(zone)}.`,
  empty: 'Nothing is scheduled. Open an article and press “Schedule…”.',
  emptyForContributors: 'Nothing of yours is scheduled. An editor schedules what you submit.',
  place: placeOf,
  today: 'Today',
  tomorrow: 'Tomorrow',
  overdueDay: 'Overdue',
  by: (name: string) => `set by ${name}`,
  newer: 'The draft has changed since: the version that was scheduled is shown.',

  /** What happens. */
  kinds: { show: 'Goes public', change: 'Changes go public', take: 'Is taken down' },
  /** The same with its time, under the bar of the article. */
  sentences: {
    show: (when: string) => `Goes public on ${when}.`,
    change: (when: string) => `Changes go public on ${when}.`,
    take: (when: string) => `Is taken down on ${when}.`,
  },
  hereToo: (when: string, zone: string) => `${when} where you are (${placeOf(zone)})`,
  newerHere: (when: string) => `The version of ${when} is shown then, and not what you see here.`,
  thisInstead: 'Schedule this version instead…',

  schedule: 'Schedule…',
  scheduleTaking: 'Schedule taking down…',
  scheduleTitle: 'Schedule publication',
  scheduleText: 'Readers see this version from that time on, whatever happens to the server in between.',
  changesTitle: 'Schedule changes',
  changesText: 'Until that time readers see what they see now, from then on this version.',
  takingTitle: 'Schedule taking down',
  takingText: 'From that time on readers find nothing at its address. The text stays here.',
  confirm: 'Schedule',
  anyway: 'Go on to the time',
  scheduled: 'Scheduled.',
  takingScheduled: 'It will be taken down.',

  /** Beside what is done now. */
  overtaken: 'What was scheduled is dropped.',
  alsoDropped: 'What is scheduled for it is dropped, too.',

  move: 'Move…',
  moveOf: (kind: string, headline: string) => `Move: “${headline}” ${kind.toLowerCase()}`,
  moveTitle: 'Move to another time',
  moveConfirm: 'Move',
  moved: 'Moved.',
  movedBack: 'Moved back.',
  cancel: 'Cancel it',
  cancelOf: (kind: string, headline: string) => `Cancel: “${headline}” ${kind.toLowerCase()}`,
  done: {
    move: (when: string) => `Moved to ${when}.`,
    cancel: () => 'Cancelled. It does not happen.',
    restore: () => 'It is scheduled again.',
  },
  undo: 'Undo',

  day: 'Day',
  time: 'Time',
  clock: (zone: string, offset: string) => `By the clock of ${placeOf(zone)} (${offset})`,
  presets: 'Or in one step',
  preset: { hour: 'In 1 hour', hours: 'In 3 hours', tomorrow: 'Tomorrow, 07:00', monday: 'Monday, 07:00' },
  reads: (when: string, far: string) => `${when}, ${far}.`,
  isOver: (when: string) => `${when} is over.`,
  which: 'Which of the two?',
  occurrences: {
    first: (offset: string) => `The first, before the clocks are set back (${offset})`,
    second: (offset: string) => `The second, an hour later (${offset})`,
  },

  overdue: (count: number) =>
    count === 1
      ? 'One thing that was scheduled is overdue.'
      : `${count.toLocaleString('en')} things that were scheduled are overdue.`,
  overdueText: 'Readers see what they should. The history, mails and the letter to followers wait until it is done.',
  retry: 'Try now',
  retried: (count: number) => (count === 0 ? 'It has been settled meanwhile.' : 'Done: it is settled now.'),

  mail: (headline: string, when: string, who: string | null) =>
    `“${headline}” is public since ${when}${who ? `, as ${who} had scheduled it` : ', as was scheduled'}. Readers find it now.`,

  gap: (zone: string, { from, to }: Gap) =>
    `There is no such time in ${placeOf(zone)} on that day: the clocks there go from ${timeOf(from)} to ${timeOf(to)}. Choose another.`,
  twice: (zone: string) =>
    `This time comes twice in ${placeOf(zone)} on that day: the clocks there are set back. Which of the two is meant?`,

  refused: {
    noTime: 'Give a day and a time.',
    otherZone: (zone: string) =>
      `The publication has another time zone since this page was loaded: ${placeOf(zone)}. Nothing was set. Load the page again, then set the time by that clock.`,
    another: 'Something else has been scheduled or published since, so this cannot be taken back.',
    changedSince: 'Somebody has set another time since this page was loaded. Look at it, then decide again.',
    publish: 'Submit the article for review: an editor schedules it.',
    unpublish: 'Only an editor, or the author of an article, can set when it is taken down.',
    move: 'Only an editor, or the author of an article, can move what is scheduled.',
    cancel: 'Only an editor, or the author of an article, can cancel what is scheduled.',
    retry: 'Only an editor can do this.',
    isPublic: 'Readers see this version already: there is nothing to schedule.',
    neverShown: 'Readers do not see this article. Publish it first, or set when it is published.',
    notScheduled: 'This is not scheduled any more: it has happened, or somebody cancelled it.',
    otherRevision: 'This version is not one of this article.',
    past: 'This time is over. Choose one that lies ahead.',
    far: 'This is more than ten years ahead. Look at the year again.',
    order: 'The article would be taken down before it is published. Choose a later time for taking it down.',
    notSettled: (reason: string) => `It could not be done: ${reason}`,
  },
};
