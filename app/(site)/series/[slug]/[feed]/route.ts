import { groupFeedAt } from '../../../feed-at.ts';

type Context = { params: Promise<{ slug: string; feed: string }> };

export async function GET(_request: Request, { params }: Context): Promise<Response> {
  const { slug, feed } = await params;
  return groupFeedAt('series', slug, feed);
}
