import { sql } from 'drizzle-orm';
import { expect, test } from 'vitest';
import { db } from '#db/client';
import { listArticles } from '#lib/articles/queries';

test('the newest of many articles are found along an index, without looking at the others', async () => {
  await db.execute(sql`
    with made as (
      insert into articles (slug, state, published_at)
      select 'a-' || n, 'published', now() - n * interval '1 hour' from generate_series(1, 3000) n returning id, slug
    ), written as (
      insert into revisions (article_id, number, headline, slug, body)
      select id, 1, slug, slug, '{"type":"doc","content":[{"type":"paragraph"}]}' from made
    )
    select 1`);
  await db.execute(sql`
    update articles set published_revision_id = revisions.id from revisions where revisions.article_id = articles.id`);
  await db.execute(sql`analyze`);

  expect((await listArticles(3)).map(({ slug }) => slug)).toEqual(['a-1', 'a-2', 'a-3']);
  // PostgreSQL counts a moment later
  await expect.poll(() => readsOf('articles_published'), { timeout: 10_000, interval: 200 }).toBeGreaterThan(0);
  expect(await readsOf('articles_published'), 'rows looked at').toBeLessThan(50);
});

/** How many entries of an index were read so far. */
async function readsOf(index: string): Promise<number> {
  const [row] = await db.execute<{ reads: string }>(
    sql`select idx_tup_read as reads from pg_stat_user_indexes where indexrelname = ${index}`,
  );
  return Number(row!.reads);
}
