import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import postgres from 'postgres';
import { authSecret } from '../../server/data-dir.ts';
import { databaseUrlFile } from '../../server/embedded-postgres.ts';
import { openPostOffice } from './post-office.ts';
import { clearAway, newFolder, startSite } from './site.ts';

/**
 * One site and one SMTP server for all journeys. What the workers must know travels in the environment, which they
 * inherit. Returns the teardown.
 */
export default async function setup(): Promise<() => Promise<void>> {
  const folder = newFolder();
  const mails = join(folder, 'mails');
  const postOffice = await openPostOffice(mails);
  const site = await startSite({
    SMTP_URL: postOffice.url,
    MAIL_FROM: 'Mansudae Korea <desk@mansudae.example>',
    TRUSTED_PROXIES: '127.0.0.1 ::1', // each journey says who it is: limits are per address
  });
  const stop = async () => {
    const how = await site.stop();
    await postOffice.close();
    await clearAway();
    if (how !== 0) throw new Error(`The site ended with ${how}:\n${site.output}`);
  };
  try {
    await site.ready();
    Object.assign(process.env, {
      E2E_SITE: site.url,
      E2E_OWNER_LINK: site.ownerLink,
      E2E_FOLDER: folder,
      E2E_MAILS: mails,
      E2E_SECRET: authSecret(site.dataDir, undefined),
      E2E_DATABASE: readFileSync(join(site.dataDir, databaseUrlFile), 'utf8').trim(),
    });
    await awaitPictures(process.env.E2E_DATABASE!);
  } catch (error) {
    await stop().catch(() => {});
    throw error;
  }
  return stop;
}

/** The sample's pictures are developed two minutes after the start, and the pages with them made again: not amid journeys. */
async function awaitPictures(url: string): Promise<void> {
  const sql = postgres(url, { max: 1 });
  await sql`update pgboss.job set start_after = now() where name = 'develop'`;
  await sql`select pg_notify('pgboss_' || left(encode(sha224('pgboss'), 'hex'), 24), 'develop')`;
  const latest = Date.now() + 180_000;
  while ((await sql`select 1 from media where files is null limit 1`).length > 0) {
    if (Date.now() > latest) throw new Error('The pictures of the sample were not developed.');
    await new Promise((done) => setTimeout(done, 250));
  }
  await sql.end();
}
