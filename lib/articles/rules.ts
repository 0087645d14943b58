import { z } from 'zod';
import { hasRole, type User } from '#lib/auth/roles';
import { type Body, emptyBody } from '#lib/body/body';
import { bodyInput, plainText } from '#lib/body/rules';
import { line, lines } from '#lib/forms/fields';
import { shareLayouts } from '#lib/share-images/rules';
import { slugOf } from './slugs.ts';

export type ArticleState =
  | 'draft'
  | 'in_review'
  | 'changes_asked'
  | 'approved'
  | 'scheduled'
  | 'published'
  | 'unpublished';

/** Whether readers may comment: at once before an editor as everywhere, always before an editor, or not at all. */
export const commentings = ['open', 'held', 'closed'] as const;
export type Commenting = (typeof commentings)[number];

/** What the rules need to know of an article. */
export type ArticleStanding = {
  state: ArticleState;
  createdBy: string | null;
  /** Accounts behind the byline of the newest revision. */
  authorUserIds: string[];
  /** Readers see it now. */
  isPublic: boolean;
  /** It had an address once, which leads to it for ever. */
  wasPublic: boolean;
  /** Readers will see a version of it from a time on that is set. */
  isScheduled: boolean;
};

/** Whose it is. */
type Authorship = Pick<ArticleStanding, 'createdBy' | 'authorUserIds'>;

export const languages = { en: 'English', ko: 'Korean' } as const;
export type Language = keyof typeof languages;

const choices = (most: number, tooMany: string) =>
  z
    .array(z.uuid())
    .max(most, tooMany)
    .transform((ids) => [...new Set(ids)]);
const choice = (missing: string) => z.uuid(missing).nullable();

/** A form sends a choice that was not made as an empty text. */
const emptyIsNull = <Value>(input: z.ZodType<Value>) =>
  z.preprocess((value) => (value === '' || value === undefined ? null : value), input.nullable());

/** What a revision keeps. Everything may still be empty: a draft is never refused for being unfinished. */
export const wordsInput = z.object({
  headline: line(300),
  standfirst: line(1000),
  slug: line(300).transform(slugOf),
  sectionId: choice('Choose a section.'),
  authorIds: choices(20, 'Name at most 20 authors.'),
  topicIds: choices(30, 'Name at most 30 topics.'),
  seriesId: choice('Choose a series.'),
  language: z.enum(['en', 'ko'], 'Choose a language.'),
  translationOf: choice('Choose an article.'),
  canonicalUrl: line(2000), // looked at when it is published: half of one may be saved
  shareHeadline: line(300),
  shareText: line(1000),
  shareLayout: z.enum(shareLayouts, 'Choose what the share image shows.').default('picture'),
  shareQuote: line(600).default(''),
  body: bodyInput,
});
export type Words = z.infer<typeof wordsInput>;

export const emptyWords: Words = {
  headline: '',
  standfirst: '',
  slug: '',
  sectionId: null,
  authorIds: [],
  topicIds: [],
  seriesId: null,
  language: 'en',
  translationOf: null,
  canonicalUrl: '',
  shareHeadline: '',
  shareText: '',
  shareLayout: 'picture',
  shareQuote: '',
  body: emptyBody,
};

const minute = 60_000;

/**
 * Whether a save of the same window may still change the revision `draft`, or begins another: after an hour, after a pause of
 * a quarter of one, and before much of the text goes, so that what was there can be found in the history.
 */
export function isStillGrowing(
  draft: { isSealed: boolean; createdAt: Date; savedAt: Date; body: Body },
  words: Pick<Words, 'body'>,
  now: Date,
): boolean {
  if (draft.isSealed) return false;
  if (now.getTime() - draft.createdAt.getTime() > 60 * minute) return false;
  if (now.getTime() - draft.savedAt.getTime() > 15 * minute) return false;
  const [before, after] = [plainText(draft.body).length, plainText(words.body).length];
  return before - after < Math.max(200, before / 4);
}

/**
 * A save. `version` is that of the draft which the window had before it: when the draft has moved on since by another hand,
 * nothing is overwritten. `session` names the window, and its saves are numbered by `sequence`: one that comes late, or
 * again, changes nothing.
 */
export const draftInput = wordsInput.extend({
  id: z.uuid(),
  session: z.uuid(),
  sequence: z.int().min(1),
  version: z.int().min(1),
  /** The window as presence knows it: one in which somebody else does not write. */
  window: z.uuid().optional(),
});
export type DraftInput = z.infer<typeof draftInput>;

export const articleInput = z.object({ id: z.uuid() });
export const commentingInput = z.object({
  id: z.uuid(),
  commenting: z.enum(commentings, 'Choose open, held or closed.'),
});
const version = z.coerce.number().int().min(1);
export const publishInput = z.object({ id: z.uuid(), version });
export const submitInput = z.object({ id: z.uuid(), version, note: lines(2000) });
export const approveInput = z.object({ id: z.uuid(), version, note: lines(2000) });
/** `dueOn` is a day where the publication is: '2026-12-04'. */
export const assignInput = z.object({
  id: z.uuid(),
  assigneeId: emptyIsNull(z.uuid('Choose somebody of the staff.')),
  dueOn: emptyIsNull(z.iso.date('Give a day, or none.')),
});
export const returnInput = z.object({
  id: z.uuid(),
  note: lines(2000, 'Say what should change: the writer gets this note.'),
});

/** Whoever made it, or stands in its byline. */
export const isOwn = (user: User, article: Authorship): boolean =>
  article.createdBy === user.id || article.authorUserIds.includes(user.id);

const edits = (user: User): boolean => hasRole(user, 'editor');

export const canSeeDraft = (user: User, article: Authorship): boolean => edits(user) || isOwn(user, article);

/** What a contributor has submitted is being read: it rests until returned or withdrawn. */
export const canEdit = (user: User, article: ArticleStanding): boolean =>
  edits(user) || (isOwn(user, article) && (hasRole(user, 'author') || article.state !== 'in_review'));

export const canSubmit = (user: User, article: ArticleStanding): boolean =>
  canSeeDraft(user, article) && ['draft', 'changes_asked', 'unpublished'].includes(article.state);

export const canWithdraw = (user: User, article: ArticleStanding): boolean =>
  isOwn(user, article) && article.state === 'in_review';

/** An approval can be taken back in the same way. */
export const canReturn = (user: User, article: ArticleStanding): boolean =>
  edits(user) && ['in_review', 'approved'].includes(article.state);

export const canApprove = (user: User, article: ArticleStanding): boolean =>
  edits(user) && article.state === 'in_review';

/** Who may ask somebody to go on with it: whoever may publish it. */
export const canAssign = (user: User, article: ArticleStanding): boolean => canPublish(user, article);

/** Who can be asked: those who see it, which asking does not change. */
export const canBeAssigned = (person: Pick<User, 'id' | 'role'>, article: ArticleStanding): boolean =>
  hasRole(person, 'editor') || article.createdBy === person.id || article.authorUserIds.includes(person.id);

export const canPublish = (user: User, article: ArticleStanding): boolean =>
  edits(user) || (hasRole(user, 'author') && isOwn(user, article));

/** Its comments are opened and closed by who may publish it. */
export const canSetCommenting = (user: User, article: ArticleStanding): boolean => canPublish(user, article);

export const canUnpublish = (user: User, article: ArticleStanding): boolean =>
  canPublish(user, article) && article.isPublic;

/** Into the trash, and back. Not what is public; and what readers once had, or are going to, only whoever may publish it. */
export const canDelete = (user: User, article: ArticleStanding): boolean =>
  !article.isPublic && (article.wasPublic || article.isScheduled ? canPublish(user, article) : canEdit(user, article));

/** The same for what is still public, in one step. */
export const canUnpublishAndDelete = (user: User, article: ArticleStanding): boolean =>
  canUnpublish(user, article) && canDelete(user, { ...article, isPublic: false });

/** Out of the trash, before its time there is over. */
export const canDeleteForGood = (user: User): boolean => edits(user);

/** Days that an article stays in the trash. */
export const trashDays = 30;

/** When an article that went into the trash at `removedAt` is deleted for good, or up to a day later. */
export const deletedForGoodAt = (removedAt: Date): Date => new Date(removedAt.getTime() + trashDays * 86_400_000);

/** Whoever may read an article may begin another with its words. */
export const canDuplicate = (user: User, article: ArticleStanding): boolean => canSeeDraft(user, article);

/** How the desk groups articles, in this order. */
export const deskStates = [
  'in_review',
  'changes_asked',
  'draft',
  'approved',
  'scheduled',
  'pending',
  'published',
  'unpublished',
] as const;
export type DeskState = (typeof deskStates)[number];

/** Where an article stands in the desk's list; 'pending' is public with newer, unpublished changes. */
export function groupOf(article: Pick<ArticleStanding, 'state' | 'isPublic'>): DeskState {
  return article.state === 'draft' && article.isPublic ? 'pending' : article.state;
}
