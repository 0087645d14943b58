import { randomBytes } from 'node:crypto';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { expect, type Page, test } from '@playwright/test';
import { eq } from 'drizzle-orm';
import { closeDatabase, db } from '#db/client';
import { articles } from '#db/schema/articles';
import { moveSchedule, schedulePublication } from '#lib/articles/schedules/mutations';
import type { User } from '#lib/auth/roles';
import { expectAccessible } from './support/accessible.ts';
import { cast } from './support/cast.ts';
import { publish, save, someDraft, typeText, writeDraft } from './support/desk.ts';
import { draftBy, hire } from './support/newsroom.ts';
import { type OwnCluster, openCluster } from './support/own-cluster.ts';
import { openPostOffice } from './support/post-office.ts';
import { clearAway, newFolder, type Site, startSite } from './support/site.ts';
import { askPlainly } from './support/wire.ts';

/*
 * A magazine in Berlin, where clocks are changed, made by somebody in London. What a minute would take is brought nearer by
 * the mutation that moves a schedule, as a script would: everything else is done in the browser.
 */
test.describe.configure({ mode: 'serial' });
test.use({ javaScriptEnabled: true, timezoneId: 'Europe/London' });

let cluster: OwnCluster;
let postOffice: Awaited<ReturnType<typeof openPostOffice>>;
let mails: string;
let settings: Record<string, string>;
let site: Site;
let desk: Page;
let editor: User;

test.beforeAll(async ({ browser }) => {
  test.setTimeout(300_000);
  cluster = await openCluster();
  process.env.DATABASE_URL = cluster.url;
  mails = join(newFolder(), 'mails');
  postOffice = await openPostOffice(mails);
  settings = {
    DATABASE_URL: cluster.url,
    AUTH_SECRET: randomBytes(24).toString('base64url'),
    SMTP_URL: postOffice.url,
    MAIL_FROM: 'desk@mansudae.example',
  };
  site = await (await startSite(settings)).ready();
  const context = await browser.newContext({ baseURL: site.url, javaScriptEnabled: true, timezoneId: 'Europe/London' });
  desk = await context.newPage();
  await desk.goto(site.ownerLink);
  await desk.getByLabel('Time zone').selectOption('Europe/Berlin');
  await desk.getByLabel('Contact address').fill('contact@mansudae.example');
  await desk.getByLabel('Your name').fill(cast.owner.name);
  await desk.getByLabel('Your e-mail address').fill(cast.owner.email);
  await desk.getByRole('button', { name: 'Start the magazine' }).click();
  await desk.waitForURL(/\/desk$/);
  editor = await hire('editor');
});

test.afterAll(async () => {
  await closeDatabase();
  await clearAway();
  await postOffice.close();
  await cluster.stop();
});

const idAt = (page: Page) => /[0-9a-f-]{36}/.exec(page.url())![0];
const statusOf = async (path: string) => (await askPlainly(site.url + path)).status;
const note = () => desk.getByRole('region', { name: 'Schedule', exact: true });
const dayAhead = (days: number) => new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10);

/** Opens the dialog for a time, past what the check thinks worth a look. */
async function askForTime(button: string, title: string) {
  await desk.getByRole('button', { name: button }).click();
  const dialog = desk.getByRole('dialog', { name: title });
  const anyway = desk.getByRole('button', { name: 'Go on to the time' });
  await expect(dialog.or(anyway)).toBeVisible();
  if (await anyway.isVisible()) await anyway.click();
  await expect(dialog).toBeVisible();
  return dialog;
}

/** Brings what is scheduled so near that it happens in two seconds. */
const bringNear = (id: string, what: 'show' | 'take') =>
  moveSchedule(editor, { id, what, at: new Date(Date.now() + 2000) });

test('a publication is scheduled by the clock of the publication, listed, moved, cancelled and had again', async () => {
  test.slow();
  const draft = await writeDraft(desk);
  const id = idAt(desk);
  const path = `/articles/${draft.headline.toLowerCase().replace(/\W+/g, '-')}`;
  const dialog = await askForTime('Schedule…', 'Schedule publication');
  await expectAccessible(desk);
  await dialog.getByLabel('Day').fill('2001-01-01');
  await expect(dialog.getByRole('status')).toContainText('is over.');
  await dialog.getByRole('button', { name: 'Schedule', exact: true }).click();
  await expect(dialog.getByText('This time is over. Choose one that lies ahead.')).toBeVisible();

  await dialog.getByLabel('Day').fill(dayAhead(3));
  await dialog.getByLabel('Time').fill('07:15');
  await expect(dialog.getByRole('status')).toContainText(/07:15, in \d days\./);
  await expect(dialog.getByRole('status'), 'and by the clock of whoever sets it').toContainText(
    '06:15 where you are (London)',
  );
  await dialog.getByRole('button', { name: 'Schedule', exact: true }).click();
  await expect(note()).toContainText(/Goes public on .*, 07:15\./);
  await expect(note()).toContainText('06:15 where you are (London)');
  expect(await statusOf(path)).toBe(404);

  await desk.getByRole('navigation', { name: 'The desk' }).getByRole('link', { name: 'Schedule' }).click();
  const row = desk.getByRole('listitem').filter({ hasText: draft.headline });
  await expect(row).toContainText('07:15');
  await expect(row).toContainText(`Goes public · set by ${cast.owner.name}`);
  await expectAccessible(desk);
  await row.getByRole('button', { name: /^Move/ }).click();
  const move = desk.getByRole('dialog', { name: 'Move to another time' });
  await expect(move.getByLabel('Time')).toHaveValue('07:15');
  await move.getByRole('button', { name: 'Tomorrow, 07:00' }).click();
  await move.getByRole('button', { name: 'Move', exact: true }).click();
  await expect(desk.getByRole('region', { name: /^Tomorrow, / }).getByText(draft.headline)).toBeVisible();
  await desk.getByRole('button', { name: 'Undo' }).click();
  await expect(row).toContainText('07:15');

  await row.getByRole('button', { name: /^Cancel/ }).click();
  await expect(desk.getByText('Cancelled. It does not happen.')).toBeVisible();
  await expect(row).toHaveCount(0);
  const undo = desk.getByRole('button', { name: 'Undo' });
  await expect(undo).toBeFocused();
  await desk.keyboard.press('Enter');
  await expect(desk.getByText('It is scheduled again.')).toBeVisible();
  await expect(row).toContainText('07:15');

  await row.getByRole('link', { name: draft.headline }).click();
  await note()
    .getByRole('button', { name: /^Cancel/ })
    .click();
  await expect(note()).toContainText('Cancelled. It does not happen.');
  await expect(note().getByRole('button', { name: 'Undo' })).toBeFocused();
  await note().getByRole('button', { name: 'Undo' }).click();
  await expect(note()).toContainText(/Goes public on .*, 07:15\./);

  await bringNear(id, 'show');
  await expect.poll(() => statusOf(path), { timeout: 30_000 }).toBe(200);
  await desk.reload();
  await expect(note()).toHaveCount(0);
  await expect(desk.getByRole('link', { name: /^View published/ })).toBeVisible();
});

test('what is written after a version was scheduled waits, unless it is scheduled instead', async () => {
  const draft = await writeDraft(desk, { paragraphs: ['The version that was scheduled.'] });
  const dialog = await askForTime('Schedule…', 'Schedule publication');
  await dialog.getByRole('button', { name: 'In 3 hours' }).click();
  await dialog.getByRole('button', { name: 'Schedule', exact: true }).click();
  await expect(note()).toContainText('Goes public on');
  await expect(note()).not.toContainText('is shown then');
  await typeText(desk, [' And a sentence more.']);
  await expect(note()).toContainText(/The version of .* is shown then, and not what you see here\./);
  const again = await askForTime('Schedule this version instead…', 'Schedule publication');
  await again.getByRole('button', { name: 'Schedule', exact: true }).click();
  await expect(note()).not.toContainText('is shown then');
  await bringNear(idAt(desk), 'show');
  const path = `/articles/${draft.headline.toLowerCase().replace(/\W+/g, '-')}`;
  await expect
    .poll(async () => (await askPlainly(site.url + path)).text, { timeout: 30_000 })
    .toContain('And a sentence more.');
});

test('changes and their correction go public together, and the article is taken down at its time', async () => {
  test.slow();
  await writeDraft(desk, { paragraphs: ['The boat carried 12 people.'] });
  const path = await publish(desk);
  await typeText(desk, [' Or 14 people, as the captain says now.']);
  await save(desk);
  const dialog = await askForTime('Schedule…', 'Schedule changes');
  await expect(dialog.getByRole('insertion')).toContainText('Or 14 people');
  await dialog.getByRole('button', { name: 'In 1 hour' }).click();
  await dialog.getByRole('button', { name: 'Schedule', exact: true }).click();
  const correction = dialog.getByLabel('Correction for readers');
  await expect(correction, 'a number has changed: it is asked').toBeFocused();
  await correction.fill('It may have been 14.');
  await dialog.getByRole('button', { name: 'Schedule', exact: true }).click();
  await expect(note()).toContainText('Changes go public on');
  const corrections = desk.getByRole('region', { name: 'Corrections' });
  await expect(corrections).toContainText('with the changes that are scheduled');
  const shown = async () => {
    const { text } = await askPlainly(site.url + path);
    return [text.includes('Or 14 people'), text.includes('It may have been 14.')];
  };
  expect(await shown()).toEqual([false, false]);
  await bringNear(idAt(desk), 'show');
  await expect.poll(shown, { timeout: 30_000 }).toEqual([true, true]);

  await desk.reload();
  await desk.getByRole('button', { name: 'More' }).click();
  await desk.getByRole('button', { name: 'Schedule taking down…' }).click();
  const taking = desk.getByRole('dialog', { name: 'Schedule taking down' });
  await taking.getByRole('button', { name: 'Tomorrow, 07:00' }).click();
  await taking.getByRole('button', { name: 'Schedule', exact: true }).click();
  await expect(note()).toContainText(/Is taken down on .*, 07:00\./);
  expect(await statusOf(path)).toBe(200);
  await bringNear(idAt(desk), 'take');
  await expect.poll(() => statusOf(path), { timeout: 30_000 }).not.toBe(200);
});

test('an hour that a clock change leaves out is refused, and of one that comes twice it is asked which', async () => {
  await writeDraft(desk);
  const dialog = await askForTime('Schedule…', 'Schedule publication');
  const reading = dialog.getByRole('status');
  await dialog.getByLabel('Day').fill('2027-03-28');
  await dialog.getByLabel('Time').fill('02:30');
  await expect(reading).toContainText('the clocks there go from 02:00 to 03:00');
  await dialog.getByRole('button', { name: 'Schedule', exact: true }).click();
  await expect(dialog.getByLabel('Time')).toHaveAccessibleDescription(/There is no such time in Berlin/);

  await dialog.getByLabel('Day').fill('2027-10-31');
  await expect(reading).toContainText('This time comes twice in Berlin');
  await expectAccessible(desk);
  await dialog.getByRole('button', { name: 'Schedule', exact: true }).click(); // the browser asks for the choice
  await expect(dialog).toBeVisible();
  await dialog.getByRole('radio', { name: /^The second, .*UTC\+01:00/ }).check();
  await expect(reading, 'in London it is half past one then, for the second time').toContainText('01:30 where you are');
  await dialog.getByRole('button', { name: 'Schedule', exact: true }).click();
  await expect(note()).toContainText('31 October 2027, 02:30');
  const [row] = await db
    .select({ at: articles.scheduledAt })
    .from(articles)
    .where(eq(articles.id, idAt(desk)));
  expect(row!.at).toEqual(new Date('2027-10-31T01:30:00Z'));
});

test('what is overdue is red at the desk and in /readyz, says why, and can be tried again', async () => {
  const id = await draftBy(editor, someDraft({ headline: 'Stuck on the way' }));
  await schedulePublication(editor, { id, at: new Date(Date.now() + 1500) });
  // it cannot be settled: the database refuses, as with a full disk
  await cluster.sql`create function refuse() returns trigger language plpgsql as $$ begin raise exception 'the disk is full'; end $$`;
  await cluster.sql`create trigger refuse before update of published_revision_id on articles for each row execute function refuse()`;
  await expect.poll(() => statusOf('/articles/stuck-on-the-way'), { timeout: 30_000 }).toBe(200);
  await cluster.sql`update articles set scheduled_at = scheduled_at - interval '3 minutes' where id = ${id}`;
  await expect.poll(async () => (await askPlainly(`${site.url}/readyz`)).text).toContain('overdue: 1');
  expect(await statusOf('/readyz')).toBe(503);
  expect(await statusOf('/healthz'), 'readers are served, so no balancer takes it out').toBe(200);

  await desk.goto(`${site.url}/desk`);
  const overdue = desk.getByRole('region', { name: 'Overdue' });
  await expect(overdue).toContainText('One thing that was scheduled is overdue.');
  await expect(overdue.getByRole('link', { name: 'Stuck on the way' })).toBeVisible();
  await overdue.getByRole('button', { name: 'Try now' }).click();
  await expect(overdue.getByRole('alert')).toHaveText('It could not be done: the disk is full');
  await expectAccessible(desk);
  await desk.goto(`${site.url}/desk/schedule`);
  await expect(desk.getByRole('heading', { name: 'Overdue' })).toBeVisible();

  await cluster.sql`drop trigger refuse on articles`;
  await desk.getByRole('button', { name: 'Try now' }).click();
  // the worker tries too, and may have been first
  await expect(desk.getByText(/^(Done: it is settled now|It has been settled meanwhile)\.$/)).toBeVisible();
  await expect(desk.getByRole('heading', { name: 'Overdue' })).toHaveCount(0);
  await expect.poll(() => statusOf('/readyz')).toBe(200);
});

test('a server that was stopped when it fell due shows it with its first answer, and its mail goes once', async () => {
  test.setTimeout(180_000);
  const author = await hire('author');
  const id = await draftBy(author, someDraft({ headline: 'Missed by a stopped server' }));
  const path = '/articles/missed-by-a-stopped-server';
  expect(await statusOf(path)).toBe(404); // and the front page is kept as it is now
  expect((await askPlainly(site.url)).text).not.toContain('Missed by a stopped server');
  const at = new Date(Date.now() + 6000);
  await schedulePublication(editor, { id, at });
  await site.stop();
  await sleep(Math.max(0, at.getTime() + 500 - Date.now()));
  const { port, dataDir } = site;
  const [again, beside] = await Promise.all([startSite(settings, { port, dataDir }), startSite(settings)]);
  await Promise.all([again.ready(), beside.ready()]);
  site = again;
  for (const { url } of [again, beside]) {
    expect((await askPlainly(url + path)).status).toBe(200);
    expect((await askPlainly(url)).text).toContain('Missed by a stopped server');
  }
  const arrived = () => readdirSync(mails).filter((file) => file.includes(author.email)).length;
  await expect.poll(arrived, { timeout: 60_000 }).toBe(1);
  const settled = async () => {
    const [row] = await cluster.sql<{ events: number; letters: number }[]>`
      select (select count(*)::int from article_events where article_id = ${id} and kind = 'published') as events,
        (select count(*)::int from pgboss.job where name = 'letter' and data->>'articleId' = ${id}) as letters`;
    return row;
  };
  expect(await settled()).toEqual({ events: 1, letters: 1 });
  await sleep(2000); // what would come twice would come now
  expect(arrived()).toBe(1);
});
