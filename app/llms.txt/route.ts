import { connection } from 'next/server';
import { listArticles } from '#lib/articles/queries';
import { listGroups } from '#lib/groups/queries';
import { getPublication } from '#lib/settings/queries';
import { llmsText } from '#lib/sitemaps/llms';

export async function GET(): Promise<Response> {
  await connection(); // a build has no database
  const [publication, sections, articles] = await Promise.all([
    getPublication(),
    listGroups('section'),
    listArticles(30),
  ]);
  return new Response(
    llmsText(
      publication,
      sections.filter((section) => section.hasArticles),
      articles,
    ),
    {
      headers: { 'content-type': 'text/plain; charset=utf-8', 'cache-control': 'public, max-age=300' },
    },
  );
}
