import { randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type postgres from 'postgres';
import { bodyOf } from '#lib/body/body';
import { paths } from '#lib/paths';
import { ask, textOf } from '../ask.ts';
import { type Bench, type Found, size, withServers } from '../bench.ts';
import { type Figure, percentile } from '../figures.ts';
import { calm } from '../machine.ts';
import { editor } from '../magazine/fill.ts';
import { articlePaths, withDatabase } from '../magazine/measured.ts';
import { root } from '../programs.ts';
import { findBuild, type Server, startMagazine } from '../servers.ts';

/**
 * From an editor's 'Publish' to the reader's page: the desk's own server action is posted over HTTP with a session, while
 * readers ask for the article on every instance over and over. In turns, an article is published for the first time
 * (not found before) and changed (an old page before).
 */
export async function measurePublish({ home, quick, say }: Bench): Promise<Found> {
  const databaseUrl = await home.copy(size, 'bench_publish');
  const changed = await articlePaths(databaseUrl, 2000, 1000);
  return withDatabase(databaseUrl, (sql) =>
    withServers(async (keep) => {
      const dataDir = home.newDataDir('publish-1');
      const others = ['publish-2', 'publish-3'].map((name) => home.newDataDir(name, dataDir));
      const first = await keep(startMagazine({ dataDir, databaseUrl }));
      await calm(first.pid);
      const desk = await openDesk(sql);
      const alone = await publishRounds({ sql, desk, changed, instances: [first], rounds: quick ? 6 : 100 });
      say(`alone: ${alone.own.length} publications`);

      const instances = [first];
      for (const folder of others) instances.push(await keep(startMagazine({ dataDir: folder, databaseUrl })));
      for (const { pid } of instances) await calm(pid);
      const three = await publishRounds({ sql, desk, changed: changed.slice(500), instances, rounds: quick ? 9 : 200 });
      say(`three instances: ${three.own.length} publications`);
      return { figures: figuresOf(alone, three) };
    }),
  );
}

function figuresOf(alone: Times, three: Times): Figure[] {
  const note = (times: number[]) =>
    `of ${times.length}, from the sending of the form to the end of the page that shows it`;
  const latency = 'three instances share one core: this is about latency, not throughput';
  const both = (name: string, times: number[], more: string): Figure[] =>
    [50, 99].map((percent) => ({
      name: `publish → visible ${name}, p${percent}`,
      value: percentile(times, percent),
      unit: 'ms',
      how: `${note(times)}${more && `; ${more}`}`,
    }));
  return [
    ...both('with one instance', alone.own, ''),
    ...both('on the publishing instance', three.own, latency),
    ...both('on two other instances', three.others, latency),
    {
      name: 'old pages after a new one',
      value: alone.stale + three.stale,
      unit: 'count',
      how: `among ${alone.asked + three.asked} answers after a page was new, on the same instance`,
    },
  ];
}

type Times = { own: number[]; others: number[]; stale: number; asked: number };
type Rounds = { sql: postgres.Sql; desk: Desk; changed: string[]; instances: Server[]; rounds: number };

async function publishRounds({ sql, desk, changed, instances, rounds }: Rounds): Promise<Times> {
  const times: Times = { own: [], others: [], stale: 0, asked: 0 };
  for (let round = 0; round < rounds; round++) {
    const draft = round % 2 ? await draftChange(sql, changed[round]!) : await draftNew(sql);
    // what is there before is in every cache
    for (const server of instances)
      if (await isPublic(draft, server)) throw new Error(`${draft.path} was public before it was published.`);
    await publishRound({ desk, draft, instances, publishing: instances[round % instances.length]!, times });
  }
  return times;
}

/** How long readers go on asking when all have seen it: what comes late, such as the database's notice, comes in this time. */
const after = 300;
const patience = 20_000;

async function publishRound(round: {
  desk: Desk;
  draft: Draft;
  instances: Server[];
  publishing: Server;
  times: Times;
}): Promise<void> {
  const { desk, draft, instances, publishing, times } = round;
  let waiting = instances.length;
  const began = performance.now();
  let end = began + patience;
  const watch = async (server: Server) => {
    while (!(await isPublic(draft, server))) {
      if (performance.now() > end) throw new Error(`${draft.path} did not appear in ${patience / 1000} s.`);
      await sleep(2);
    }
    (server === publishing ? times.own : times.others).push(performance.now() - began);
    waiting -= 1;
    if (waiting === 0) end = performance.now() + after;
    while (performance.now() < end) {
      await sleep(10);
      times.asked += 1;
      if (!(await isPublic(draft, server))) times.stale += 1;
    }
  };
  await Promise.all([publish(publishing, desk, draft), ...instances.map(watch)]);
}

async function isPublic({ path, marker }: Draft, { url }: Server): Promise<boolean> {
  const answer = await ask(url + path);
  if (answer.status !== 200 && answer.status !== 404) throw new Error(`${path} was answered with ${answer.status}.`);
  return answer.status === 200 && textOf(answer).includes(marker);
}

// ---- the desk

type Desk = { cookie: string; action: string };

/** A session of the editor, and the id of the action behind 'Publish' in this build. */
async function openDesk(sql: postgres.Sql): Promise<Desk> {
  const token = randomBytes(32).toString('hex');
  await sql`insert into sessions ${sql({ session_token: token, user_id: editor.id, expires: new Date(Date.now() + 86_400_000) })}`;
  const manifest = JSON.parse(
    readFileSync(join(root, findBuild(), 'server/server-reference-manifest.json'), 'utf8'),
  ) as { node: Record<string, { exportedName?: string }> };
  const found = Object.entries(manifest.node).find(([, { exportedName }]) => exportedName === 'publishArticleAction');
  if (!found) throw new Error('The build names no action publishArticleAction.');
  return { cookie: `authjs.session-token=${token}`, action: found[0] };
}

/** Posts what the editor's 'Publish' posts: React's encoding of the action's two arguments, its state and its form. */
async function publish({ url }: Server, { cookie, action }: Desk, { id, version, path }: Draft): Promise<void> {
  const form = new FormData();
  form.set('_1_id', id);
  form.set('_1_version', String(version));
  form.set('0', '[{"status":"idle"},"$K1"]');
  const encoded = new Response(form);
  const headers = {
    cookie,
    origin: url,
    accept: 'text/x-component',
    'next-action': action,
    'content-type': encoded.headers.get('content-type')!,
  };
  const body = Buffer.from(await encoded.arrayBuffer());
  const answer = await ask(url + paths.desk.article(id), { method: 'POST', headers, body });
  if (answer.status !== 200 || !textOf(answer).includes('"status":"done"'))
    throw new Error(`Publishing ${path} was answered with ${answer.status}: ${textOf(answer).slice(0, 300)}`);
}

// ---- drafts, saved beforehand: it is the publishing that is measured

/** `marker` is a word that its page shows and no other. */
type Draft = { id: string; version: number; path: string; marker: string };

const newMarker = (): string => `marker-${randomBytes(6).toString('hex')}`;

async function draftNew(sql: postgres.Sql): Promise<Draft> {
  const marker = newMarker();
  const body = bodyOf({ type: 'paragraph', content: [{ type: 'text', text: marker }] });
  const article = { state: 'draft', created_by: editor.id };
  const [{ id }] = (await sql`insert into articles ${sql(article)} returning id`) as [{ id: string }];
  const revision = { article_id: id, number: 1, headline: 'News of the bench', slug: marker, created_by: editor.id };
  const [{ id: revisionId }] = (await sql`
    insert into revisions ${sql({ ...revision, body: sql.json(body) })} returning id`) as [{ id: string }];
  await sql`update articles set draft_revision_id = ${revisionId} where id = ${id}`;
  return { id, version: 1, path: paths.article(marker), marker };
}

/** A further revision of the article at `path`, with another standfirst. */
async function draftChange(sql: postgres.Sql, path: string): Promise<Draft> {
  const marker = newMarker();
  const slug = decodeURIComponent(path.split('/').at(-1)!);
  const [{ id, revisionId }] = (await sql`
    insert into revisions (article_id, number, headline, standfirst, slug, language, body, section_id, created_by)
    select article_id, number + 1, headline, ${marker}, revisions.slug, language, body, section_id, revisions.created_by
    from revisions join articles on articles.published_revision_id = revisions.id where articles.slug = ${slug}
    returning article_id as id, id as "revisionId"`) as [{ id: string; revisionId: string }];
  const [{ version }] = (await sql`
    update articles set state = 'draft', draft_revision_id = ${revisionId} where id = ${id}
    returning draft_version as version`) as [{ version: number }];
  return { id, version, path, marker };
}
