import { eq, sql } from 'drizzle-orm';
import type { Transaction } from '#db/client';
import { articles } from '#db/schema/articles';
import type { User } from '#lib/auth/roles';
import { withdraw } from '#lib/cache/expiry';
import { cacheTags } from '#lib/cache-tags';
import { InvalidInputError } from '#lib/errors';
import { enqueue } from '#lib/jobs';
import { letterDelay } from '#lib/letters/rules';
import { queueMail } from '#lib/mails/mutations';
import { paths } from '#lib/paths';
import { takeSlug } from './addresses.ts';
import { announcePublicChange, noteEvent, otherWriters } from './happenings.ts';
import { checkWords, faultsOf } from './publish-check.ts';
import { nobodyAsked, type StoredArticle, type StoredDraft, sealRevision } from './stored.ts';
import { checkStoredBlocks } from './stored-check.ts';

/** Nothing that keeps a text from readers is left in it. Throws InvalidInputError. */
export async function mustBePublishable(tx: Transaction, article: StoredArticle, draft: StoredDraft): Promise<void> {
  const faults = faultsOf([...checkWords(draft), ...(await checkStoredBlocks(tx, article, draft))]);
  if (Object.keys(faults).length > 0) throw new InvalidInputError(faults, Object.values(faults).join(' '));
}

/** Shows this revision to readers, with all that follows from it: once, whoever asked for it and when. Returns its address. */
export async function showRevision(
  tx: Transaction,
  article: StoredArticle,
  revision: StoredDraft,
  user: User,
): Promise<string> {
  const slug = await takeSlug(tx, article, revision);
  await tx
    .update(articles)
    .set({
      state: 'published',
      slug,
      publishedRevisionId: revision.id,
      publishedAt: sql`coalesce(${articles.publishedAt}, now())`,
      republishedAt: article.publishedAt ? sql`now()` : null,
      ...nobodyAsked,
      changedAt: sql`now()`,
    })
    .where(eq(articles.id, article.id));
  await sealRevision(tx, revision.id);
  await noteEvent(tx, { articleId: article.id, kind: 'published', revisionId: revision.id, userId: user.id });
  await announcePublicChange(tx, article.id);
  // Followers hear of it a little later: a slip can be taken back before it is in their mail.
  const wasPublic = article.publishedRevisionId !== null;
  const later = new Date(Date.now() + letterDelay);
  if (!wasPublic) await enqueue(tx, 'letter', [{ data: { articleId: article.id }, startAfter: later }]);
  if (!article.publishedAt) {
    await queueMail(tx, {
      to: await otherWriters(tx, article, user),
      subject: `Your article is public: ${revision.headline}`,
      blocks: [
        { text: `${user.name || user.email} has published “${revision.headline}”. Readers find it now.` },
        { link: paths.article(slug), label: 'Read it' },
      ],
      replyTo: user.email,
    });
  }
  return slug;
}

/** Takes an article from readers. Its address stays reserved, and its text stays at the desk. */
export async function takeFromReaders(tx: Transaction, article: StoredArticle, user: User): Promise<void> {
  await tx
    .update(articles)
    .set({ state: 'unpublished', publishedRevisionId: null, changedAt: sql`now()` })
    .where(eq(articles.id, article.id));
  await noteEvent(tx, { articleId: article.id, kind: 'unpublished', userId: user.id });
  await announcePublicChange(tx, article.id, withdraw(cacheTags.article(article.id)));
}
