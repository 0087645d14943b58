import { z } from 'zod';
import { hasRole, type User } from '#lib/auth/roles';
import type { Body } from '#lib/body/body';
import { bodyFieldInput, bodyInput, figuresOf, isEmptyBody } from '#lib/body/rules';
import { line, lines } from '#lib/forms/fields';
import { slugOf } from './slugs.ts';

export type ArticleState =
  | 'draft'
  | 'in_review'
  | 'changes_asked'
  | 'approved'
  | 'scheduled'
  | 'published'
  | 'unpublished';

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
};

export const languages = { en: 'English', ko: 'Korean' } as const;
export type Language = keyof typeof languages;

const manyOf = z.preprocess((value) => (value === undefined || value === '' ? [] : [value].flat()), z.array(z.uuid()));

const emptyToNull = z.preprocess((value) => (value === '' ? null : value), z.uuid('Choose a section.').nullable());

/** What a save carries. Everything may still be empty: a draft is never refused for being unfinished. */
export const draftInput = z.object({
  id: z.uuid(),
  /** The revision that the writer had before them. When the draft has moved on since, nothing is overwritten. */
  baseRevisionId: z.uuid(),
  headline: line(300),
  standfirst: line(1000),
  slug: line(300).transform(slugOf),
  sectionId: emptyToNull,
  authorIds: manyOf.refine((ids) => ids.length <= 20, 'Name at most 20 authors.').transform((ids) => [...new Set(ids)]),
  language: z.enum(['en', 'ko'], 'Choose a language.'),
  body: bodyInput,
});
export type DraftInput = z.infer<typeof draftInput>;

/** The same from a form, where the text is one field of JSON. */
export const draftFormInput = draftInput.extend({ body: bodyFieldInput });

export const articleInput = z.object({ id: z.uuid() });
export const publishInput = z.object({ id: z.uuid(), revisionId: z.uuid() });
export const submitInput = z.object({ id: z.uuid(), revisionId: z.uuid(), note: lines(2000) });
export const returnInput = z.object({
  id: z.uuid(),
  note: lines(2000, 'Say what should change: the writer gets this note.'),
});

/** Whoever made it, or stands in its byline. */
export const isOwn = (user: User, article: ArticleStanding): boolean =>
  article.createdBy === user.id || article.authorUserIds.includes(user.id);

const edits = (user: User): boolean => hasRole(user, 'editor');

export const canSeeDraft = (user: User, article: ArticleStanding): boolean => edits(user) || isOwn(user, article);

/** What a contributor has submitted is being read: it rests until returned or withdrawn. */
export const canEdit = (user: User, article: ArticleStanding): boolean =>
  edits(user) || (isOwn(user, article) && (hasRole(user, 'author') || article.state !== 'in_review'));

export const canSubmit = (user: User, article: ArticleStanding): boolean =>
  canSeeDraft(user, article) && ['draft', 'changes_asked', 'unpublished'].includes(article.state);

export const canWithdraw = (user: User, article: ArticleStanding): boolean =>
  isOwn(user, article) && article.state === 'in_review';

export const canReturn = (user: User, article: ArticleStanding): boolean =>
  edits(user) && article.state === 'in_review';

export const canPublish = (user: User, article: ArticleStanding): boolean =>
  edits(user) || (hasRole(user, 'author') && isOwn(user, article));

export const canUnpublish = (user: User, article: ArticleStanding): boolean =>
  canPublish(user, article) && article.isPublic;

/** Only what no reader ever saw: a published address is a promise. */
export const canDelete = (user: User, article: ArticleStanding): boolean =>
  canEdit(user, article) && !article.wasPublic;

/** How the desk groups articles, in this order. */
export const deskStates = ['in_review', 'changes_asked', 'draft', 'pending', 'published', 'unpublished'] as const;
export type DeskState = (typeof deskStates)[number];

/** Where an article stands in the desk's list; 'pending' is public with newer, unpublished changes. */
export function groupOf(article: Pick<ArticleStanding, 'state' | 'isPublic'>): DeskState {
  switch (article.state) {
    case 'in_review':
    case 'changes_asked':
    case 'unpublished':
    case 'published':
      return article.state;
    case 'draft':
    case 'approved':
    case 'scheduled':
      return article.isPublic ? 'pending' : 'draft';
    default:
      return article.state satisfies never;
  }
}

/** What still keeps a text from being published: a sentence for each field. */
export function publishingFaults(draft: { headline: string; body: Body }): Record<string, string> {
  const faults: Record<string, string> = {};
  if (draft.headline.trim() === '') faults.headline = 'Give the article a headline.';
  if (isEmptyBody(draft.body)) faults.body = 'Write something first: the text is empty.';
  const mute = figuresOf(draft.body).filter(({ attrs }) => attrs.alt.trim() === '').length;
  if (mute > 0) {
    faults.body =
      mute === 1
        ? 'One picture has no alternative text. Say what can be seen in it, for those who cannot.'
        : `${mute} pictures have no alternative text. Say what can be seen in them, for those who cannot.`;
  }
  return faults;
}
