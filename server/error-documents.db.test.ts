import postgres from 'postgres';
import { expect, test, vi } from 'vitest';
import { db } from '#db/client';
import { settings } from '#db/schema/settings';
import { errorDocument, type PostedWords, refreshMasthead } from './error-documents.ts';

test('a database that hangs holds no answer up', async () => {
  const other = postgres(process.env.DATABASE_URL!, { max: 1 });
  await other.begin(async (sql) => {
    await sql`lock table settings`;
    await refreshMasthead(); // waiting for it would never end: it holds the lock itself
  });
  await other.end();
  expect(errorDocument(503)).toContain('Mansudae Korea');
});

test('the publication’s own name stands above it, as text', async () => {
  await db.update(settings).set({ name: 'Ferry & <Tide>', hangulName: '나루' });
  vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + 61_000 }); // it is read once a minute
  await refreshMasthead();
  vi.useRealTimers();
  expect(errorDocument(404)).toContain('<a href="/">Ferry &#38; &#60;Tide&#62;</a> <span lang="ko">나루</span>');
});

const post = (...fields: PostedWords['fields']): PostedWords => ({ action: '/articles/a"b', fields });

test('posted words come back as text, and every field goes into the form that sends them again', () => {
  const html = errorDocument(
    503,
    '',
    post(['$ACTION_1:1', '[{"status":"idle"}]'], ['form', 'comment'], ['body', '  둘</dd><script>\n"x" & \'y\'']),
  );
  expect(html).toContain(
    '<dt>Your words</dt><dd>  둘&#60;/dd&#62;&#60;script&#62;\n&#34;x&#34; &#38; &#39;y&#39;</dd>',
  );
  expect(html).toContain('action="/articles/a&#34;b"');
  expect(html).toContain('name="$ACTION_1:1">\n[{&#34;status&#34;:&#34;idle&#34;}]</textarea>');
  expect(html, 'not “in a minute”: by then the same words would be kept twice').toContain('again in a moment: it is');
  expect(html.match(/<dt>/g), 'what nobody typed is not shown').toHaveLength(1);
  expect(html).not.toContain('<script>');
});

test('a button alone can be pressed again too', () => {
  const html = errorDocument(500, '', post(['$ACTION_ID_1', ''], ['token', 'secret']));
  expect(html).toContain('<button>Send again</button>');
  expect(html).not.toContain('<dl>');
});

test('where sending again cannot help, the words are there to copy', () => {
  const words = post(['$ACTION_ID_1', ''], ['body', 'Kept.']);
  for (const status of [404, 409]) {
    expect(errorDocument(status, '', words)).toContain('<dd>Kept.</dd>');
    expect(errorDocument(status, '', words)).not.toContain('<form');
  }
  expect(errorDocument(409, '', words), 'the page of today takes them').toContain('<a href="/articles/a&#34;b">');
});

test('a field may be called anything', () => {
  expect(errorDocument(400, '', post(['toString', 'a word']))).toContain('<dt>toString</dt><dd>a word</dd>');
});
