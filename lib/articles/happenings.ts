import { and, eq, inArray, isNull, ne } from 'drizzle-orm';
import type { Transaction } from '#db/client';
import { articleEvents, articleSlugs } from '#db/schema/articles';
import { users } from '#db/schema/people';
import { announce } from '#lib/announce';
import type { User } from '#lib/auth/roles';
import { cacheTags } from '#lib/cache-tags';
import { unnamedOwner } from '#lib/people/rules';
import type { StoredArticle } from './stored.ts';

/** Writes down what happened to an article, for its history. */
export const noteEvent = (tx: Transaction, event: typeof articleEvents.$inferInsert) =>
  tx.insert(articleEvents).values(event);

/** Mailboxes of those who wrote it, other than `user`. */
export async function otherWriters(
  tx: Transaction,
  article: Pick<StoredArticle, 'createdBy' | 'authorUserIds'>,
  user: User | null,
): Promise<string[]> {
  const writers = [article.createdBy, ...article.authorUserIds].filter((id) => id !== null);
  const recipients = await tx
    .select({ email: users.email })
    .from(users)
    .where(
      and(
        inArray(users.id, writers),
        user ? ne(users.id, user.id) : undefined,
        isNull(users.disabledAt),
        ne(users.email, unnamedOwner),
      ),
    );
  return recipients.map(({ email }) => email);
}

/** Every list, the article, and all addresses it has or had: each of them now leads somewhere else, or nowhere. */
export async function announcePublicChange(tx: Transaction, id: string, tag = cacheTags.article(id)): Promise<void> {
  const slugs = await tx.select({ slug: articleSlugs.slug }).from(articleSlugs).where(eq(articleSlugs.articleId, id));
  await announce(tx, [
    cacheTags.articles,
    tag,
    ...slugs.map(({ slug }) => cacheTags.slug(slug)),
    cacheTags.sections,
    cacheTags.topics,
    cacheTags.series,
    cacheTags.authors,
  ]);
}
