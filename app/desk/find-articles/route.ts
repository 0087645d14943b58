import { findArticles, findLiveArticles } from '#lib/articles/lists/find-queries';
import { findInput } from '#lib/articles/lists/find-rules';
import { answerJson } from '#lib/forms/json-door';

/** Articles to choose from, as somebody types: for the front page, and for what an article is a translation of. */
export const GET = (request: Request): Promise<Response> =>
  answerJson(request, findInput, async (user, { live, ...input }) => ({
    articles: live ? await findLiveArticles(user, input.q) : await findArticles(user, input),
  }));
