import { z } from 'zod';
import { type ArticleStanding, canSeeDraft, isOwn } from '#lib/articles/rules';
import { hasRole, type User } from '#lib/auth/roles';
import { lines } from '#lib/forms/fields';

/** Words of the text as they stand there: composed, but with their spaces. */
const excerpt = (most: number) =>
  z
    .string()
    .max(most)
    .transform((text) =>
      text
        .toWellFormed()
        .normalize('NFC')
        // biome-ignore lint/suspicious/noControlCharactersInRegex: a database cannot hold them
        .replace(/[\u0000-\u0008\u000b-\u001f\u007f]/g, ''),
    )
    .default('');

const note = { id: z.uuid(), noteId: z.uuid() };

/** What can be done with the notes of an article. A note without a quote is on the whole of it. */
export const noteInput = z.discriminatedUnion('do', [
  z.object({
    do: z.literal('add'),
    id: z.uuid(),
    parentId: z.uuid().nullable().default(null),
    body: lines(2000, 'Write something first.'),
    quote: excerpt(1000),
    before: excerpt(100),
    after: excerpt(100),
  }),
  z.object({ do: z.literal('resolve'), ...note }),
  z.object({ do: z.literal('reopen'), ...note }),
  z.object({ do: z.literal('delete'), ...note }),
]);
export type NoteInput = z.infer<typeof noteInput>;
export type NewNote = Extract<NoteInput, { do: 'add' }>;

/** Minutes in which somebody can take back what they have said. */
const minutesToDelete = 60;

/** Whoever may read a draft may say something about it, whether or not they may change its words. */
export const canNote = (user: User, article: ArticleStanding): boolean => canSeeDraft(user, article);

/** A thread is settled, and opened again, by who began it, by the writers and by editors. */
export const canResolveNote = (user: User, article: ArticleStanding, begunBy: string | null): boolean =>
  hasRole(user, 'editor') || isOwn(user, article) || begunBy === user.id;

/** One's own, a while long, and only what nobody has answered. */
export const canDeleteNote = (
  user: Pick<User, 'id'>,
  note: { userId: string | null; createdAt: Date },
  hasAnswers: boolean,
  now: Date,
): boolean =>
  note.userId === user.id && !hasAnswers && now.getTime() - note.createdAt.getTime() < minutesToDelete * 60_000;
