import 'server-only';
import { asc, eq, inArray } from 'drizzle-orm';
import { db } from '#db/client';
import { revisionTopics } from '#db/schema/articles';
import { authors } from '#db/schema/people';
import { sections, series, topics } from '#db/schema/sections';
import { getArticleForDesk } from '#lib/articles/desk-queries';
import type { User } from '#lib/auth/roles';
import { paths } from '#lib/paths';
import { absolute } from '#lib/site';
import { articleHtml, articleMarkdown } from './exchange.ts';

/** The newest draft of an article as a complete file; null when there is none that this user may see. */
export async function getArticleFile(
  user: User,
  id: string,
  kind: 'html' | 'md',
): Promise<{ name: string; text: string } | null> {
  const article = await getArticleForDesk(user, id);
  if (!article || article.removedAt) return null;
  const [[section], [ofSeries], about, byline] = await Promise.all([
    namesOf(sections, article.sectionId),
    namesOf(series, article.seriesId),
    db
      .select({ slug: topics.slug, name: topics.name })
      .from(revisionTopics)
      .innerJoin(topics, eq(topics.id, revisionTopics.topicId))
      .where(eq(revisionTopics.revisionId, article.revisionId))
      .orderBy(asc(revisionTopics.position)),
    db
      .select({ id: authors.id, slug: authors.handle, name: authors.name })
      .from(authors)
      .where(inArray(authors.id, article.authorIds)),
  ]);
  const inOrder = article.authorIds.flatMap((author) => byline.find((one) => one.id === author) ?? []);
  const outside = { ...article, section: section ?? null, series: ofSeries ?? null, topics: about, authors: inOrder };
  const pictureOf = (media: string) => {
    const picture = article.pictures[media];
    return picture && { ...picture, src: absolute(picture.src) };
  };
  const address = article.standing.isPublic && article.publicSlug ? absolute(paths.article(article.publicSlug)) : null;
  const publishedAt = article.standing.isPublic ? article.publishedAt : null;
  const text =
    kind === 'md' ? articleMarkdown(outside, { pictureOf }) : articleHtml(outside, { address, publishedAt, pictureOf });
  return { name: `${article.slug || article.publicSlug || 'article'}.${kind}`, text };
}

const namesOf = async (table: typeof sections | typeof series, id: string | null) =>
  id === null ? [] : db.select({ slug: table.slug, name: table.name }).from(table).where(eq(table.id, id));
