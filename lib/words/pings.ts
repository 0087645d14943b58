/** Words of telling others what is published: hubs of feeds and search engines. */
export const pingWords = {
  title: 'Telling others at once',
  lead: 'When something is published, changed or taken down, these are told of it within seconds. Nothing waits for them.',
  notReachable: 'So far nobody is told: the magazine has no address yet that others can reach (SITE_URL).',
  hubs: 'WebSub hubs',
  hubsHint: 'One address in a line. Who reads a feed by a hub gets what is new at once. Empty for none.',
  indexNow: 'Tell search engines (IndexNow)',
  indexNowHint:
    'Bing, Naver, Yandex, Seznam and others hear the addresses that have changed. The key that they ask for stands at /indexnow.txt.',
  save: 'Save who is told',
  saved: 'Saved: from now on they are told.',
  noHub: 'Each line needs a whole address: https://hub.example.org/.',
  tooManyHubs: (most: number) => `At most ${most} hubs.`,
  ownersOnly: 'Only an owner can decide who is told of what is published.',
  failedTitle: (count: number) =>
    count === 1
      ? 'One that should be told of what is published does not answer'
      : `${count} that should be told of what is published do not answer`,
  failedText:
    'It was tried for some hours. Readers have missed nothing: who reads a feed finds it the next time they ask.',
  kinds: { hub: 'Hub', indexnow: 'IndexNow' },
  since: 'since',
  retry: 'Tell them now',
  retried: 'They are being told now.',
  inSettings: 'Who is told is in the settings.',
  faults: {
    address: 'This is not an address on the public web.',
    slow: 'It took longer than ten seconds.',
    lost: 'It could not be reached.',
    moved: (to: string) => `It says that it is somewhere else now: ${to}.`,
    refused: (status: number) => `It answered with ${status}.`,
  },
};
