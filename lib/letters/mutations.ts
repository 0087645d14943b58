import { and, asc, eq, isNotNull, sql } from 'drizzle-orm';
import { db } from '#db/client';
import { articles, revisionAuthors, revisions } from '#db/schema/articles';
import { followers } from '#db/schema/followers';
import { authors } from '#db/schema/people';
import { settings } from '#db/schema/settings';
import { isLive, shownRevisionId, shownSlug } from '#lib/articles/live';
import { unsubscribeHeaders } from '#lib/followers/mutations';
import { unsubscribeToken } from '#lib/followers/unsubscribe-token';
import { queueMails } from '#lib/mails/mutations';
import { paths } from '#lib/paths';
import { mailWords } from '#lib/words/mails';

/**
 * Writes a letter about a published article to every confirmed follower. All of them are written in one transaction that
 * also notes it at the article, so that however often this runs nobody gets two and nobody is left out. Does nothing for
 * an article that readers cannot see (any more).
 */
export async function writeLetters(articleId: string): Promise<void> {
  await db.transaction(async (tx) => {
    const [article] = await tx
      .select({ slug: shownSlug, letterAt: articles.letterAt, revisionId: shownRevisionId })
      .from(articles)
      .where(and(eq(articles.id, articleId), isLive()))
      .for('update');
    if (!article?.slug || !article.revisionId || article.letterAt) return;
    await tx.update(articles).set({ letterAt: sql`now()` }).where(eq(articles.id, articleId));

    const [text] = await tx
      .select({ headline: revisions.headline, standfirst: revisions.standfirst, publication: settings.name })
      .from(revisions)
      .innerJoin(settings, sql`true`)
      .where(eq(revisions.id, article.revisionId));
    const writers = await tx
      .select({ name: authors.name })
      .from(revisionAuthors)
      .innerJoin(authors, eq(authors.id, revisionAuthors.authorId))
      .where(eq(revisionAuthors.revisionId, article.revisionId))
      .orderBy(asc(revisionAuthors.position));
    const readers = await tx.select().from(followers).where(isNotNull(followers.confirmedAt));

    const words = mailWords.letter;
    const { headline, standfirst, publication } = text!;
    const opening = [headline, standfirst, writers.length > 0 ? words.byline(writers.map(({ name }) => name)) : ''];
    const link = paths.article(article.slug);
    await queueMails(
      tx,
      readers.map(({ id, email }) => ({
        to: email,
        subject: words.subject(publication, headline),
        blocks: [
          ...opening.filter(Boolean).map((line) => ({ text: line })),
          { link, label: words.button },
          { text: words.how },
          { link: paths.unsubscribe(unsubscribeToken(id)), label: mailWords.welcome.button },
        ],
        headers: unsubscribeHeaders(id),
      })),
    );
  });
}
