import { connection } from 'next/server';
import { getCommentsFeed } from '#lib/feeds/queries';
import { paths } from '#lib/paths';
import { articleAt } from '../../../article-at.ts';
import { feedAnswer } from '../../../feed-at.ts';

type Context = { params: Promise<{ slug: string }> };

/** What readers say under an article, as RSS. */
export async function GET(_request: Request, { params }: Context): Promise<Response> {
  await connection(); // a build has no database
  const article = await articleAt((await params).slug, paths.commentsFeed);
  return feedAnswer(await getCommentsFeed(article), 'feed.xml');
}
