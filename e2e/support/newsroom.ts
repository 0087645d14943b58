import { randomUUID } from 'node:crypto';
import { eq } from 'drizzle-orm';
import { db } from '#db/client';
import { articles, revisions } from '#db/schema/articles';
import { comments } from '#db/schema/comments';
import { authors, users } from '#db/schema/people';
import { createDraft, publishArticle, saveDraft } from '#lib/articles/mutations';
import { emptyWords } from '#lib/articles/rules';
import type { Role, User } from '#lib/auth/roles';
import { type Block, bodyOf, emptyBody } from '#lib/body/body';
import { decideComments } from '#lib/comments/mutations';
import { paths } from '#lib/paths';
import { cast, newAddress } from './cast.ts';
import type { Draft } from './desk.ts';

/**
 * Publishes an article in the name of a member of staff as a script would: by the mutations, on the site's own database.
 * The journeys that are about writing do it at the desk. Returns its two addresses, from the root.
 */
export async function publishAs(email: string, draft: Draft): Promise<{ path: string; deskPath: string }> {
  return publishBy(await staffAt(email), draft);
}

/** The same, not yet published. Returns its address at the desk, from the root. */
export async function draftAs(email: string, draft: Draft): Promise<{ deskPath: string }> {
  return { deskPath: paths.desk.article(await draftBy(await staffAt(email), draft)) };
}

async function staffAt(email: string): Promise<User> {
  process.env.DATABASE_URL = process.env.E2E_DATABASE;
  const [user] = await db.select().from(users).where(eq(users.email, email));
  if (!user) throw new Error(`${email} is not among the staff.`);
  return user;
}

/** The same on the database at DATABASE_URL. `editor` publishes what `writer` wrote, where it is somebody else. */
export async function publishBy(
  writer: User,
  draft: Draft,
  editor = writer,
): Promise<{ id: string; path: string; deskPath: string }> {
  const id = await draftBy(writer, draft);
  const { slug } = await publishArticle(editor, id);
  return { id, path: paths.article(slug), deskPath: paths.desk.article(id) };
}

/** Writes a draft in the name of `writer`, on the database at DATABASE_URL. Returns its id. */
export async function draftBy(writer: User, draft: Draft): Promise<string> {
  const { id } = await createDraft(writer);
  const byline = await db.select({ id: authors.id }).from(authors).where(eq(authors.userId, writer.id));
  const paragraphs = draft.paragraphs.map((text): Block => ({ type: 'paragraph', content: [{ type: 'text', text }] }));
  await saveDraft(writer, {
    ...emptyWords,
    id,
    session: randomUUID(),
    sequence: 1,
    version: 1,
    headline: draft.headline,
    standfirst: draft.standfirst,
    authorIds: byline.map((author) => author.id),
    body: bodyOf(...paragraphs),
  });
  return id;
}

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
    .values({ articleId: article!.id, number: 1, headline, slug, body: { ...emptyBody, content: [] } })
    .returning({ id: revisions.id });
  await db
    .update(articles)
    .set({ draftRevisionId: revision!.id, publishedRevisionId: revision!.id })
    .where(eq(articles.id, article!.id));
  return { id: article!.id, slug };
}

/** Comments under a live article, read and approved by the editor of the cast. */
export async function commentOn(slug: string, bodies: string[]): Promise<void> {
  process.env.DATABASE_URL = process.env.E2E_DATABASE;
  const [editor] = await db.select().from(users).where(eq(users.email, cast.editor.email));
  const [article] = await db.select({ id: articles.id }).from(articles).where(eq(articles.slug, slug));
  const written = await db
    .insert(comments)
    .values(
      bodies.map((body, index) => ({ articleId: article!.id, name: `독자 ${index + 1}`, email: newAddress(), body })),
    )
    .returning({ id: comments.id });
  await decideComments(
    editor!,
    written.map(({ id }) => id),
    'approve',
  );
}
