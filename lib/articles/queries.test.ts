import { eq } from 'drizzle-orm';
import { beforeAll, describe, expect, it } from 'vitest';
import { db } from '#db/client';
import { articleSlugs, articles, revisionAuthors, revisions } from '#db/schema/articles';
import { media } from '#db/schema/media';
import { authors, users } from '#db/schema/people';
import { sections } from '#db/schema/sections';
import type { User } from '#lib/auth/roles';
import { getAuthor } from '#lib/authors/queries';
import { type Body, emptyBody } from '#lib/body/body';
import { listGroups } from '#lib/groups/queries';
import { canonicalName } from '#lib/route-params';
import {
  getArticle,
  getDraftPreview,
  getMovedSlug,
  listArticles,
  listArticlesForFeed,
  listArticlesOfAuthor,
  listArticlesOfGroup,
  listMoreToRead,
} from './queries.ts';

const body: Body = {
  ...emptyBody,
  content: [
    { type: 'figure', attrs: { media: 'picture-1', alt: 'A river.', caption: '', credit: '' } },
    { type: 'paragraph', content: [{ type: 'text', text: 'Nothing runs on the bridge.' }] },
  ],
};
const day = 86_400_000;
const ids: Record<string, string> = {};

type Made = { slug: string; daysAgo: number; section?: string; live?: boolean; removed?: boolean; oldSlug?: string };

async function makeArticle({ slug, daysAgo, section, live = true, removed = false, oldSlug }: Made) {
  const [article] = await db
    .insert(articles)
    .values({
      slug,
      state: live ? 'published' : 'unpublished',
      publishedAt: new Date(Date.now() - daysAgo * day),
      removedAt: removed ? new Date() : null,
    })
    .returning({ id: articles.id });
  const [revision] = await db
    .insert(revisions)
    .values({ articleId: article!.id, number: 1, headline: `About ${slug}`, slug, body, sectionId: section })
    .returning({ id: revisions.id });
  await db
    .update(articles)
    .set({ draftRevisionId: revision!.id, publishedRevisionId: live ? revision!.id : null })
    .where(eq(articles.id, article!.id));
  await db.insert(revisionAuthors).values([
    { revisionId: revision!.id, authorId: ids.second!, position: 1 },
    { revisionId: revision!.id, authorId: ids.first!, position: 0 },
  ]);
  for (const known of [slug, oldSlug]) {
    if (known) await db.insert(articleSlugs).values({ slug: known, articleId: article!.id });
  }
  ids[slug] = article!.id;
}

beforeAll(async () => {
  await db.insert(media).values({ id: 'picture-1', extension: 'jpg', width: 1600, height: 1000, bytes: 1 });
  const made = await db
    .insert(authors)
    .values([
      { handle: 'han-sora', name: 'Han Sora', hangulName: '한소라' },
      { handle: 'bae-muyeol', name: 'Bae Muyeol' },
      { handle: 'nobody-yet', name: 'Nobody Yet' },
    ])
    .returning({ id: authors.id });
  [ids.first, ids.second] = made.map(({ id }) => id) as [string, string];
  const [culture, economy] = await db
    .insert(sections)
    .values([
      { slug: 'culture', name: 'Culture', position: 2 },
      { slug: 'economy', name: 'Economy', position: 1 },
    ])
    .returning({ id: sections.id });
  ids.culture = culture!.id;
  ids.economy = economy!.id;
  await makeArticle({ slug: '평양의-여름', daysAgo: 3, section: ids.culture });
  await makeArticle({ slug: 'river', daysAgo: 2, section: ids.economy, oldSlug: 'old-river' });
  await makeArticle({ slug: 'boat', daysAgo: 1, section: ids.economy });
  await makeArticle({ slug: 'withdrawn', daysAgo: 5, section: ids.economy, live: false });
  await makeArticle({ slug: 'tomorrow', daysAgo: -1, section: ids.economy });
  await makeArticle({ slug: 'removed', daysAgo: 4, removed: true });
});

const slugs = (list: { slug: string }[]) => list.map(({ slug }) => slug);

describe('what readers see', () => {
  it('is live articles alone, newest first', async () => {
    expect(slugs(await listArticles())).toEqual(['boat', 'river', '평양의-여름']);
    expect(slugs(await listArticlesOfGroup('section', ids.economy!))).toEqual(['boat', 'river']);
    expect(slugs(await listArticlesOfAuthor(ids.first!))).toEqual(['boat', 'river', '평양의-여름']);
    expect(slugs(await listArticlesForFeed(null, null, 30))).toEqual(['boat', 'river', '평양의-여름']);
  });

  it('is found at its one address, with its authors in order and its pictures', async () => {
    const article = await getArticle('river');
    expect(article).toMatchObject({
      headline: 'About river',
      section: { slug: 'economy', name: 'Economy' },
      authors: [{ name: 'Han Sora', hangulName: '한소라' }, { name: 'Bae Muyeol' }],
      pictures: { 'picture-1': { src: '/media/picture-1.jpg', width: 1600, height: 1000 } },
      description: 'Nothing runs on the bridge.',
    });
    for (const slug of ['withdrawn', 'tomorrow', 'removed', 'never', 'old-river'])
      expect(await getArticle(slug)).toBeNull();
  });

  it('moved, where its address was changed, and nowhere when it is not live', async () => {
    expect(await getMovedSlug('old-river')).toBe('river');
    expect(await getMovedSlug('river')).toBeNull();
    expect(await getMovedSlug('withdrawn')).toBeNull();
    expect(await getMovedSlug('never')).toBeNull();
  });

  it('has one spelling of an address: composed, lower case', async () => {
    const decomposed = '평양의-여름'.normalize('NFD');
    expect(canonicalName(decomposed)).toBe('평양의-여름');
    expect(canonicalName('River')).toBe('river');
    expect((await getArticle(canonicalName(decomposed)))?.slug).toBe('평양의-여름');
  });

  it('goes on with the same section first', async () => {
    expect(slugs(await listMoreToRead(ids.river!, 'economy'))).toEqual(['boat', '평양의-여름']);
    expect(slugs(await listMoreToRead(ids.boat!, 'culture'))).toEqual(['평양의-여름', 'river']);
    expect(slugs(await listMoreToRead(ids.boat!, null))).toEqual(['river', '평양의-여름']);
  });

  it('has sections in their order and authors with something to read', async () => {
    expect(slugs(await listGroups('section'))).toEqual(['economy', 'culture']);
    expect((await listGroups('section')).every((section) => section.hasArticles)).toBe(true);
    expect(await getAuthor('nobody-yet')).toBeNull();
    expect(await getAuthor('han-sora')).toMatchObject({ name: 'Han Sora', picture: null });
  });
});

describe('the private preview', () => {
  it('is for editors and for who wrote it, and for nobody else', async () => {
    const [contributor, editor] = await db
      .insert(users)
      .values([
        { email: 'contributor@example.org', role: 'contributor' },
        { email: 'editor@example.org', role: 'editor' },
      ])
      .returning({ id: users.id, name: users.name, email: users.email, role: users.role });
    const see = async (user: User) => (await getDraftPreview(user, ids.withdrawn!))?.headline ?? null;
    expect(await see(editor!)).toBe('About withdrawn');
    expect(await see(contributor!)).toBeNull();
    await db.update(authors).set({ userId: contributor!.id }).where(eq(authors.id, ids.first!));
    expect(await see(contributor!)).toBe('About withdrawn');
    expect(await getDraftPreview(editor!, ids.removed!)).toBeNull();
  });
});
