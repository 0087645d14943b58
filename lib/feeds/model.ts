import type { ArticleOnPage } from '#lib/articles/queries';
import { figuresOf } from '#lib/body/rules';
import type { CommentInThread } from '#lib/comments/queries';
import type { CorrectionsByArticle } from '#lib/corrections/queries';
import { changedAt } from '#lib/corrections/rules';
import type { GroupKind } from '#lib/groups/rules';
import { iconPaths } from '#lib/icons';
import { paths } from '#lib/paths';
import type { Publication } from '#lib/settings/queries';
import { absolute } from '#lib/site';
import { feedWords } from '#lib/words/feeds';
import { articleHtml } from './article-html.ts';
import { mostInFeed } from './rules.ts';
import { escapeXml } from './xml.ts';

/** What a feed says, in whichever form it is written. Every address in it is absolute. */
export type Feed = {
  /** An IRI that stays when the feed's address changes. */
  id: string;
  title: string;
  description: string;
  language: string;
  /** The page that shows the same. */
  page: string;
  /** Of the feed itself, in the form that is asked for. */
  self: string;
  publisher: { name: string; page: string; icon: string };
  /** Who tells of what is new in it, as soon as it is (WebSub). */
  hubs: string[];
  timeZone: string;
  /** When something in it last changed; null for an empty one. */
  changedAt: Date | null;
  items: FeedItem[];
};

export type FeedItem = {
  /** A UUID, for ever. */
  id: string;
  page: string;
  title: string;
  summary: string;
  html: string;
  language: string;
  publishedAt: Date;
  changedAt: Date;
  authors: { name: string; page: string | null }[];
  categories: string[];
  pictures: FeedPicture[];
  /** Where it is answered; null where it cannot be. */
  comments: { page: string; feed: string } | null;
};
export type FeedPicture = { url: string; type: string; width: number; height: number; words: string; credit: string };

/** Whose feed it is, when it is not that of all: `path` leads to the page that shows the same. */
export type FeedSubject = { kind: GroupKind | 'author'; id: string; name: string; description: string; path: string };

/** The feed of these articles, newest first: of all that is published, or of one subject. */
export function feedOfArticles(
  publication: Publication,
  subject: FeedSubject | null,
  articles: ArticleOnPage[],
  corrections: CorrectionsByArticle,
): Omit<Feed, 'self'> {
  const items = articles.map((article): FeedItem => {
    const corrected = corrections[article.id] ?? [];
    return {
      id: article.id,
      page: absolute(paths.article(article.slug)),
      title: article.headline,
      summary: article.description,
      html: articleHtml(article, corrected, publication.timeZone),
      language: article.language,
      publishedAt: article.publishedAt,
      changedAt: changedAt(article, corrected),
      authors: article.authors.map(({ name, handle }) => ({ name, page: absolute(paths.author(handle)) })),
      categories: [article.section, ...article.topics].flatMap((group) => group?.name ?? []),
      pictures: picturesOf(article),
      comments:
        article.commenting === 'closed'
          ? null
          : {
              page: absolute(`${paths.article(article.slug)}#comments`),
              feed: absolute(paths.commentsFeed(article.slug)),
            },
    };
  });
  return {
    ...frameOf(publication),
    id: subject ? `urn:uuid:${subject.id}` : absolute(paths.front),
    title: subject ? feedWords.titleOf(subject.name, publication.name) : publication.name,
    description: subject?.description || publication.tagline || publication.name,
    page: absolute(subject?.path ?? paths.front),
    changedAt: newestOf(items),
    items,
  };
}

/** The feed of the newest comments under an article, the last one first. */
export function feedOfComments(publication: Publication, article: ArticleOnPage, comments: CommentInThread[]): Feed {
  const page = paths.article(article.slug);
  const newest = comments.slice(-mostInFeed.comments).toReversed();
  const items = newest.map((comment): FeedItem => {
    const paragraphs = comment.body.split(/\n{2,}/).map((text) => `<p>${escapeXml(text).replaceAll('\n', '<br>')}</p>`);
    return {
      id: comment.id,
      page: absolute(paths.comment(article.slug, comment.id)),
      title: feedWords.commentBy(comment.name),
      summary: comment.body,
      html: paragraphs.join(''),
      language: article.language,
      publishedAt: comment.createdAt,
      changedAt: comment.createdAt,
      authors: [{ name: comment.name, page: null }],
      categories: [],
      pictures: [],
      comments: null,
    };
  });
  return {
    ...frameOf(publication),
    hubs: [], // of comments nobody is told
    id: `urn:uuid:${article.id}`,
    title: feedWords.commentsOn(article.headline),
    description: article.description || article.headline,
    page: absolute(page),
    self: absolute(paths.commentsFeed(article.slug)),
    changedAt: newestOf(items),
    items,
  };
}

const frameOf = (publication: Publication) => ({
  language: publication.articleLanguage,
  timeZone: publication.timeZone,
  hubs: publication.hubs,
  publisher: {
    name: publication.name,
    page: absolute(paths.front),
    icon: absolute(iconPaths(publication).largest),
  },
});

const newestOf = (items: FeedItem[]): Date | null =>
  items.reduce<Date | null>((newest, item) => (newest && newest > item.changedAt ? newest : item.changedAt), null);

/** The pictures in a text, the one that leads it first, each once. */
function picturesOf({ body, pictures }: ArticleOnPage): FeedPicture[] {
  const found = new Map<string, FeedPicture>();
  for (const { attrs } of figuresOf(body)) {
    const picture = pictures[attrs.media];
    if (!picture || found.has(attrs.media)) continue;
    const { src, width, height } = picture;
    found.set(attrs.media, {
      url: absolute(src),
      type: pictureTypes[src.split('.').at(-1) ?? ''] ?? 'image/jpeg',
      width,
      height,
      words: attrs.caption || attrs.alt,
      credit: attrs.credit,
    });
  }
  return [...found.values()];
}

const pictureTypes: Record<string, string> = {
  jpg: 'image/jpeg',
  png: 'image/png',
  webp: 'image/webp',
  avif: 'image/avif',
};
