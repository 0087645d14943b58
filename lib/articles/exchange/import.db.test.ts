import { mkdtempSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import sharp from 'sharp';
import { beforeAll, describe, expect, it } from 'vitest';
import { anyBody } from '../../../e2e/support/any-body.ts';

process.env.DATA_DIR = mkdtempSync(join(tmpdir(), 'import-'));
const { db } = await import('#db/client');
const { articles } = await import('#db/schema/articles');
const { users } = await import('#db/schema/people');
const { sections } = await import('#db/schema/sections');
const { DomainError } = await import('#lib/errors');
const { figuresOf, isEmptyBody } = await import('#lib/body/rules');
const { getArticleForDesk } = await import('#lib/articles/desk-queries');
const { getArticleFile } = await import('./export-queries.ts');
const { importArticle } = await import('./import.ts');
const { createDraft, publishArticle, saveDraft } = await import('#lib/articles/mutations');
const { getArticle } = await import('#lib/articles/queries');
const { blocking, checkWords } = await import('#lib/articles/checks/publish-check');
const { draftInput } = await import('#lib/articles/rules');
const { wordsOf } = await import('#lib/articles/stored');
const { storePicture } = await import('#lib/media/mutations');
type User = Parameters<typeof createDraft>[0];

const picture = (background: string) =>
  sharp({ create: { width: 40, height: 30, channels: 3, background } })
    .png()
    .toBuffer();
const file = (name: string, text: string) => ({ name, bytes: new TextEncoder().encode(text) });
const nowhere = () => Promise.reject(new DomainError('Nothing is fetched in this test.'));
let editor: User;
beforeAll(async () => {
  const [row] = await db
    .insert(users)
    .values({ email: 'import@example.org', name: 'Editor', role: 'editor' })
    .returning();
  editor = row as unknown as User;
});
const draft = async (id: string) => (await getArticleForDesk(editor, id))!;

it('any text survives save, load, publication, export and import unchanged', async () => {
  const media = await Promise.all(
    ['red', 'green'].map(
      async (colour) => (await storePicture(await picture(colour), { originalName: '', uploadedBy: null })).id,
    ),
  );
  const { id } = await createDraft(editor);
  const session = crypto.randomUUID();
  let sequence = 0;
  let headline = 0;
  let published = 0;
  await fc.assert(
    fc.asyncProperty(anyBody({ media }), async (any) => {
      const body = structuredClone(any);
      for (const { attrs } of figuresOf(body)) {
        attrs.alt ||= 'Something is seen.';
        attrs.credit ||= 'Nobody';
      }
      if (isEmptyBody(body)) return;
      sequence += 1;
      headline += 1;
      const before = await draft(id);
      // as it comes from a browser: through JSON, and what checks it there
      const sent = {
        ...wordsOf(before),
        body,
        headline: `Text ${headline}`,
        slug: 'any-text',
        id,
        session,
        sequence,
        version: before.version,
      };
      await saveDraft(editor, draftInput.parse(JSON.parse(JSON.stringify(sent))));
      expect((await draft(id)).body).toEqual(body);
      // what keeps it from readers, such as a link without words, does not keep it from leaving
      if (blocking(checkWords(wordsOf(await draft(id)))).length === 0) {
        await publishArticle(editor, id);
        expect((await getArticle('any-text'))?.body).toEqual(body);
        published += 1;
      }
      const { text: html } = (await getArticleFile(editor, id, 'html'))!;
      const copy = await importArticle(editor, file('any-text.html', html), nowhere);
      expect(copy.remarks).toEqual([]);
      const imported = await draft(copy.id);
      expect(imported).toMatchObject({ body, headline: `Text ${headline}`, state: 'draft' });
      const again = (await getArticleFile(editor, copy.id, 'html'))!.text;
      const bare = (text: string) =>
        text.replace(/<meta property="(og:url|article:published_time)".*>\n/g, '').replace(/data-slug="[^"]*"/, '');
      expect(bare(again)).toBe(bare(html));
    }),
    { numRuns: 60 },
  );
  expect(published).toBeGreaterThan(20);
});

describe('a file from elsewhere', () => {
  it('becomes a draft with its pictures, and says what it could not take', async () => {
    const [section] = await db.insert(sections).values({ slug: 'sea', name: 'Sea' }).returning();
    const inFile = `data:image/png;base64,${(await picture('blue')).toString('base64')}`;
    const asked: string[] = [];
    const { id, remarks } = await importArticle(
      editor,
      file(
        'tide.md',
        `---\ntitle: Tide\nsection: Sea\n---\n\n![Blue.](${inFile})\n\n![Green.](https://example.org/green.png "It is green.")\n\n![Gone.](https://example.org/gone.png)`,
      ),
      async (address, path) => {
        asked.push(address);
        if (address.endsWith('gone.png')) throw new DomainError('It is gone.');
        await writeFile(path, await picture('green'));
      },
    );
    expect(asked).toEqual(['https://example.org/green.png', 'https://example.org/gone.png']);
    expect(remarks).toEqual(['https://example.org/gone.png: It is gone.']);
    const article = await draft(id);
    expect(article).toMatchObject({ headline: 'Tide', sectionId: section!.id, state: 'draft' });
    expect(article.body.content.map(({ type }) => type)).toEqual(['figure', 'figure', 'paragraph']);
    expect(article.body.content[1]).toMatchObject({ attrs: { alt: 'Green.', caption: 'It is green.' } });
    expect(article.body.content[2]).toMatchObject({
      content: [{ text: 'Gone.', marks: [{ type: 'link', attrs: { href: 'https://example.org/gone.png' } }] }],
    });
    expect(Object.keys(article.pictures)).toHaveLength(2);
  });

  it('is read in the encoding that it names', async () => {
    const korean = Buffer.concat([
      Buffer.from(
        '<html><head><meta http-equiv=Content-Type content="text/html; charset=ks_c_5601-1987"></head><body><p>',
      ),
      Buffer.from([0xc6, 0xf2, 0xbe, 0xe7]),
      Buffer.from('</p></body></html>'),
    ]);
    const { id } = await importArticle(editor, { name: 'a.htm', bytes: korean }, nowhere);
    expect((await draft(id)).body.content).toEqual([{ type: 'paragraph', content: [{ type: 'text', text: '평양' }] }]);
  });

  it.each([
    ['a.html', '', 'This file is empty.'],
    ['a.exe', 'x', 'Only HTML and Markdown files can be imported.'],
    ['a.docx', 'x', 'word processor'],
    ['a.html', `<p>${'가'.repeat(800_000)}`, 'too long for one article'],
  ])('%s is refused with a sentence, and nothing is made', async (name, text, sentence) => {
    const count = async () => (await db.select({ id: articles.id }).from(articles)).length;
    const before = await count();
    await expect(importArticle(editor, file(name, text), nowhere)).rejects.toThrow(sentence);
    expect(await count()).toBe(before);
  });
});
