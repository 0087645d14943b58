import { z } from 'zod';
import { hasRole, type User } from '#lib/auth/roles';
import { emailAddress, line } from '#lib/forms/fields';

/** Who changes what the publication is called and how it looks. */
export const canChangeSettings = (user: User): boolean => hasRole(user, 'owner');

export const languages = ['en', 'ko'] as const;
export const accents = ['red', 'green', 'indigo'] as const;

/** Whether this machine's calendar knows the zone, so that every date can be shown in it. */
export function isTimeZone(name: string): boolean {
  try {
    new Intl.DateTimeFormat('en', { timeZone: name });
    return /^[A-Za-z]/.test(name); // an offset such as +09:00 is no place
  } catch {
    return false;
  }
}

/** Every zone that can be chosen. UTC is not among those that Intl lists. */
export const timeZones = (): string[] => [
  'UTC',
  ...Intl.supportedValuesOf('timeZone').filter((name) => name !== 'UTC'),
];

const publication = z.object({
  name: line(60, 'Give the publication a name.'),
  hangulName: line(40).optional().default(''),
  language: z.enum(languages, 'Choose one of the languages.'),
  timeZone: z.string('Choose a time zone.').refine(isTimeZone, 'Choose one of the time zones in the list.'),
  contactEmail: emailAddress,
});

/** What the owner's first page asks. */
export const setUpInput = publication.extend({
  ownerName: line(80, 'Give your name: it stands under what you write.'),
  ownerEmail: emailAddress,
  sample: z.enum(['keep', 'remove']),
});
export type SetUpInput = z.output<typeof setUpInput>;

/** The same, posted by whoever has the owner's link. */
export const setUpByLinkInput = setUpInput.extend({ token: z.string('The link is not whole.').max(200) });

export const settingsInput = publication.extend({
  tagline: line(120),
  accent: z.enum(accents, 'Choose one of the colours.'),
});
export type SettingsInput = z.output<typeof settingsInput>;

/** How long a removed sample can be put back. */
export const sampleUndoHours = 24;

/** Until when the sample that was removed at `removedAt` can be put back. */
export const sampleUndoEnds = (removedAt: Date): Date => new Date(removedAt.getTime() + sampleUndoHours * 3_600_000);
