import { count } from 'drizzle-orm';
import { database } from '#db/client';
import { sections } from '#db/schema/sections';
import { settings } from '#db/schema/settings';
import { env } from '#lib/env';
import { prepareJobs } from '#lib/jobs';
import { prepareDatabase } from './migrate.ts';
import { refuseAnotherSecret } from './other-instances.ts';

/**
 * Brings the database at DATABASE_URL to where the site can run: schema, job queues, the settings row, and content when
 * it is empty. Runs at every start; several processes may run it at once. Throws StartError.
 */
export async function prepare(say: (sentence: string) => void): Promise<void> {
  const url = process.env.DATABASE_URL!;
  await prepareDatabase(url);
  await refuseAnotherSecret();
  await prepareJobs(url);
  await database().insert(settings).values({ id: 1 }).onConflictDoNothing();
  const [publication] = await database().select({ setUpAt: settings.setUpAt }).from(settings);
  const [row] = await database().select({ sections: count() }).from(sections);
  if (publication!.setUpAt || row!.sections > 0) return; // emptied by its owner, or filled
  const { seedBare, seedSample } = await import('#db/seed');
  if (env().SAMPLE_CONTENT) {
    say('Filling the empty database with the sample magazine.');
    await seedSample();
  } else {
    await seedBare();
  }
}
