import postgres from 'postgres';
import { paths } from '#lib/paths';
import { mustAsk, textOf } from '../ask.ts';
import { ingredientsOf } from './fill.ts';
import { makeArticle, measuredArticle } from './magazine.ts';

/** Runs `work` with a connection to the database at `url`, and closes it. */
export async function withDatabase<T>(url: string, work: (sql: postgres.Sql) => Promise<T>): Promise<T> {
  const sql = postgres(url, { max: 4, onnotice: () => {} });
  return work(sql).finally(() => sql.end());
}

/** Addresses of the articles from number `from` on, newest first. */
export async function articlePaths(databaseUrl: string, from: number, count: number): Promise<string[]> {
  const ingredients = await withDatabase(databaseUrl, ingredientsOf);
  return Array.from({ length: count }, (_, index) => paths.article(makeArticle(from + index, ingredients).slug));
}

/** The addresses that are measured, by the name that the tables give them. */
export async function measuredPaths(databaseUrl: string, siteUrl: string): Promise<Record<string, string>> {
  const ingredients = await withDatabase(databaseUrl, ingredientsOf);
  const article = paths.article(measuredArticle(ingredients).slug);
  const html = textOf(await mustAsk(siteUrl + article));
  const [, image] = /<meta property="og:image" content="([^"]+)"/.exec(html) ?? [];
  if (!image) throw new Error(`${article} names no share image.`);
  return { article, 'front page': paths.front, feed: paths.feed, 'share image': new URL(image).pathname };
}
