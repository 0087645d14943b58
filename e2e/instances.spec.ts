import { randomBytes } from 'node:crypto';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import { closeDatabase } from '#db/client';
import { cast, newAddress, newNetworkAddress } from './support/cast.ts';
import { publish, someDraft, writeDraft } from './support/desk.ts';
import { hire, publishBy } from './support/newsroom.ts';
import { type OwnCluster, openCluster } from './support/own-cluster.ts';
import { formIn, isTaken, postForm } from './support/plain-form.ts';
import { openPostOffice } from './support/post-office.ts';
import { postComment } from './support/reader.ts';
import { clearAway, newFolder, type Site, startSite } from './support/site.ts';
import { articlesOf, askPlainly } from './support/wire.ts';

// One magazine, run by three processes on one database. Each has a port and a DATA_DIR of its own, as on three machines.
test.describe.configure({ mode: 'serial' });
test.use({ javaScriptEnabled: true });

let cluster: OwnCluster;
let postOffice: Awaited<ReturnType<typeof openPostOffice>>;
let mails: string;
let settings: Record<string, string>;
let sites: Site[];

test.beforeAll(async () => {
  test.setTimeout(300_000);
  cluster = await openCluster();
  process.env.DATABASE_URL = cluster.url; // for what is done here as a script would
  mails = join(newFolder(), 'mails');
  postOffice = await openPostOffice(mails);
  settings = {
    DATABASE_URL: cluster.url,
    AUTH_SECRET: randomBytes(24).toString('base64url'),
    SMTP_URL: postOffice.url,
    MAIL_FROM: 'desk@mansudae.example',
    TRUSTED_PROXIES: '127.0.0.1 ::1',
  };
  sites = await Promise.all([startSite(settings), startSite(settings), startSite(settings)]); // all at once
  await Promise.all(sites.map((site) => site.ready()));
});

test.afterAll(async () => {
  await closeDatabase();
  await clearAway();
  await postOffice.close();
  await cluster.stop();
});

const textOf = async (url: string): Promise<string> => (await askPlainly(url)).body.toString('utf8');

/** Waits until every instance shows `words` at `path`. */
async function expectOnAll(path: string, words: string): Promise<void> {
  for (const [index, site] of sites.entries())
    await expect
      .poll(async () => (await textOf(site.url + path)).includes(words), {
        message: `${words} on instance ${index + 1}`,
        timeout: 20_000,
      })
      .toBe(true);
}

test('three that start at once on an empty database make one magazine, of one build', async () => {
  const [{ repeated } = { repeated: -1 }] = await cluster.sql<{ repeated: number }[]>`
    select (count(*) - count(distinct headline))::int as repeated
    from articles join revisions on revisions.id = published_revision_id`;
  expect(repeated, 'nothing was filled in twice').toBe(0);
  const builds = await Promise.all(sites.map(async ({ url }) => /\/reader\.js\?v=(\w+)/.exec(await textOf(url))?.[1]));
  expect(builds[0]).toMatch(/^[0-9a-f]{16}$/);
  expect(new Set(builds).size).toBe(1);
  const [path] = await articlesOf(sites[0]!.url);
  const lists = await Promise.all(sites.map(({ url }) => articlesOf(url)));
  expect(lists[1]).toEqual(lists[0]);
  expect(lists[2]).toEqual(lists[0]);
  expect((await askPlainly(sites[2]!.url + path!)).status).toBe(200);
});

test('published on the first, commented on at the third, approved on the second: all three show it', async ({
  browser,
}) => {
  const [first, second, third] = sites as [Site, Site, Site];
  const context = await browser.newContext({ baseURL: first.url, javaScriptEnabled: true });
  const desk = await context.newPage();
  await desk.goto(first.ownerLink);
  await desk.getByLabel('Contact address').fill('contact@mansudae.example');
  await desk.getByLabel('Your name').fill(cast.owner.name);
  await desk.getByLabel('Your e-mail address').fill(cast.owner.email);
  await desk.getByLabel('Keep it, to see how things look').check();
  await desk.getByRole('button', { name: 'Start the magazine' }).click();
  await desk.waitForURL(/\/desk$/);
  const draft = await writeDraft(desk);
  const slug = `/articles/${draft.headline.toLowerCase().replace(/\W+/g, '-')}`;
  for (const { url } of sites) expect((await askPlainly(url + slug)).status, 'not there yet').toBe(404);
  const path = await publish(desk);
  await expectOnAll(path, draft.paragraphs[0]!);
  await expectOnAll('/', draft.headline);

  const reader = await (await browser.newContext({ javaScriptEnabled: false })).newPage();
  const comment = { name: 'Ada Reader', email: newAddress(), body: 'Read on one machine, answered on another.' };
  await postComment(reader, third.url + path, comment);
  for (const { url } of sites) expect(await textOf(url + path)).not.toContain(comment.body);

  await desk.goto(`${second.url}/desk/comments`); // signed in on one is signed in on all
  const held = desk.getByRole('listitem').filter({ hasText: comment.body });
  await held.getByRole('button', { name: 'Approve' }).click();
  await expect(desk.getByText('1 comment approved.')).toBeVisible();
  expect((await textOf(second.url + path)).includes(comment.body), 'at once where it was approved').toBe(true);
  await expectOnAll(path, comment.body);
  await reader.context().close();
  await context.close();
});

test('what a script changes in the database shows on all, and each event is one mail though three could send it', async () => {
  const [author, editor] = [await hire('author'), await hire('editor')];
  const drafts = Array.from({ length: 12 }, () => someDraft());
  const published = await Promise.all(drafts.map((draft) => publishBy(author, draft, editor)));
  await expectOnAll('/feed.xml', drafts.at(-1)!.headline);
  await expectOnAll(published[0]!.path, drafts[0]!.paragraphs[0]!);

  const unsent = async () => {
    const [row] = await cluster.sql<{ count: number }[]>`
      select count(*)::int as count from pgboss.job where name = 'send-mail' and state < 'completed'`;
    return row!.count;
  };
  await expect.poll(unsent, { timeout: 60_000 }).toBe(0);
  const [sent] = await cluster.sql`
    select count(*)::int as mails, sum(attempts)::int as attempts from mails where recipient = ${author.email}`;
  expect(sent).toEqual({ mails: drafts.length, attempts: drafts.length });
  const received = readdirSync(mails).filter((file) => file.includes(author.email));
  expect(received.length).toBe(drafts.length);
});

test('one is killed in the middle of it all: the others go on, nothing is lost, and it comes back', async () => {
  test.setTimeout(180_000);
  const [path, other] = (await articlesOf(sites[0]!.url)) as [string, string];
  const form = formIn(await textOf(sites[0]!.url + path), 'comment');
  const faults: string[] = [];
  const answered: string[] = [];
  const reads = new Map(sites.map((site) => [site, 0]));
  let isOver = false;
  const [, doomed] = sites as [Site, Site, Site];
  let isDead = false;

  /** Reads and comments at one instance, as many readers do. */
  const visit = async (site: Site, reader: number) => {
    for (let visit = 0; !isOver; visit += 1) {
      const word = `${site.port}-${reader}-${visit}`;
      try {
        for (const page of ['/', path, other, '/feed.xml', `${path}?comment=${word}`]) {
          const { status } = await askPlainly(site.url + page);
          if (status !== 200) faults.push(`${site.url + page} ${status}`);
          reads.set(site, reads.get(site)! + 1);
        }
        const typed = { name: 'Ada', email: newAddress(), body: `A word from ${word}.`, website: '' };
        const answer = await postForm(site.url + path, form, typed, newNetworkAddress());
        if (isTaken(answer)) answered.push(typed.body);
        else faults.push(`comment at ${site.url}: ${answer.status}`);
      } catch (error) {
        if (site === doomed && isDead) return;
        faults.push(`${site.url}: ${(error as Error).message}`);
      }
    }
  };
  const visitors = sites.flatMap((site) => [1, 2].map((reader) => visit(site, reader)));
  const hasHad = (site: Site, more: number) =>
    expect.poll(() => reads.get(site)!, { timeout: 60_000 }).toBeGreaterThan(more);
  try {
    for (const site of sites) await hasHad(site, 20);
    isDead = true;
    doomed.process.kill('SIGKILL');
    expect(await doomed.ended).toBe('SIGKILL');
    for (const site of sites) if (site !== doomed) await hasHad(site, reads.get(site)! + 20);
  } finally {
    isOver = true;
    await Promise.all(visitors);
  }
  expect(faults).toEqual([]);
  const kept = await cluster.sql<{ body: string }[]>`select body from comments where body like 'A word from %'`;
  const bodies = kept.map(({ body }) => body);
  expect(new Set(bodies).size, 'none twice').toBe(bodies.length);
  expect(bodies, 'all that was said to have arrived').toEqual(expect.arrayContaining(answered));

  const draft = someDraft();
  const { path: meanwhile } = await publishBy(await hire('author'), draft);
  const again = await (await startSite(settings, { port: doomed.port, dataDir: doomed.dataDir })).ready();
  sites[1] = again;
  await expectOnAll(meanwhile, draft.paragraphs[0]!);
  await expectOnAll('/', draft.headline);
});

test('one whose listening was cut has missed changes, and shows them when it listens again', async () => {
  const draft = someDraft();
  const { id, path } = await publishBy(await hire('author'), draft);
  await expectOnAll('/', draft.headline); // it was kept before: all have heard
  await expectOnAll(path, draft.headline);
  // said to nobody, as if it had happened while none listened
  await cluster.sql`
    update revisions set headline = 'What nobody was told'
    where id = (select published_revision_id from articles where id = ${id})`;
  for (const { url } of sites) expect((await textOf(url + path)).includes('What nobody was told')).toBe(false);
  const cut = await cluster.sql<{ pid: number }[]>`
    select pg_terminate_backend(pid), pid from pg_stat_activity
    where application_name like 'mansudae-korea listening%' order by backend_start limit 1`;
  expect(cut).toHaveLength(1);
  const shows = () =>
    Promise.all(sites.map(async ({ url }) => (await textOf(url + path)).includes('What nobody was told')));
  await expect.poll(async () => (await shows()).filter(Boolean).length, { timeout: 30_000 }).toBe(1);

  const next = someDraft();
  const published = await publishBy(await hire('author'), next);
  await expectOnAll(published.path, next.headline); // all hear again
});

test('another with another secret is told so, and does not start', async () => {
  const stranger = await startSite({ ...settings, AUTH_SECRET: randomBytes(24).toString('base64url') });
  expect(await stranger.ended).toBe(1);
  expect(stranger.output).toMatch(/Another instance runs on this database with another AUTH_SECRET\./);
  expect(stranger.output, 'no stack trace').not.toMatch(/^\s+at .+:\d+/m);
  for (const site of sites) expect(await site.answers('/readyz')).toBe(true);
});
