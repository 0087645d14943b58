import { z } from 'zod';
import type { User } from '#lib/auth/roles';
import { lines } from '#lib/forms/fields';
import { canChangeSettings } from '#lib/settings/rules';
import { pingWords as words } from '#lib/words/pings';

/** Who decides who is told of what is published, and sees whom it did not reach. */
export const canManagePings = (user: User): boolean => canChangeSettings(user);

/** Whom one tells: a WebSub hub of feeds, or the search engines of IndexNow of pages. */
export const pingKinds = ['hub', 'indexnow'] as const;
export type PingKind = (typeof pingKinds)[number];

/** As many hubs as anybody can have a use for. */
const mostHubs = 5;

/** Where IndexNow is told; whichever is told tells the others. */
export const indexNowAddress = 'https://api.indexnow.org/indexnow';

/** Hubs, one in a line; an empty field is none. */
export const pingsInput = z.object({
  hubs: lines(2000)
    .transform((text) =>
      text
        .split('\n')
        .map((line) => line.trim())
        .filter(Boolean),
    )
    .refine((hubs) => hubs.length <= mostHubs, words.tooManyHubs(mostHubs))
    .refine((hubs) => hubs.every(isEndpoint), words.noHub)
    .transform((hubs) => [...new Set(hubs.map((hub) => new URL(hub).href))]),
  indexNow: z.literal('on').optional().transform(Boolean),
});
export type PingsInput = z.output<typeof pingsInput>;

/** Whether something can be told at an address: https, or http for a hub that has no better, without a name and password. */
function isEndpoint(address: string): boolean {
  if (!URL.canParse(address) || address.length > 500) return false;
  const { protocol, username, password, hash } = new URL(address);
  return /^https?:$/.test(protocol) && username === '' && password === '' && hash === '';
}
