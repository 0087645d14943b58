import { beforeEach, expect, test } from 'vitest';
import { db } from '#db/client';
import { articles } from '#db/schema/articles';
import { frontArrangements } from '#db/schema/front';
import { collectAnnouncements } from '#lib/announce';
import { unpublishArticle } from '#lib/articles/mutations';
import type { User } from '#lib/auth/roles';
import { expire } from '#lib/cache/expiry';
import { hire, printArticle } from '../../e2e/support/newsroom.ts';
import { getFrontForDesk } from './desk-queries.ts';
import { publishFront, restoreFront } from './mutations.ts';
import { getArrangement, getFront } from './queries.ts';
import { byItself, type FrontArrangement } from './rules.ts';

let editor: User;
beforeEach(async () => {
  await db.delete(frontArrangements);
  await db.delete(articles);
  expire(['*']);
  editor = await hire('editor');
});

const arranged = (some: Partial<FrontArrangement>): FrontArrangement => ({ ...byItself, ...some });
const now = async () => {
  expire(['*']);
  return getArrangement();
};

test('an arrangement is public when it is published, and the one before when that is undone', async () => {
  const [older, newer] = [await printArticle('Older'), await printArticle('Newer')];
  expect(await now()).toEqual(byItself);
  expect((await getFront(await now()))?.lead.id).toBe(newer.id);

  const first = arranged({ lead: older.id });
  const { result, tags } = await collectAnnouncements(() =>
    publishFront(editor, { arrangement: first, basedOn: null }),
  );
  expect(tags).toEqual(['front']);
  expect((await getFront(await now()))?.lead.id).toBe(older.id);

  const second = arranged({ lead: newer.id, seconds: [] });
  const { id } = await publishFront(editor, { arrangement: second, basedOn: result.id });
  const undone = await restoreFront(editor, { id: result.id, basedOn: id });
  expect(await now()).toEqual(first);
  await restoreFront(editor, { id: null, basedOn: undone.id });
  expect(await now()).toEqual(byItself);
  const { history } = await getFrontForDesk(editor);
  expect(history.map(({ by }) => by)).toEqual(Array(4).fill(editor.name));
});

test('who arranged what another has changed since changes nothing, and hears whose it is', async () => {
  const article = await printArticle();
  const other = { ...(await hire('editor')), name: 'Somebody' };
  const first = await publishFront(other, { arrangement: byItself, basedOn: null });
  const arrangement = arranged({ lead: article.id });
  for (const basedOn of [null, article.id])
    await expect(publishFront(editor, { arrangement, basedOn })).rejects.toMatchObject({
      status: 409,
      message: expect.stringContaining('The editor has published another arrangement'),
    });
  await expect(restoreFront(editor, { id: null, basedOn: null })).rejects.toMatchObject({ status: 409 });
  await expect(restoreFront(editor, { id: article.id, basedOn: first.id })).rejects.toMatchObject({ status: 404 });
  expect(await now()).toEqual(byItself);

  const both = await Promise.allSettled([
    publishFront(editor, { arrangement, basedOn: first.id }),
    publishFront(other, { arrangement: byItself, basedOn: first.id }),
  ]);
  expect(both.map(({ status }) => status).toSorted(), 'of two at once one is refused').toEqual([
    'fulfilled',
    'rejected',
  ]);
});

test('what is no longer public falls out of the page, and is named at the desk', async () => {
  const [stays, goes] = [await printArticle('Stays'), await printArticle('Goes')];
  await publishFront(editor, { arrangement: arranged({ lead: goes.id, pinned: [goes.id] }), basedOn: null });
  expect((await getFront(await now()))?.lead.id).toBe(goes.id);
  await unpublishArticle(editor, goes.id);
  expect((await getFront(await now()))?.lead.id).toBe(stays.id);
  expect((await getFrontForDesk(editor)).gone).toEqual([
    { id: goes.id, headline: 'Goes', language: 'en', isThere: true },
  ]);
});

test('it is an editor’s to arrange', async () => {
  for (const role of ['contributor', 'author'] as const) {
    const user = await hire(role);
    await expect(publishFront(user, { arrangement: byItself, basedOn: null })).rejects.toMatchObject({ status: 403 });
    await expect(restoreFront(user, { id: null, basedOn: null })).rejects.toMatchObject({ status: 403 });
    await expect(getFrontForDesk(user)).rejects.toMatchObject({ status: 403 });
  }
  expect(await db.$count(frontArrangements)).toBe(0);
});
