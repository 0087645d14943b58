import { randomUUID } from 'node:crypto';
import { eq } from 'drizzle-orm';
import { beforeEach, describe, expect, test } from 'vitest';
import { db } from '#db/client';
import { articleSlugs, articles, previewLinks, revisions } from '#db/schema/articles';
import { authors, users } from '#db/schema/people';
import { getDraft } from '#lib/articles/desk-queries';
import { createDraft, saveDraft } from '#lib/articles/mutations';
import { submitArticle } from '#lib/articles/review/workflow-mutations';
import { emptyWords } from '#lib/articles/rules';
import { moveToTrash } from '#lib/articles/trash-mutations';
import { type Role, roles, type User } from '#lib/auth/roles';
import { ForbiddenError, NotFoundError } from '#lib/errors';
import { hire } from '../../e2e/support/newsroom.ts';
import { revokePreview, sharePreview } from './mutations.ts';
import { getPreview, listPreviewLinks } from './queries.ts';
import { previewLinkInput } from './rules.ts';
import { linkIdOf, previewToken } from './tokens.ts';

async function write(user: User, headline = 'The ferry'): Promise<{ id: string; revisionId: string }> {
  const { id } = await createDraft(user);
  return { id, revisionId: await save(user, id, headline) };
}
async function save(user: User, id: string, headline: string): Promise<string> {
  const { version } = (await getDraft(user, id))!;
  return (await saveDraft(user, { ...emptyWords, headline, id, session: randomUUID(), sequence: 1, version }))
    .revisionId;
}
const tokenIn = (path: string): string => path.slice('/preview/'.length);
const headlineAt = async (token: string) => (await getPreview(token))?.article.headline;

beforeEach(async () => {
  await db.delete(articles);
  await db.delete(articleSlugs);
  await db.delete(authors);
  await db.delete(users);
});

test('a link shows the version it was made for, whatever is written after', async () => {
  const author = await hire('author');
  const { id, revisionId } = await write(author, '나루터');
  const { path } = await sharePreview(author, { id, revisionId, days: 7 });
  await save(author, id, 'Something else');
  const [row] = await db.select().from(revisions).where(eq(revisions.id, revisionId));
  expect(row!.isSealed).toBe(true);
  const before = await db.select().from(previewLinks);
  expect(await headlineAt(tokenIn(path))).toBe('나루터');
  expect(await db.select().from(previewLinks), 'looking changes nothing').toEqual(before);
});

describe('a link shows nothing', () => {
  test('once it is revoked, and is revoked once', async () => {
    const author = await hire('author');
    const { id, revisionId } = await write(author);
    const [one, other] = [
      await sharePreview(author, { id, revisionId, days: 1 }),
      await sharePreview(author, { id, revisionId, days: 1 }),
    ];
    await revokePreview(author, { id, linkId: one.linkId });
    expect(await getPreview(tokenIn(one.path))).toBeNull();
    expect(await headlineAt(tokenIn(other.path)), 'the other goes on').toBe('The ferry');
    await expect(revokePreview(author, { id, linkId: one.linkId })).rejects.toThrow(NotFoundError);
    expect((await listPreviewLinks(author, id))!.map((link) => link.id)).toEqual([other.linkId]);
  });

  test('when it is over, and when its article is in the trash', async () => {
    const author = await hire('author');
    const { id, revisionId } = await write(author);
    const [one, other] = [
      await sharePreview(author, { id, revisionId, days: 1 }),
      await sharePreview(author, { id, revisionId, days: 30 }),
    ];
    await db.update(previewLinks).set({ expiresAt: new Date() }).where(eq(previewLinks.id, one.linkId));
    expect(await getPreview(tokenIn(one.path))).toBeNull();
    await moveToTrash(author, id);
    expect(await getPreview(tokenIn(other.path))).toBeNull();
  });

  test('when somebody made it up', async () => {
    const author = await hire('author');
    const { id, revisionId } = await write(author);
    const { linkId, path } = await sharePreview(author, { id, revisionId, days: 1 });
    const token = tokenIn(path);
    const last = token.at(-1) === 'A' ? 'B' : 'A';
    const forged = [linkId, `${linkId}.`, `${linkId}.${'A'.repeat(32)}`, token.slice(0, -1), token.slice(0, -1) + last];
    for (const wrong of [...forged, previewToken(randomUUID()), '', '\u0000', `${token}.`])
      expect(await getPreview(wrong), wrong).toBeNull();
    expect(linkIdOf(token)).toBe(linkId);
    expect(new Set(previewToken(linkId).split('.')[1])).not.toContain(linkId);
  });
});

describe('who may', () => {
  const may: Record<'own' | 'others', Role[]> = { own: [...roles], others: ['editor', 'owner'] };
  const cases = (['share', 'revoke'] as const).flatMap((verb) =>
    roles.flatMap((role) => (['own', 'others'] as const).map((whose) => ({ verb, role, whose }))),
  );
  test.each(cases)('$verb: a $role, $whose', async ({ verb, role, whose }) => {
    const user = await hire(role);
    const owner = await hire('owner');
    const { id, revisionId } = await write(whose === 'own' ? user : await hire('author'));
    const { linkId } = await sharePreview(owner, { id, revisionId, days: 7 });
    const before = await db.select().from(previewLinks);
    const done =
      verb === 'share' ? sharePreview(user, { id, revisionId, days: 7 }) : revokePreview(user, { id, linkId });
    if (may[whose].includes(role)) {
      await done;
      expect(await db.select().from(previewLinks)).not.toEqual(before);
    } else {
      await expect(done).rejects.toThrow(NotFoundError);
      expect(await db.select().from(previewLinks)).toEqual(before);
      expect(await listPreviewLinks(user, id)).toBeNull();
    }
  });

  test('a link can be ended by its writer while the draft is in review, though none can be made', async () => {
    const contributor = await hire('contributor');
    const { id, revisionId } = await write(contributor);
    const { linkId, path } = await sharePreview(contributor, { id, revisionId, days: 7 });
    await submitArticle(contributor, { id });
    await expect(sharePreview(contributor, { id, revisionId, days: 7 })).rejects.toThrow(ForbiddenError);
    await revokePreview(contributor, { id, linkId });
    expect(await getPreview(tokenIn(path))).toBeNull();
  });

  test('a version and a link of another article are not found', async () => {
    const owner = await hire('owner');
    const [one, other] = [await write(owner), await write(owner)];
    const { linkId } = await sharePreview(owner, { ...other, days: 7 });
    await expect(sharePreview(owner, { id: one.id, revisionId: other.revisionId, days: 7 })).rejects.toThrow(
      NotFoundError,
    );
    await expect(revokePreview(owner, { id: one.id, linkId })).rejects.toThrow(NotFoundError);
  });

  test('a link lives as long as the choices say', () => {
    const days = (value: unknown) =>
      previewLinkInput.safeParse({ id: randomUUID(), revisionId: randomUUID(), days: value }).success;
    expect(['1', '7', '30'].map(days)).toEqual([true, true, true]);
    expect(['0', '2', '365', '-1', '', 'Infinity', undefined].map(days)).toEqual(Array(7).fill(false));
  });
});
