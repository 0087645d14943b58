import { z } from 'zod';
import { hasRole, type User } from '#lib/auth/roles';
import { emailAddress, line, lines } from '#lib/forms/fields';

export const commentInput = z.object({
  articleId: z.uuid('This article does not exist.'),
  name: line(80, 'Tell us your name.'),
  email: emailAddress,
  body: lines(5000, 'Write something first.'),
});
export type CommentInput = z.infer<typeof commentInput>;

/** What an editor can decide, and the state it leads to. To hold a decided comment again is to take the decision back. */
export const stateAfter = { approve: 'approved', reject: 'rejected', hold: 'held' } as const;
export type CommentDecision = keyof typeof stateAfter;
export type CommentState = (typeof stateAfter)[CommentDecision];

const commentId = z.uuid('This comment no longer exists.');

/** One comment or several at once: the field `id` may come more than once. */
export const decideCommentsInput = z.object({
  id: z
    .union([commentId.transform((id) => [id]), z.array(commentId).min(1).max(500)], 'Choose a comment first.')
    .transform((ids) => [...new Set(ids)]),
  decision: z.enum(['approve', 'reject', 'hold'], 'Choose what to do.'),
});

export const canModerate = (user: Pick<User, 'role'>): boolean => hasRole(user, 'editor');
