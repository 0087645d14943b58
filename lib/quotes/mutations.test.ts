import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { eq } from 'drizzle-orm';
import { beforeAll, expect, test } from 'vitest';
import type { User } from '#lib/auth/roles';
import { draftBy, hire, publishBy } from '../../e2e/support/newsroom.ts';

process.env.DATA_DIR = mkdtempSync(join(tmpdir(), 'share-'));
const { db } = await import('#db/client');
const { articles, quotes, revisions } = await import('#db/schema/articles');
const { limits } = await import('#db/schema/limits');
const { prepareJobs } = await import('#lib/jobs');
const { getArticle } = await import('#lib/articles/queries');
const { unpublishArticle } = await import('#lib/articles/mutations');
const { issueShareImage } = await import('#lib/share-images/mutations');
const { getShareImage, getShareImageAt } = await import('#lib/share-images/queries');
const { issueQuote } = await import('./mutations.ts');
const { getQuote } = await import('./queries.ts');

const paragraphs = ['The minister did not resign. He went to the station.', '기차는 떠났다. 아무도 몰랐다.'];
let editor: User;
beforeAll(async () => {
  await prepareJobs(process.env.DATABASE_URL!);
  editor = await hire('editor');
});

const publish = async (headline: string) => {
  const { id, path } = await publishBy(editor, { headline, standfirst: '', paragraphs });
  return { id, slug: path.split('/').at(-1)! };
};
const textOf = async (digest: string) => (await db.select().from(quotes).where(eq(quotes.digest, digest)))[0]?.text;

test('what stands in the article becomes a card, widened to whole sentences; the same ones are one card', async () => {
  const { id } = await publish('Fog');
  const { digest } = await issueQuote({ articleId: id, text: 'did not resign' }, null);
  expect(await textOf(digest)).toBe('The minister did not resign.');
  expect((await issueQuote({ articleId: id, text: 'The minister did' }, null)).digest).toBe(digest);
  const korean = await issueQuote({ articleId: id, text: '기차는'.normalize('NFD') }, null);
  expect(await textOf(korean.digest)).toBe('기차는 떠났다.');
  const other = await publish('Another');
  expect((await issueQuote({ articleId: other.id, text: 'did not resign' }, null)).digest).not.toBe(digest);
});

test.each([
  ['The minister did resign.', /do not stand/],
  ['resign. 기차는', /do not stand/],
  ['The minister is a liar', /do not stand/],
])('nobody puts words into the magazine’s mouth: %s', async (text, sentence) => {
  const { id } = await publish('Mist');
  const before = await db.$count(quotes);
  await expect(issueQuote({ articleId: id, text }, null)).rejects.toMatchObject({
    fields: { text: expect.stringMatching(sentence) },
  });
  expect(await db.$count(quotes)).toBe(before);
});

test('what is not published is not quoted', async () => {
  const draft = await draftBy(editor, { headline: 'Secret', standfirst: '', paragraphs });
  await expect(issueQuote({ articleId: draft, text: 'did not resign' }, null)).rejects.toThrow('not published');
});

test('as many cards as a person makes; what is there already costs nothing', async () => {
  const { id } = await publish('Rain');
  await db.delete(limits);
  await issueQuote({ articleId: id, text: 'did not resign' }, 'a-sender');
  await issueQuote({ articleId: id, text: 'did not resign' }, 'a-sender');
  expect((await db.select().from(limits)).map(({ points }) => points)).toEqual([1, 1]);
  await db.update(limits).set({ points: 20 });
  await expect(issueQuote({ articleId: id, text: 'to the station' }, 'a-sender')).rejects.toThrow('try again');
  await issueQuote({ articleId: id, text: 'did not resign' }, 'a-sender');
});

test('a sentence that is gone from the article is shown no more: its picture is the article’s', async () => {
  const { id, slug } = await publish('Snow');
  const { digest } = await issueQuote({ articleId: id, text: 'He went' }, null);
  const article = (await getArticle(slug))!;
  expect(await getQuote(article, digest)).toBe('He went to the station.');
  const image = await getShareImage({ kind: 'quote', id: digest });
  expect(image.path).toMatch(new RegExp(`^/articles/${slug}/share/[0-9a-f]{24}\\.jpg$`));
  expect(image.alt).toBe('“He went to the station.” – Snow, Mansudae Korea');
  const imageDigest = image.path.slice(-28, -4);
  expect(await getShareImageAt(slug, imageDigest)).toMatchObject({ isCurrent: true });

  const body = structuredClone(article.body);
  Object.assign(body.content[0]!, { content: [{ type: 'text', text: 'The minister resigned.' }] });
  const [row] = await db.select().from(articles).where(eq(articles.id, id));
  await db.update(revisions).set({ body }).where(eq(revisions.id, row!.publishedRevisionId!));
  expect(await getQuote((await getArticle(slug))!, digest)).toBeNull();
  const now = await getShareImageAt(slug, imageDigest);
  expect(now?.digest).toBe((await issueShareImage({ kind: 'article', id }))!.digest);

  await unpublishArticle(editor, id);
  expect(await getShareImageAt(slug, imageDigest)).toBeNull();
});
