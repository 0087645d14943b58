import { beforeEach, expect, test } from 'vitest';
import { db } from '#db/client';
import { pages } from '#db/schema/settings';
import { collectAnnouncements } from '#lib/announce';
import { type Body, emptyBody } from '#lib/body/body';
import { bodyInput } from '#lib/body/rules';
import { cacheTags } from '#lib/cache-tags';
import { ConflictError, ForbiddenError, InvalidInputError } from '#lib/errors';
import { hire } from '../../e2e/support/newsroom.ts';
import { getPageForDesk } from './desk-queries.ts';
import { initialPages } from './initial.ts';
import { savePage } from './mutations.ts';
import { getPage } from './queries.ts';
import { pageFormInput, pageNames } from './rules.ts';

const bodyOf = (text: string): Body => ({
  ...emptyBody,
  content: [{ type: 'paragraph', content: [{ type: 'text', text }] }],
});
const privacy = (base: string, text: string) =>
  pageFormInput.parse({ name: 'privacy', baseChangedAt: base, body: JSON.stringify(bodyOf(text)) });

beforeEach(async () => {
  await db.delete(pages);
});

test('the texts they start with are such as the editor may save', () => {
  for (const name of pageNames) expect(bodyInput.parse(initialPages[name])).toEqual(initialPages[name]);
});

test('an editor changes a page, and readers see it', async () => {
  const editor = await hire('editor');
  expect(await getPageForDesk(editor, 'privacy')).toMatchObject({ body: initialPages.privacy, changedAt: '' });
  const { result, tags } = await collectAnnouncements(() => savePage(editor, privacy('', 'Nothing is kept.')));
  expect(tags).toEqual([cacheTags.page('privacy')]);
  expect((await getPage('privacy')).body).toEqual(bodyOf('Nothing is kept.'));
  await savePage(editor, privacy(result.changedAt, 'Little is kept.'));
  expect((await getPage('privacy')).body).toEqual(bodyOf('Little is kept.'));
});

test('an author may neither open nor change it', async () => {
  for (const role of ['contributor', 'author'] as const) {
    const user = await hire(role);
    expect(await getPageForDesk(user, 'about')).toBeNull();
    await expect(savePage(user, privacy('', 'Mine.'))).rejects.toThrow(ForbiddenError);
  }
});

test('what somebody saved since is not overwritten, whether the page was there before or not', async () => {
  const [one, other] = [await hire('editor'), await hire('owner')];
  const { changedAt } = await savePage(one, privacy('', 'First.'));
  await expect(savePage(other, privacy('', 'Also first.'))).rejects.toThrow(ConflictError);
  await savePage(one, privacy(changedAt, 'Second.'));
  await expect(savePage(other, privacy(changedAt, 'Also second.'))).rejects.toThrow(ConflictError);
  expect((await getPage('privacy')).body).toEqual(bodyOf('Second.'));
});

test('of two first saves at once one is kept and one refused', async () => {
  const editor = await hire('editor');
  const saves = ['Here.', 'There.'].map((text) => savePage(editor, privacy('', text)));
  expect((await Promise.allSettled(saves)).map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
});

test('a picture needs its words and must be stored here', async () => {
  const editor = await hire('editor');
  const withPicture = (alt: string) => ({
    ...privacy('', 'x'),
    body: {
      ...emptyBody,
      content: [{ type: 'figure', attrs: { media: 'e'.repeat(32), alt, caption: '', credit: '' } }],
    } as Body,
  });
  await expect(savePage(editor, withPicture(''))).rejects.toThrow(InvalidInputError);
  await expect(savePage(editor, withPicture('A boat.'))).rejects.toThrow(InvalidInputError);
});
