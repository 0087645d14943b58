import { randomUUID } from 'node:crypto';
import { eq, sql } from 'drizzle-orm';
import { beforeEach, describe, expect, test } from 'vitest';
import { db } from '#db/client';
import { articleEvents, articleSlugs, articles } from '#db/schema/articles';
import { mails } from '#db/schema/mails';
import { settings } from '#db/schema/settings';
import { createDraft, publishArticle, saveDraft, unpublishArticle } from '#lib/articles/mutations';
import { getArticle, getMovedSlug, listArticles } from '#lib/articles/queries';
import { emptyWords } from '#lib/articles/rules';
import { moveToTrash } from '#lib/articles/trash-mutations';
import type { User } from '#lib/auth/roles';
import { bodyOf } from '#lib/body/body';
import { noting } from '#lib/cache/noting';
import { listArticlesInFile } from '#lib/sitemaps/queries';
import { hire } from '../../../e2e/support/newsroom.ts';
import {
  cancelSchedule,
  moveSchedule,
  restoreSchedule,
  retryOverdue,
  schedulePublication,
  scheduleUnpublication,
} from './mutations.ts';
import { listScheduled } from './queries.ts';
import { momentOf } from './rules.ts';
import { settleDue } from './settling.ts';

const hours = (count: number) => new Date(Date.now() + count * 3_600_000);
const stored = async (id: string) => (await db.select().from(articles).where(eq(articles.id, id)))[0]!;
const eventsOf = async (id: string) =>
  (await db.select().from(articleEvents).where(eq(articleEvents.articleId, id)).orderBy(articleEvents.createdAt)).map(
    ({ kind }) => kind,
  );

/** Time passes for this article: all that is set for it comes `count` hours nearer. */
const pass = (id: string, count: number) =>
  db.execute(sql`
    with moved as (
      update articles set scheduled_at = scheduled_at - make_interval(hours => ${count}),
        unpublish_at = unpublish_at - make_interval(hours => ${count}),
        published_at = published_at - make_interval(hours => ${count}),
        republished_at = republished_at - make_interval(hours => ${count})
      where id = ${id} returning id
    ) update article_slugs set public_from = public_from - make_interval(hours => ${count}) where article_id = ${id}`);

let editor: User;
let author: User;
let made = 0;
beforeEach(async () => {
  await db.delete(articles);
  await db.delete(mails);
  [editor, author] = [await hire('editor'), await hire('author')];
});

async function write(user = author, headline = `The night train ${++made}`, slug = '') {
  const { id } = await createDraft(user);
  return { id, ...(await rewrite(user, id, headline, slug)) };
}

async function rewrite(user: User, id: string, headline: string, slug = '') {
  const { draftVersion } = await stored(id);
  const body = bodyOf({ type: 'paragraph', content: [{ type: 'text', text: headline }] });
  return saveDraft(user, {
    ...emptyWords,
    id,
    session: randomUUID(),
    sequence: 1,
    version: draftVersion,
    headline,
    slug,
    body,
  });
}

describe('a publication that is scheduled', () => {
  test('is seen from its time on without any job, and its address leads nowhere before', async () => {
    const { id, version } = await write(author, 'Rails in the dark');
    await schedulePublication(author, { id, version, at: hours(2) });
    expect(await stored(id)).toMatchObject({ state: 'scheduled', slug: null, scheduledSlug: 'rails-in-the-dark' });
    const early = await noting(() => getArticle('rails-in-the-dark'));
    expect(early.result).toBeNull();
    expect(early.noted.validUntil / 1000, 'a kept 404 ends by itself').toBeCloseTo(hours(2).getTime() / 1000, -1);
    expect(await listArticles()).toEqual([]);

    await pass(id, 3);
    expect((await listArticles(7)).map(({ slug }) => slug)).toEqual(['rails-in-the-dark']);
    expect((await getArticle('rails-in-the-dark'))?.headline).toBe('Rails in the dark');
    expect((await listArticles(8))[0]!.publishedAt.getTime() / 1000).toBeCloseTo(hours(-1).getTime() / 1000, -1);
    expect(await listArticlesInFile(1)).toMatchObject([{ path: '/articles/rails-in-the-dark' }]);
  });

  test('is settled once by however many, with one mail to whoever else wrote it', async () => {
    const { id, version } = await write(author);
    await schedulePublication(editor, { id, version, at: hours(1) });
    await pass(id, 30);
    await Promise.all([settleDue(), settleDue(), settleDue()]);
    await settleDue();
    const row = await stored(id);
    expect(row).toMatchObject({ state: 'published', scheduledAt: null, scheduledSlug: null, republishedAt: null });
    expect(row.publishedRevisionId).toBe(row.draftRevisionId);
    expect(row.publishedAt!.getTime() / 1000, 'the time that was set').toBeCloseTo(hours(-29).getTime() / 1000, -1);
    expect(await eventsOf(id)).toEqual(expect.arrayContaining(['scheduled', 'published']));
    expect((await eventsOf(id)).filter((kind) => kind === 'published')).toHaveLength(1);
    expect((await db.select().from(mails)).map(({ recipient }) => recipient)).toEqual([author.email]);
    const jobs = await db.execute<{ count: number }>(
      sql`select count(*)::int as count from pgboss.job where name = 'letter' and data->>'articleId' = ${id}`,
    );
    expect(jobs[0]!.count).toBe(1);
  });

  test('names a version: what is written later waits for its own turn', async () => {
    const { id, version } = await write(author, 'The first version');
    await schedulePublication(author, { id, version, at: hours(1) });
    await rewrite(author, id, 'Something newer');
    await pass(id, 2);
    expect((await listArticles(9))[0]!.headline).toBe('The first version');
    await settleDue();
    expect(await stored(id)).toMatchObject({ state: 'draft' });
    expect((await listArticles(10))[0]!.headline).toBe('The first version');
  });

  test('changes what is public at its time, which redirects from then on', async () => {
    const { id } = await write(author, 'The ferry', 'ferry');
    await publishArticle(author, id);
    const { version } = await rewrite(author, id, 'The ferry at night', 'night-ferry');
    await schedulePublication(author, { id, version, at: hours(1) });
    expect((await getArticle('ferry'))?.headline).toBe('The ferry');
    expect(await getMovedSlug('night-ferry')).toBeNull();
    await pass(id, 2);
    const rows = await db.select({ slug: articleSlugs.slug }).from(articleSlugs).where(eq(articleSlugs.articleId, id));
    expect(rows).toHaveLength(2);
    await settleDue();
    const row = await stored(id);
    expect(row).toMatchObject({ slug: 'night-ferry', state: 'published' });
    expect(row.republishedAt!.getTime()).toBeGreaterThan(row.publishedAt!.getTime());
    expect((await db.select().from(mails)).length, 'no mail for a change').toBe(0);
  });

  test('is moved and cancelled, and nothing of it is left', async () => {
    const { id, version } = await write(author, 'Moved about');
    await schedulePublication(author, { id, version, at: hours(1) });
    await moveSchedule(author, { id, what: 'show', at: hours(5) });
    await pass(id, 2);
    expect(await listArticles(11)).toEqual([]);
    await settleDue();
    expect((await stored(id)).state).toBe('scheduled');
    const [was] = await cancelSchedule(author, { id, what: 'show' });
    expect(await stored(id)).toMatchObject({ state: 'draft', scheduledAt: null, publishedAt: null, slug: null });
    expect(await db.$count(articleSlugs, eq(articleSlugs.articleId, id))).toBe(0);
    await schedulePublication(author, { id, revisionId: was!.revisionId!, at: was!.at });
    expect(await stored(id)).toMatchObject({ state: 'scheduled', scheduledAt: was!.at });
    await moveToTrash(author, id);
    expect(await stored(id)).toMatchObject({ state: 'draft', scheduledAt: null });
  });

  test('gives way when the article is published at once', async () => {
    const { id, version } = await write(author, 'At once');
    await schedulePublication(author, { id, version, at: hours(1) });
    const { slug } = await publishArticle(author, id);
    expect(slug).toBe('at-once');
    const row = await stored(id);
    expect(row).toMatchObject({ state: 'published', scheduledAt: null, republishedAt: null });
    expect(row.publishedAt!.getTime()).toBeLessThanOrEqual(Date.now() + 1000);
    expect((await getArticle('at-once'))?.headline).toBe('At once');
  });
});

describe('what was cancelled', () => {
  test('is had again as it was, both of it', async () => {
    const { id, version } = await write(author, 'Back again');
    await schedulePublication(author, { id, version, at: hours(1) });
    await scheduleUnpublication(author, { id, at: hours(9) });
    const before = await stored(id);
    const cancelled = await cancelSchedule(author, { id, what: 'show' });
    expect(await stored(id)).toMatchObject({ scheduledAt: null, unpublishAt: null });
    await restoreSchedule(author, { id, cancelled });
    const { changedAt: _, ...whole } = before;
    expect(await stored(id)).toMatchObject(whole);
  });

  test('stands again where it stood before it was scheduled, wherever that was', async () => {
    for (const state of ['draft', 'in_review', 'changes_asked', 'approved'] as const) {
      const { id, version } = await write(author);
      await db.update(articles).set({ state }).where(eq(articles.id, id));
      await schedulePublication(editor, { id, version, at: hours(1) });
      await schedulePublication(editor, { id, version, at: hours(2) });
      await moveSchedule(editor, { id, what: 'show', at: hours(3) });
      expect((await stored(id)).state).toBe('scheduled');
      await cancelSchedule(editor, { id, what: 'show' });
      expect(await stored(id)).toMatchObject({ state, scheduledFrom: null });
    }
  });

  test('does not come back in the place of what was published since', async () => {
    const { id, version } = await write(author, 'The first');
    await schedulePublication(author, { id, version, at: hours(1) });
    const cancelled = await cancelSchedule(author, { id, what: 'show' });
    await rewrite(author, id, 'The second');
    await publishArticle(author, id);
    await expect(restoreSchedule(author, { id, cancelled })).rejects.toThrow(/published since/);
    expect(await stored(id)).toMatchObject({ state: 'published', scheduledAt: null });
  });

  test('is not had again over what somebody scheduled since, nor when its time is over', async () => {
    const { id, version } = await write(author);
    await schedulePublication(author, { id, version, at: hours(1) });
    const cancelled = await cancelSchedule(author, { id, what: 'show' });
    await schedulePublication(editor, { id, version, at: hours(3) });
    await expect(restoreSchedule(author, { id, cancelled })).rejects.toThrow(/Something else has been scheduled/);
    await cancelSchedule(editor, { id, what: 'show' });
    const past = cancelled.map((each) => ({ ...each, at: hours(-1) }));
    await expect(restoreSchedule(author, { id, cancelled: past })).rejects.toThrow(/is over/);
    const other = await write(author);
    const foreign = cancelled.map((each) => ({ ...each, revisionId: other.revisionId }));
    await expect(restoreSchedule(author, { id, cancelled: foreign })).rejects.toThrow(/not one of this article/);
    expect(await stored(id)).toMatchObject({ state: 'draft', scheduledAt: null });
  });
});

test('nobody moves or cancels what they have not before them', async () => {
  const { id, version } = await write(author);
  const { at: was } = await schedulePublication(author, { id, version, at: hours(1) });
  await moveSchedule(editor, { id, what: 'show', at: hours(5), was });
  const stale = { id, what: 'show', was } as const;
  await expect(moveSchedule(author, { ...stale, at: hours(2) })).rejects.toThrow(/another time since/);
  await expect(cancelSchedule(author, stale)).rejects.toThrow(/another time since/);
  expect((await stored(id)).scheduledAt!.getTime()).toBeGreaterThan(hours(4).getTime());
});

test('who may not publish cannot end a schedule by the trash', async () => {
  const contributor = await hire('contributor');
  const { id, version } = await write(contributor);
  await schedulePublication(editor, { id, version, at: hours(1) });
  await rewrite(contributor, id, 'A word more');
  await expect(moveToTrash(contributor, id)).rejects.toThrow(/It is scheduled/);
  expect((await stored(id)).scheduledAt).not.toBeNull();
});

test('what cannot be settled keeps nobody from writing', async () => {
  const { id, version } = await write(author, 'Stuck');
  await schedulePublication(author, { id, version, at: hours(1) });
  await pass(id, 2);
  await db.execute(sql`alter table articles add constraint stuck check (published_revision_id is null) not valid`);
  try {
    await expect(publishArticle(author, id)).rejects.toThrow();
    await rewrite(author, id, 'Written all the same');
    expect((await stored(id)).scheduledAt, 'and it is still to be settled').not.toBeNull();
  } finally {
    await db.execute(sql`alter table articles drop constraint stuck`);
  }
  expect(await settleDue()).toBe(1);
  expect(await stored(id)).toMatchObject({ state: 'draft', scheduledAt: null });
});

test('an article that is public again does not say that it is unpublished', async () => {
  const { id } = await write(author, 'First');
  await publishArticle(author, id);
  const { version } = await rewrite(author, id, 'Second');
  await scheduleUnpublication(author, { id, at: hours(1) });
  await schedulePublication(author, { id, version, at: hours(3) });
  await rewrite(author, id, 'Third');
  await pass(id, 2);
  await settleDue();
  await pass(id, 2);
  await settleDue();
  const row = await stored(id);
  expect(row.publishedRevisionId).not.toBeNull();
  expect(row.state).toBe('draft');
});

test('a time that was set by another clock than the publication’s is refused', async () => {
  const { id, version } = await write(author);
  const at = { day: '2027-01-04', time: '07:00', zone: 'Europe/Berlin' };
  await expect(schedulePublication(author, { id, version, at })).rejects.toThrow(/another time zone/);
  const [{ timeZone: zone } = { timeZone: '' }] = await db.select().from(settings);
  const set = await schedulePublication(author, { id, version, at: { ...at, zone } });
  expect(set.at).toEqual(momentOf(at, zone));
});

test('the list of all has what one may see, the earliest first, and says what is overdue', async () => {
  const { id, version } = await write(author, 'Listed');
  const theirs = await write(editor, 'Somebody else’s');
  await schedulePublication(author, { id, version, at: hours(2) });
  await scheduleUnpublication(author, { id, at: hours(5) });
  await schedulePublication(editor, { id: theirs.id, version: theirs.version, at: hours(1) });
  const brief = async (user: User) =>
    (await listScheduled(user)).map(({ headline, what, isOverdue, mayChange, by }) => [
      headline,
      what,
      isOverdue,
      mayChange,
      by,
    ]);
  const own = [
    ['Listed', 'show', false, true, author.name],
    ['Listed', 'take', false, true, author.name],
  ];
  expect(await brief(author)).toEqual(own);
  expect(await brief(editor)).toEqual([['Somebody else’s', 'show', false, true, editor.name], ...own]);
  await pass(id, 3);
  expect((await brief(author)).map(([, what, isOverdue]) => [what, isOverdue])).toEqual([
    ['show', true],
    ['take', false],
  ]);
  await settleDue();
  expect((await brief(author)).map(([, what]) => what)).toEqual(['take']);
});

describe('taking down at a time', () => {
  test('ends what readers see by itself, and what follows is settled', async () => {
    const { id } = await write(author, 'For a week');
    const { slug } = await publishArticle(author, id);
    await scheduleUnpublication(author, { id, at: hours(1) });
    expect((await listArticles(12)).length).toBe(1);
    await pass(id, 2);
    expect(await listArticles(13)).toEqual([]);
    expect(await getMovedSlug(slug)).toBeNull();
    await settleDue();
    expect(await stored(id)).toMatchObject({ state: 'unpublished', publishedRevisionId: null, unpublishAt: null });
  });

  test('after a publication that was missed too shows nothing and tells nobody', async () => {
    const { id, version } = await write(author, 'Missed altogether');
    await schedulePublication(editor, { id, version, at: hours(1) });
    await scheduleUnpublication(editor, { id, at: hours(2) });
    await pass(id, 5);
    expect(await listArticles(14)).toEqual([]);
    await settleDue();
    expect(await stored(id)).toMatchObject({ state: 'unpublished', publishedRevisionId: null });
    expect(await db.select().from(mails)).toEqual([]);
    expect((await eventsOf(id)).filter((kind) => kind === 'published' || kind === 'unpublished')).toEqual([
      'published',
      'unpublished',
    ]);
  });

  test('before a later publication lets the article come back', async () => {
    const { id } = await write(author, 'Away for an hour');
    await publishArticle(author, id);
    const { version } = await rewrite(author, id, 'Back again');
    await scheduleUnpublication(author, { id, at: hours(1) });
    await schedulePublication(author, { id, version, at: hours(2) });
    await pass(id, 3);
    expect((await listArticles(15)).map(({ headline }) => headline)).toEqual(['Back again']);
    await settleDue();
    expect(await stored(id)).toMatchObject({ state: 'published', unpublishAt: null });
  });

  test('by hand drops all that is scheduled', async () => {
    const { id } = await write(author, 'Taken away');
    await publishArticle(author, id);
    const { version } = await rewrite(author, id, 'Taken away and changed');
    await schedulePublication(author, { id, version, at: hours(2) });
    await scheduleUnpublication(author, { id, at: hours(3) });
    await unpublishArticle(author, id);
    expect(await stored(id)).toMatchObject({ state: 'unpublished', scheduledAt: null, unpublishAt: null });
  });
});

describe('what cannot be is refused with a sentence, and nothing is changed', () => {
  test.each([
    ['a time that is over', hours(-1), /This time is over/],
    ['a time in another century', hours(24 * 365 * 80), /more than ten years/],
  ])('%s', async (_, at, sentence) => {
    const { id, version } = await write();
    const before = await stored(id);
    await expect(schedulePublication(author, { id, version, at })).rejects.toThrow(sentence);
    expect(await stored(id)).toEqual(before);
  });

  test('taking down before it is published; what readers never see; what is not scheduled', async () => {
    const { id, version } = await write();
    await expect(scheduleUnpublication(author, { id, at: hours(1) })).rejects.toThrow(/do not see/);
    await schedulePublication(author, { id, version, at: hours(3) });
    await expect(scheduleUnpublication(author, { id, at: hours(1) })).rejects.toThrow(/before it is published/);
    await expect(moveSchedule(author, { id, what: 'take', at: hours(1) })).rejects.toThrow(/not scheduled any more/);
  });

  test('a version of another article, an unfinished text, somebody else’s hand', async () => {
    const [one, other] = [await write(), await write()];
    const { draftRevisionId } = await stored(other.id);
    const foreign = { id: one.id, revisionId: draftRevisionId!, at: hours(1) };
    await expect(schedulePublication(author, foreign)).rejects.toThrow(/not one of this article/);
    const { id } = await createDraft(author);
    await expect(schedulePublication(author, { id, at: hours(1) })).rejects.toThrow(/headline/);
    const stranger = await hire('author');
    await expect(schedulePublication(stranger, { id: one.id, at: hours(1) })).rejects.toThrow(/no longer exists/);
    const contributor = await hire('contributor');
    const own = await write(contributor);
    await expect(schedulePublication(contributor, { id: own.id, at: hours(1) })).rejects.toThrow(/an editor schedules/);
    await schedulePublication(author, { id: one.id, at: hours(2) });
    for (const who of [stranger, contributor]) {
      await expect(moveSchedule(who, { id: one.id, what: 'show', at: hours(1) })).rejects.toThrow(/no longer exists/);
      await expect(cancelSchedule(who, { id: one.id, what: 'show' })).rejects.toThrow(/no longer exists/);
    }
    await schedulePublication(editor, { id: own.id, at: hours(2) });
    await expect(moveSchedule(contributor, { id: own.id, what: 'show', at: hours(1) })).rejects.toThrow(/Only an/);
    await expect(cancelSchedule(contributor, { id: own.id, what: 'show' })).rejects.toThrow(/Only an/);
    await expect(retryOverdue(author)).rejects.toThrow(/Only an editor/);
  });
});

test('one that cannot be settled holds up no other, and is settled when that is mended', async () => {
  const [bad, good] = [await write(author, 'Cannot be'), await write(author, 'Can be')];
  for (const { id, version } of [bad, good]) await schedulePublication(editor, { id, version, at: hours(1) });
  for (const { id } of [bad, good]) await pass(id, 2);
  await db.execute(
    sql.raw(`
    create function refuse() returns trigger language plpgsql as $$ begin
      if new.article_id = '${bad.id}' then raise exception 'the disk is full'; end if; return new; end $$;
    create trigger refuse before insert on article_events for each row execute function refuse()`),
  );
  await expect(settleDue()).rejects.toThrow(/could not be settled/);
  expect((await stored(good.id)).state).toBe('published');
  expect((await stored(bad.id)).state).toBe('scheduled');
  expect((await listArticles(16)).length, 'readers see both').toBe(2);
  await expect(retryOverdue(editor)).rejects.toThrow('It could not be done: the disk is full');
  await db.execute(sql`drop function refuse cascade`);
  expect(await retryOverdue(editor)).toEqual({ settled: 1 });
});
