import 'server-only';
import { db } from '#db/client';
import { settings } from '#db/schema/settings';
import { cachedRead } from '#lib/cache/cached-read';
import { noteTags } from '#lib/cache/noting';
import { cacheTags } from '#lib/cache-tags';
import { siteWords } from '#lib/words/site';

/** The publication's name, zone and look, as every page needs them. */
export type Publication = Awaited<ReturnType<typeof getPublication>>;

export const getPublication = cachedRead('getPublication', async () => {
  noteTags(cacheTags.settings);
  const [row] = await db
    .select({
      name: settings.name,
      hangulName: settings.hangulName,
      tagline: settings.tagline,
      articleLanguage: settings.language,
      timeZone: settings.timeZone,
      contactEmail: settings.contactEmail,
      accent: settings.accent,
      hubs: settings.hubs,
      setUp: settings.setUpAt,
    })
    .from(settings);
  if (!row) throw new Error('The settings row is missing; prepareDatabase makes it.');
  // Pages are in the language of their interface words; an article says its own.
  return { ...row, language: siteWords.language, setUp: row.setUp !== null };
});
