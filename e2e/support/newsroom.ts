import { eq } from 'drizzle-orm';
import { db } from '#db/client';
import { articles } from '#db/schema/articles';
import { authors, users } from '#db/schema/people';
import { createDraft, publishArticle, saveDraft } from '#lib/articles/mutations';
import type { Body } from '#lib/body/body';
import { paths } from '#lib/paths';
import type { Draft } from './desk.ts';

/**
 * Publishes an article in the name of a member of staff as a script would: by the mutations, on the site's own database.
 * The journeys that are about writing do it at the desk. Returns its two addresses, from the root.
 */
export async function publishAs(email: string, draft: Draft): Promise<{ path: string; deskPath: string }> {
  process.env.DATABASE_URL = process.env.E2E_DATABASE;
  const [user] = await db.select().from(users).where(eq(users.email, email));
  if (!user) throw new Error(`${email} is not among the staff.`);
  const { id } = await createDraft(user);
  const [article] = await db.select().from(articles).where(eq(articles.id, id));
  const byline = await db.select({ id: authors.id }).from(authors).where(eq(authors.userId, user.id));
  const body: Body = {
    type: 'doc',
    content: draft.paragraphs.map((text) => ({ type: 'paragraph', content: [{ type: 'text', text }] })),
  };
  await saveDraft(user, {
    id,
    baseRevisionId: article!.draftRevisionId!,
    headline: draft.headline,
    standfirst: draft.standfirst,
    slug: '',
    sectionId: null,
    authorIds: byline.map((author) => author.id),
    language: 'en',
    body,
  });
  const { slug } = await publishArticle(user, id);
  return { path: paths.article(slug), deskPath: paths.desk.article(id) };
}
