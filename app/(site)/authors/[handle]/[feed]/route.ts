import { authorFeedAt } from '../../../feed-at.ts';

type Context = { params: Promise<{ handle: string; feed: string }> };

export async function GET(_request: Request, { params }: Context): Promise<Response> {
  const { handle, feed } = await params;
  return authorFeedAt(handle, feed);
}
