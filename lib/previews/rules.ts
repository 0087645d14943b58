import { z } from 'zod';
import { type ArticleStanding, canEdit, canSeeDraft } from '#lib/articles/rules';
import type { User } from '#lib/auth/roles';

/** How long a link may live, in days. */
export const previewDays = [1, 7, 30] as const;

export const previewLinkInput = z.object({
  id: z.uuid(),
  revisionId: z.uuid('Choose a version.'),
  days: z.coerce
    .number()
    .refine((days) => (previewDays as readonly number[]).includes(days), 'Choose how long the link shall live.'),
});
export const revokeInput = z.object({ id: z.uuid(), linkId: z.uuid() });

/** Whoever may change an article may show it to people outside. */
export const canSharePreview = (user: User, article: ArticleStanding): boolean => canEdit(user, article);

/** A link can be ended by all who see the draft, also while an editor reads it: what was shown by mistake does not wait. */
export const canRevokePreview = (user: User, article: ArticleStanding): boolean => canSeeDraft(user, article);
