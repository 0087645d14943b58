import 'server-only';
import { type ArticleOnPage, listArticlesForFeed } from '#lib/articles/queries';
import { listComments } from '#lib/comments/queries';
import { listCorrectionsOf } from '#lib/corrections/queries';
import { paths } from '#lib/paths';
import { getPublication } from '#lib/settings/queries';
import { absolute } from '#lib/site';
import { type Feed, type FeedSubject, feedOfArticles, feedOfComments } from './model.ts';
import { type FeedFile, feedPath, mostInFeed } from './rules.ts';

/** The feed of all that is published. */
export const getSiteFeed = (file: FeedFile): Promise<Feed> => getFeedOf(null, file);

/** The feed of a section, topic, series or author; of all for null. */
export async function getFeedOf(subject: FeedSubject | null, file: FeedFile): Promise<Feed> {
  const [publication, articles] = await Promise.all([
    getPublication(),
    listArticlesForFeed(subject?.kind ?? null, subject?.id ?? null, mostInFeed.articles),
  ]);
  const corrections = await listCorrectionsOf(articles.map(({ id }) => id));
  const self = absolute(feedPath(subject?.path ?? paths.front, file));
  return { ...feedOfArticles(publication, subject, articles, corrections), self };
}

/** The feed of what readers say under an article. */
export async function getCommentsFeed(article: ArticleOnPage): Promise<Feed> {
  const [publication, comments] = await Promise.all([getPublication(), listComments(article.id)]);
  return feedOfComments(publication, article, comments);
}
