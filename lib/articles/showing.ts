import { eq, sql } from 'drizzle-orm';
import type { Transaction } from '#db/client';
import { articles } from '#db/schema/articles';
import { checkWords, faultsOf } from '#lib/articles/checks/publish-check';
import { checkStoredBlocks } from '#lib/articles/checks/stored-check';
import type { User } from '#lib/auth/roles';
import { withdraw } from '#lib/cache/expiry';
import { cacheTags } from '#lib/cache-tags';
import { InvalidInputError } from '#lib/errors';
import { enqueue } from '#lib/jobs';
import { letterDelay } from '#lib/letters/rules';
import { queueMail } from '#lib/mails/mutations';
import { paths } from '#lib/paths';
import { queuePings } from '#lib/pings/mutations';
import { readyPublishedText } from '#lib/search/published-texts';
import { orderShareImages } from '#lib/share-images/mutations';
import { publishingWords } from '#lib/words/publishing';
import { announcePublicChange, noteEvent, otherWriters } from './happenings.ts';
import type { StoredArticle, StoredDraft } from './stored.ts';

const words = publishingWords.mail;

/** What these need to know of an article, which is locked. */
type Article = Pick<
  StoredArticle,
  'id' | 'slug' | 'createdBy' | 'authorUserIds' | 'draftRevisionId' | 'publishedRevisionId'
>;

/** Nothing that keeps a text from readers is left in it. Throws InvalidInputError. */
export async function mustBePublishable(tx: Transaction, article: StoredArticle, draft: StoredDraft): Promise<void> {
  const faults = faultsOf([...checkWords(draft), ...(await checkStoredBlocks(tx, article, draft))]);
  if (Object.keys(faults).length > 0) throw new InvalidInputError(faults, Object.values(faults).join(' '));
}

type Showing = {
  revision: { id: string; headline: string };
  /** Reserved for it. */
  slug: string;
  /** Who publishes, or had scheduled it; null when they are not among the staff any more. */
  user: User | null;
  /** The time that was set for it; null for now. */
  at?: Date | null;
  /** What to tell the other writers when readers find it for the first time; null for nothing. */
  sentence: string | null;
};

/**
 * Shows a revision to readers, with all that follows from it: what happened is noted, other writers and followers get their
 * mail. Whatever was scheduled to be shown is thereby done, or overtaken.
 */
export async function showRevision(tx: Transaction, article: Article, showing: Showing): Promise<void> {
  const { revision, slug, user, at, sentence } = showing;
  const when = at ? sql`${at.toISOString()}::timestamptz` : sql`now()`;
  const isFirst = article.slug === null;
  await tx
    .update(articles)
    .set({
      ...noSchedule,
      // What was written since stands where it stands, but nothing of it is unpublished any more.
      ...(revision.id === article.draftRevisionId
        ? { state: 'published' as const, ...nobodyAsked }
        : {
            state: sql`case when ${articles.state} = 'unpublished' then 'draft'::article_state else ${articles.state} end`,
          }),
      slug,
      publishedRevisionId: revision.id,
      publishedAt: isFirst ? when : sql`coalesce(${articles.publishedAt}, ${when})`,
      republishedAt: isFirst ? null : when,
      changedAt: sql`now()`,
    })
    .where(eq(articles.id, article.id));
  await noteEvent(tx, {
    articleId: article.id,
    kind: 'published',
    revisionId: revision.id,
    userId: user?.id,
    ...(at && { createdAt: at }),
  });
  await announcePublicChange(tx, article.id);
  await readyPublishedText(tx, article.id);
  await orderShareImages(tx, [{ kind: 'article', id: article.id }]);
  await queuePings(tx, article.id);
  // Followers hear of it a little later: a slip can be taken back before it is in their mail.
  const wasPublic = article.publishedRevisionId !== null;
  const later = new Date(Date.now() + letterDelay);
  if (!wasPublic) await enqueue(tx, 'letter', [{ data: { articleId: article.id }, startAfter: later }]);
  if (isFirst && sentence) {
    await queueMail(tx, {
      to: await otherWriters(tx, article, user),
      subject: words.subject(revision.headline),
      blocks: [{ text: sentence }, { link: paths.article(slug), label: words.read }],
      replyTo: user?.email,
    });
  }
}

/** Takes an article from readers. Its address stays reserved, and its text stays at the desk. */
export async function takeFromReaders(
  tx: Transaction,
  id: string,
  { user, at }: { user: User | null; at?: Date | null },
): Promise<void> {
  await tx
    .update(articles)
    .set({
      state: sql`case
        when ${articles.state} in ('in_review', 'changes_asked', 'approved') then ${articles.state}
        when ${articles.state} = 'scheduled' and ${articles.scheduledAt} is not null then ${articles.state}
        else 'unpublished' end`,
      publishedRevisionId: null,
      ...noTakedown,
      changedAt: sql`now()`,
    })
    .where(eq(articles.id, id));
  await noteEvent(tx, { articleId: id, kind: 'unpublished', userId: user?.id, ...(at && { createdAt: at }) });
  await announcePublicChange(tx, id, withdraw(cacheTags.article(id)));
  await queuePings(tx, id);
}

/** What to set where what was asked for is done: nobody is asked any more. */
export const nobodyAsked = { assigneeId: null, dueOn: null };
/** The columns of an article for which nothing is scheduled to be shown. */
export const noSchedule = {
  scheduledRevisionId: null,
  scheduledAt: null,
  scheduledSlug: null,
  scheduledBy: null,
  scheduledFrom: null,
};
/** The columns of an article that is not to be taken from readers. */
export const noTakedown = { unpublishAt: null, unpublishBy: null };
