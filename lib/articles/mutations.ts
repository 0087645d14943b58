import { isDeepStrictEqual } from 'node:util';
import { and, asc, eq, inArray, isNull, ne, sql } from 'drizzle-orm';
import { db, type Transaction } from '#db/client';
import { articleSlugs, articles, reviewNotes, revisionAuthors, revisions } from '#db/schema/articles';
import { media } from '#db/schema/media';
import { authors, users } from '#db/schema/people';
import { sections } from '#db/schema/sections';
import { settings } from '#db/schema/settings';
import { announce } from '#lib/announce';
import type { User } from '#lib/auth/roles';
import { emptyBody } from '#lib/body/body';
import { figuresOf } from '#lib/body/rules';
import { withdraw } from '#lib/cache/expiry';
import { cacheTags } from '#lib/cache-tags';
import { ConflictError, ForbiddenError, InvalidInputError, NotFoundError } from '#lib/errors';
import { enqueue } from '#lib/jobs';
import { letterDelay } from '#lib/letters/rules';
import { type MailBlock, mailboxesOf, queueMail } from '#lib/mails/mutations';
import { paths } from '#lib/paths';
import { unnamedOwner } from '#lib/people/rules';
import {
  type ArticleStanding,
  canDelete,
  canEdit,
  canPublish,
  canReturn,
  canSeeDraft,
  canSubmit,
  canUnpublish,
  canWithdraw,
  type DraftInput,
  type Language,
  publishingFaults,
} from './rules.ts';
import { isNumberedFrom, numberedSlug, slugFrom } from './slugs.ts';

/** Starts an empty draft, in the publication's language, by the user's own byline where they have one. */
export async function createDraft(user: User): Promise<{ id: string }> {
  return db.transaction(async (tx) => {
    const [publication] = await tx.select({ language: settings.language }).from(settings);
    const byline = await tx.select({ id: authors.id }).from(authors).where(eq(authors.userId, user.id));
    const [article] = await tx.insert(articles).values({ createdBy: user.id }).returning({ id: articles.id });
    const language: Language = publication?.language === 'ko' ? 'ko' : 'en';
    await addRevision(tx, user, article!.id, {
      headline: '',
      standfirst: '',
      slug: '',
      sectionId: null,
      language,
      body: emptyBody,
      authorIds: byline.map(({ id }) => id),
    });
    return { id: article!.id };
  });
}

/**
 * Keeps what was written, as a new revision; what readers see stays. Nothing is overwritten when somebody saved since
 * `baseRevisionId`. The same save sent twice is taken once. Throws ConflictError, ForbiddenError, NotFoundError.
 */
export async function saveDraft(user: User, input: DraftInput): Promise<{ revisionId: string }> {
  return db.transaction(async (tx) => {
    const article = await articleFor(tx, user, input.id);
    if (!canEdit(user, article)) {
      throw new ForbiddenError('This draft is in review. Withdraw it first, then go on writing.');
    }
    const draft = await draftOf(tx, article);
    const words = await onlyKnownChoices(tx, wordsOf(input));
    const unchanged = isDeepStrictEqual(wordsOf(draft), words);
    if (unchanged && (draft.id === input.baseRevisionId || draft.createdBy === user.id))
      return { revisionId: draft.id };
    if (draft.id !== input.baseRevisionId) {
      const who = draft.createdBy === user.id ? 'You' : (draft.creatorName ?? 'Somebody else');
      throw new ConflictError(
        `${who} saved this draft elsewhere after you opened it. Nothing was overwritten: your words are still here.`,
      );
    }
    const revisionId = await addRevision(tx, user, article.id, words);
    if (article.state === 'published' || article.state === 'approved') await setState(tx, article.id, 'draft');
    return { revisionId };
  });
}

/** Asks the editors to look at a draft; each of them gets a mail. */
export async function submitArticle(user: User, input: { id: string; revisionId?: string; note?: string }) {
  return db.transaction(async (tx) => {
    const article = await articleFor(tx, user, input.id);
    if (!canSubmit(user, article)) throw new ForbiddenError('This article cannot be submitted for review just now.');
    const draft = await draftOf(tx, article, input.revisionId);
    if (draft.headline === '') throw new InvalidInputError({ headline: 'Give the article a headline first.' });
    await setState(tx, article.id, 'in_review');
    if (input.note) await tx.insert(reviewNotes).values({ articleId: article.id, userId: user.id, body: input.note });
    const editors = await mailboxesOf(tx, ['editor', 'owner']);
    await queueMail(tx, {
      to: editors.filter((email) => email !== user.email),
      subject: `For review: ${draft.headline}`,
      blocks: [
        { text: `${user.name || user.email} asks you to look at “${draft.headline}”.` },
        ...noteBlocks(input.note),
        { link: paths.desk.article(article.id), label: 'Read it at the desk' },
      ],
    });
  });
}

/** Takes a submitted draft back to go on writing. */
export async function withdrawArticle(user: User, id: string): Promise<void> {
  await db.transaction(async (tx) => {
    const article = await articleFor(tx, user, id);
    if (!canWithdraw(user, article)) throw new ForbiddenError('Only its writer can withdraw a draft from review.');
    await setState(tx, id, 'draft');
  });
}

/** Sends a submitted draft back with a note, which its writers get by mail. */
export async function returnArticle(user: User, input: { id: string; note: string }): Promise<void> {
  await db.transaction(async (tx) => {
    const article = await articleFor(tx, user, input.id);
    if (!canReturn(user, article)) throw new ForbiddenError('Only an editor can return a draft that is in review.');
    if (input.note.trim() === '') throw new InvalidInputError({ note: 'Say what should change.' });
    const draft = await draftOf(tx, article);
    await setState(tx, article.id, 'changes_asked');
    await tx.insert(reviewNotes).values({ articleId: article.id, userId: user.id, body: input.note });
    await queueMail(tx, {
      to: await otherWriters(tx, article, user),
      subject: `Changes asked: ${draft.headline}`,
      blocks: [
        { text: `${user.name || user.email} has read “${draft.headline}” and asks for changes.` },
        ...noteBlocks(input.note),
        { link: paths.desk.article(article.id), label: 'Go on writing' },
      ],
      replyTo: user.email,
    });
  });
}

/**
 * Shows the newest revision to readers, at an address that stays its own for ever. `revisionId` is what the person had
 * before them: when somebody saved since, nothing is published. Publishing what is already public changes nothing.
 */
export async function publishArticle(user: User, id: string, revisionId?: string): Promise<{ slug: string }> {
  return db.transaction(async (tx) => {
    const article = await articleFor(tx, user, id);
    if (!canPublish(user, article)) throw new ForbiddenError('Submit the article for review: an editor publishes it.');
    const draft = await draftOf(tx, article, revisionId);
    if (article.state === 'published' && article.publishedRevisionId === draft.id && article.slug) {
      return { slug: article.slug };
    }
    const faults = publishingFaults(draft);
    if (!faults.body && (await lacksPicture(tx, draft))) {
      faults.body = 'A picture in the text is not stored here. Remove it and add it again.';
    }
    if (Object.keys(faults).length > 0) throw new InvalidInputError(faults, Object.values(faults).join(' '));
    const slug = await takeSlug(tx, article, draft);
    await tx
      .update(articles)
      .set({
        state: 'published',
        slug,
        publishedRevisionId: draft.id,
        publishedAt: sql`coalesce(${articles.publishedAt}, now())`,
        republishedAt: article.publishedAt ? sql`now()` : null,
        changedAt: sql`now()`,
      })
      .where(eq(articles.id, id));
    await announcePublicChange(tx, id);
    // Followers hear of it a little later: a slip can be taken back before it is in their mail.
    const wasPublic = article.publishedRevisionId !== null;
    const later = new Date(Date.now() + letterDelay);
    if (!wasPublic) await enqueue(tx, 'letter', [{ data: { articleId: id }, startAfter: later }]);
    if (!article.publishedAt) {
      await queueMail(tx, {
        to: await otherWriters(tx, article, user),
        subject: `Your article is public: ${draft.headline}`,
        blocks: [
          { text: `${user.name || user.email} has published “${draft.headline}”. Readers find it now.` },
          { link: paths.article(slug), label: 'Read it' },
        ],
        replyTo: user.email,
      });
    }
    return { slug };
  });
}

/** Takes an article away from readers. Its address stays reserved, and its text stays at the desk. */
export async function unpublishArticle(user: User, id: string): Promise<void> {
  await db.transaction(async (tx) => {
    const article = await articleFor(tx, user, id);
    if (!canUnpublish(user, article)) {
      throw new ForbiddenError('Only an editor, or the author of a published article, can unpublish it.');
    }
    await tx
      .update(articles)
      .set({ state: 'unpublished', publishedRevisionId: null, changedAt: sql`now()` })
      .where(eq(articles.id, id));
    await announcePublicChange(tx, id, withdraw(cacheTags.article(id)));
  });
}

/** Puts a draft that was never published out of sight. `bringBackDraft` undoes it. */
export async function deleteDraft(user: User, id: string): Promise<void> {
  await db.transaction(async (tx) => {
    const article = await articleFor(tx, user, id);
    if (!canDelete(user, article)) {
      throw new ForbiddenError('Only a draft of your own that was never published can be deleted.');
    }
    await tx.update(articles).set({ removedAt: sql`now()` }).where(eq(articles.id, id));
  });
}

/** Undoes `deleteDraft`. */
export async function bringBackDraft(user: User, id: string): Promise<void> {
  await db.transaction(async (tx) => {
    const article = await articleFor(tx, user, id, 'removed');
    if (!canDelete(user, article)) throw new ForbiddenError('This is not a draft of yours.');
    await tx.update(articles).set({ removedAt: null, changedAt: sql`now()` }).where(eq(articles.id, id));
  });
}

type Article = ArticleStanding & {
  id: string;
  slug: string | null;
  draftRevisionId: string | null;
  publishedRevisionId: string | null;
  publishedAt: Date | null;
};
type Words = Pick<DraftInput, 'headline' | 'standfirst' | 'slug' | 'sectionId' | 'authorIds' | 'language' | 'body'>;

/** The article, locked until the transaction ends. What this user may not see is not found. */
async function articleFor(tx: Transaction, user: User, id: string, which: 'present' | 'removed' = 'present') {
  const [row] = await tx
    .select({
      id: articles.id,
      state: articles.state,
      slug: articles.slug,
      createdBy: articles.createdBy,
      draftRevisionId: articles.draftRevisionId,
      publishedRevisionId: articles.publishedRevisionId,
      publishedAt: articles.publishedAt,
      removedAt: articles.removedAt,
    })
    .from(articles)
    .where(eq(articles.id, id))
    .for('update');
  const missing = new NotFoundError('This article no longer exists.');
  if (!row || (row.removedAt !== null) !== (which === 'removed')) throw missing;
  const byline = await tx
    .select({ userId: authors.userId })
    .from(revisionAuthors)
    .innerJoin(authors, eq(authors.id, revisionAuthors.authorId))
    .where(eq(revisionAuthors.revisionId, row.draftRevisionId ?? row.id));
  const article: Article = {
    ...row,
    authorUserIds: byline.flatMap(({ userId }) => userId ?? []),
    isPublic: row.publishedRevisionId !== null,
    wasPublic: row.slug !== null,
  };
  if (!canSeeDraft(user, article)) throw missing;
  return article;
}

/** Mailboxes of those who wrote it, other than `user`. */
async function otherWriters(tx: Transaction, article: Article, user: User): Promise<string[]> {
  const writers = [article.createdBy, ...article.authorUserIds].filter((id) => id !== null);
  const recipients = await tx
    .select({ email: users.email })
    .from(users)
    .where(
      and(inArray(users.id, writers), ne(users.id, user.id), isNull(users.disabledAt), ne(users.email, unnamedOwner)),
    );
  return recipients.map(({ email }) => email);
}

/** The newest revision; with `expected`, only when it is that one. */
async function draftOf(tx: Transaction, article: Article, expected?: string) {
  const [row] = await tx
    .select({
      id: revisions.id,
      headline: revisions.headline,
      standfirst: revisions.standfirst,
      slug: revisions.slug,
      sectionId: revisions.sectionId,
      language: revisions.language,
      body: revisions.body,
      createdBy: revisions.createdBy,
      creatorName: users.name,
    })
    .from(revisions)
    .leftJoin(users, eq(users.id, revisions.createdBy))
    .where(eq(revisions.id, article.draftRevisionId ?? article.id));
  if (!row) throw new NotFoundError('This article has no text any more.');
  if (expected && row.id !== expected) {
    throw new ConflictError(
      `${row.creatorName || 'Somebody else'} saved this draft after you opened it. Read their version first.`,
    );
  }
  const byline = await tx
    .select({ authorId: revisionAuthors.authorId })
    .from(revisionAuthors)
    .where(eq(revisionAuthors.revisionId, row.id))
    .orderBy(asc(revisionAuthors.position));
  return { ...row, language: row.language as Language, authorIds: byline.map(({ authorId }) => authorId) };
}

/** What a revision says, without who and when: two that say the same are equal. */
const wordsOf = ({ headline, standfirst, slug, sectionId, authorIds, language, body }: Words): Words => ({
  headline,
  standfirst,
  slug,
  sectionId,
  authorIds,
  language,
  body,
});

/** Without a section or author that was deleted meanwhile: that is no reason to refuse somebody's words. */
async function onlyKnownChoices(tx: Transaction, words: Words): Promise<Words> {
  const [section] = words.sectionId
    ? await tx.select({ id: sections.id }).from(sections).where(eq(sections.id, words.sectionId))
    : [];
  const byline = await tx.select({ id: authors.id }).from(authors).where(inArray(authors.id, words.authorIds));
  const known = new Set(byline.map(({ id }) => id));
  return { ...words, sectionId: section?.id ?? null, authorIds: words.authorIds.filter((id) => known.has(id)) };
}

async function addRevision(tx: Transaction, user: User, articleId: string, words: Words): Promise<string> {
  const { authorIds, ...columns } = words;
  const [revision] = await tx
    .insert(revisions)
    .values({
      ...columns,
      articleId,
      number: sql`(select coalesce(max(number), 0) + 1 from revisions where article_id = ${articleId})`,
      createdBy: user.id,
    })
    .returning({ id: revisions.id });
  const revisionId = revision!.id;
  if (authorIds.length > 0) {
    await tx
      .insert(revisionAuthors)
      .values(authorIds.map((authorId, position) => ({ revisionId, authorId, position })));
  }
  await tx
    .update(articles)
    .set({ draftRevisionId: revisionId, changedAt: sql`now()` })
    .where(eq(articles.id, articleId));
  return revisionId;
}

const setState = (tx: Transaction, id: string, state: ArticleStanding['state']) =>
  tx.update(articles).set({ state, changedAt: sql`now()` }).where(eq(articles.id, id));

const noteBlocks = (note: string | undefined): MailBlock[] => (note ? [{ quote: note }] : []);

async function lacksPicture(tx: Transaction, draft: Words): Promise<boolean> {
  const wanted = new Set(figuresOf(draft.body).map(({ attrs }) => attrs.media));
  const stored = await tx
    .select({ id: media.id })
    .from(media)
    .where(inArray(media.id, [...wanted]));
  return stored.length < wanted.size;
}

/**
 * Reserves the article's address for ever. One the person chose is refused when another article has it; one made from the
 * headline gets a number. The insert waits for a concurrent one, so two articles never take the same.
 */
async function takeSlug(tx: Transaction, article: Article, draft: Words): Promise<string> {
  const fromHeadline = slugFrom(draft.headline, article.id);
  const wanted = draft.slug || article.slug || fromHeadline;
  const wasChosen = wanted !== fromHeadline;
  // A number given at an earlier publication stays.
  if (article.slug && isNumberedFrom(wanted, article.slug) && !wasChosen) return article.slug;
  for (let number = 1; number < 1000; number++) {
    const slug = numberedSlug(wanted, number);
    await tx.insert(articleSlugs).values({ slug, articleId: article.id }).onConflictDoNothing();
    const [owner] = await tx
      .select({ articleId: articleSlugs.articleId })
      .from(articleSlugs)
      .where(eq(articleSlugs.slug, slug));
    if (owner?.articleId === article.id) return slug;
    if (wasChosen) break;
  }
  throw new InvalidInputError(
    { slug: 'Another article has, or had, this address. Choose a different one.' },
    'Another article has, or had, this address. Choose a different one.',
  );
}

/** Every list, the article, and all addresses it has or had: each of them now leads somewhere else, or nowhere. */
async function announcePublicChange(tx: Transaction, id: string, tag = cacheTags.article(id)): Promise<void> {
  const slugs = await tx.select({ slug: articleSlugs.slug }).from(articleSlugs).where(eq(articleSlugs.articleId, id));
  await announce(tx, [
    cacheTags.articles,
    tag,
    ...slugs.map(({ slug }) => cacheTags.slug(slug)),
    cacheTags.sections,
    cacheTags.authors,
  ]);
}
