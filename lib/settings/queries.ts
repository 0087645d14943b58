import 'server-only';
import { cacheLife, cacheTag } from 'next/cache';
import { db } from '#db/client';
import { settings } from '#db/schema/settings';
import { cacheTags } from '#lib/cache-tags';
import { siteWords } from '#lib/words/site';

/** The publication's name, zone and look, as every page needs them. */
export type Publication = Awaited<ReturnType<typeof getPublication>>;

export async function getPublication() {
  'use cache';
  cacheTag(cacheTags.settings);
  cacheLife('max');
  const [row] = await db
    .select({
      name: settings.name,
      hangulName: settings.hangulName,
      tagline: settings.tagline,
      articleLanguage: settings.language,
      timeZone: settings.timeZone,
      contactEmail: settings.contactEmail,
      accent: settings.accent,
      setUp: settings.setUpAt,
    })
    .from(settings);
  if (!row) throw new Error('The settings row is missing; prepareDatabase makes it.');
  // Pages are in the language of their interface words; an article says its own.
  return { ...row, language: siteWords.language, setUp: row.setUp !== null };
}
