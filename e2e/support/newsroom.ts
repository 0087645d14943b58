import { randomUUID } from 'node:crypto';
import { eq } from 'drizzle-orm';
import { db } from '#db/client';
import { articles, revisions } from '#db/schema/articles';
import { users } from '#db/schema/people';
import type { Role, User } from '#lib/auth/roles';

/** Somebody of the staff, for tests of what a role may do. */
export async function hire(role: Role, options: { disabledAt?: Date } = {}): Promise<User> {
  const email = `${role}-${randomUUID().slice(0, 8)}@mansudae.example`;
  const [user] = await db
    .insert(users)
    .values({ name: `The ${role}`, email, role, ...options })
    .returning({ id: users.id, name: users.name, email: users.email, role: users.role });
  return user!;
}

/** An article that readers can see, straight into the database. */
export async function printArticle(
  headline = 'The line that stops at the river',
): Promise<{ id: string; slug: string }> {
  const slug = `article-${randomUUID().slice(0, 8)}`;
  const [article] = await db
    .insert(articles)
    .values({ slug, state: 'published', publishedAt: new Date() })
    .returning({ id: articles.id });
  const [revision] = await db
    .insert(revisions)
    .values({ articleId: article!.id, number: 1, headline, slug, body: { type: 'doc', content: [] } })
    .returning({ id: revisions.id });
  await db
    .update(articles)
    .set({ draftRevisionId: revision!.id, publishedRevisionId: revision!.id })
    .where(eq(articles.id, article!.id));
  return { id: article!.id, slug };
}
