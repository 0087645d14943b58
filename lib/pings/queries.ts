import 'server-only';
import { asc } from 'drizzle-orm';
import { db } from '#db/client';
import { pingFailures } from '#db/schema/pings';
import { settings } from '#db/schema/settings';
import type { User } from '#lib/auth/roles';
import { cachedRead } from '#lib/cache/cached-read';
import { noteTags } from '#lib/cache/noting';
import { cacheTags } from '#lib/cache-tags';
import { ForbiddenError } from '#lib/errors';
import { isReachable } from '#lib/site';
import { pingWords } from '#lib/words/pings';
import { canManagePings } from './rules.ts';

/** What IndexNow knows this site by; null when it is told nothing. */
export const getIndexNowKey = cachedRead('getIndexNowKey', async (): Promise<string | null> => {
  noteTags(cacheTags.settings);
  const [row] = await db.select({ key: settings.indexNowKey }).from(settings);
  return row?.key ?? null;
});

/** Who is told of what is published, and whether anybody can be. Throws ForbiddenError. */
export async function getPingSettings(
  user: User,
): Promise<{ hubs: string[]; indexNow: boolean; isReachable: boolean }> {
  if (!canManagePings(user)) throw new ForbiddenError(pingWords.ownersOnly);
  const [row] = await db.select({ hubs: settings.hubs, key: settings.indexNowKey }).from(settings);
  return { hubs: row?.hubs ?? [], indexNow: Boolean(row?.key), isReachable: isReachable() };
}

/** Who could not be told, for owners; of anybody else it is nobody's business. */
export async function listPingFailures(user: User) {
  if (!canManagePings(user)) return [];
  return db
    .select({
      endpoint: pingFailures.endpoint,
      kind: pingFailures.kind,
      lastError: pingFailures.lastError,
      since: pingFailures.since,
    })
    .from(pingFailures)
    .orderBy(asc(pingFailures.since), asc(pingFailures.endpoint));
}
