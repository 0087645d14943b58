import { connection } from 'next/server';
import { listArticlesForFeed } from '#lib/articles/queries';
import { listCorrectionsOf } from '#lib/corrections/queries';
import { rssFeed } from '#lib/feed';
import { getPublication } from '#lib/settings/queries';

export async function GET(): Promise<Response> {
  await connection();
  const [publication, articles] = await Promise.all([getPublication(), listArticlesForFeed()]);
  const corrections = await listCorrectionsOf(articles.map(({ id }) => id));
  return new Response(rssFeed(publication, articles, corrections), {
    headers: { 'content-type': 'application/rss+xml; charset=utf-8', 'cache-control': 'public, max-age=300' },
  });
}
