import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type postgres from 'postgres';
import { type Ingredients, type MadeArticle, makeArticle, makeComments } from './magazine.ts';
import { sampleWords } from './sentences.ts';

/** Whoever publishes in the bench. */
export const editor = {
  id: '00000004-0000-4000-8000-000000000000',
  name: 'The editor of the bench',
  email: 'editor@bench.example',
};

/** What the magazine of a database is made of: the sample's words, and its pictures as they are stored there. */
export async function ingredientsOf(sql: postgres.Sql): Promise<Ingredients> {
  const pictures = await sql<{ id: string }[]>`select id from media order by id`;
  const [count] = await sql<{ sections: number; authors: number }[]>`
    select (select count(*) from sections)::int as sections, (select count(*) from authors)::int as authors`;
  return { ...sampleWords(), pictures: pictures.map(({ id }) => id), ...count! };
}

/**
 * Puts `count` articles in the place of the sample's, with comments under the first 10,000, an editor, and the set-up done.
 * The sections, authors and pictures are those of the sample.
 */
export async function fillMagazine(sql: postgres.Sql, count: number): Promise<void> {
  const ingredients = await ingredientsOf(sql);
  const sections = await idsOf(sql`select id from sections order by slug`);
  const authors = await idsOf(sql`select id from authors order by handle`);
  await sql`delete from articles`;
  await sql`update settings set set_up_at = '2026-01-01', time_zone = 'Asia/Seoul'`;
  await sql`insert into users ${sql({ ...editor, role: 'owner' })}`;

  const articles = function* () {
    for (let number = 0; number < count; number++) yield makeArticle(number, ingredients);
  };
  await copy(
    sql,
    'articles (id, state, slug, published_at, created_by, created_at, changed_at)',
    articles(),
    (made) => {
      const at = made.publishedAt.toISOString();
      return [made.id, 'published', made.slug, at, editor.id, at, at];
    },
  );
  await copy(
    sql,
    'revisions (id, article_id, number, headline, standfirst, slug, language, body, section_id, created_by, created_at)',
    articles(),
    (made) => [...revisionOf(made), sections[made.section]!, editor.id, made.publishedAt.toISOString()],
  );
  await copy(sql, 'revision_authors (revision_id, author_id, position)', articles(), (made) => [
    made.revisionId,
    authors[made.author]!,
    '0',
  ]);
  await copy(sql, 'article_slugs (slug, article_id, created_at)', articles(), (made) => [
    made.slug,
    made.id,
    made.publishedAt.toISOString(),
  ]);
  await sql`
    update articles set draft_revision_id = revisions.id, published_revision_id = revisions.id
    from revisions where revisions.article_id = articles.id`;

  const comments = function* () {
    for (let number = 0; number < Math.min(count, 10_000); number++) yield* makeComments(number, ingredients);
  };
  await copy(sql, 'comments (id, article_id, state, name, email, body, decided_at, created_at)', comments(), (made) => {
    const at = made.createdAt.toISOString();
    return [made.id, made.articleId, 'approved', made.name, made.email, made.body, at, at];
  });
  await sql`vacuum analyze`;
}

const revisionOf = ({ revisionId, id, headline, standfirst, slug, language, body }: MadeArticle): string[] => [
  revisionId,
  id,
  '1',
  headline,
  standfirst,
  slug,
  language,
  JSON.stringify(body),
];

const idsOf = async (query: Promise<Iterable<postgres.Row>>): Promise<string[]> =>
  [...(await query)].map((row) => row.id as string);

/** Writes rows by COPY, some thousand at a time: a hundred times faster than inserts. */
async function copy<T>(sql: postgres.Sql, into: string, things: Iterable<T>, rowOf: (thing: T) => string[]) {
  const lines = function* () {
    let batch = '';
    for (const thing of things) {
      batch += `${rowOf(thing).map(escaped).join('\t')}\n`;
      if (batch.length < 500_000) continue;
      yield batch;
      batch = '';
    }
    if (batch) yield batch;
  };
  const writable = await sql.unsafe(`copy ${into} from stdin`).writable();
  await pipeline(Readable.from(lines()), writable);
}

const escaped = (value: string): string =>
  value.replaceAll('\\', '\\\\').replaceAll('\n', '\\n').replaceAll('\r', '\\r').replaceAll('\t', '\\t');
