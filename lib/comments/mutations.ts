import { and, eq, inArray, type Placeholder, sql } from 'drizzle-orm';
import { db } from '#db/client';
import { lock, sharedLock } from '#db/locks';
import { prepared } from '#db/prepared';
import { articles } from '#db/schema/articles';
import { comments } from '#db/schema/comments';
import { announce } from '#lib/announce';
import { isLive, shownSlug } from '#lib/articles/live';
import type { User } from '#lib/auth/roles';
import { hashToken } from '#lib/auth/secrets';
import { withdraw } from '#lib/cache/expiry';
import { cacheTags } from '#lib/cache-tags';
import { DomainError, ForbiddenError, NotFoundError } from '#lib/errors';
import { enqueuing } from '#lib/jobs';
import { counting, giveBack, limitError, limitKey } from '#lib/limits/mutations';
import { refusals } from '#lib/words/refusals';
import { type CommentDecision, type CommentInput, canModerate, stateAfter } from './rules.ts';

/** Held by those who post while their comment is on its way, and by whoever counts what waits. */
export const waitingLock = 'comments-waiting';

/** A comment that is kept, and the article it stands under. */
type PostedComment = { id: string; slug: string };

/**
 * Keeps a reader's comment until an editor has read it. With a once-key the same words are one comment for ever, without
 * one for a minute; sent again they do not count against the limit. `sender` is a hash, or null when the address is
 * unknown. Throws DomainError when the article is not public or takes no comments, LimitError.
 */
export async function postComment(
  input: CommentInput,
  sender: string | null,
  onceKey: string | null = null,
): Promise<PostedComment> {
  const once = onceKey && hashToken(JSON.stringify([onceKey, wordsOf(input)]));
  const post: Post = { ...input, sender, once, limitKey: sender && limitKey(sender) };
  const [answer] = once ? await write(post) : await writeWithoutKey(post);
  if (!answer)
    throw new DomainError((await isClosed(input.articleId)) ? refusals.commentsClosed : refusals.articleGone);
  const { id, slug, isCounted } = answer;
  if (id) return { id, slug };

  // Too many from this sender; or the same comment was a moment faster, and the statement could not see it yet.
  const twin = once && (await findByOnce(once));
  if (twin && isCounted && sender) await giveBack('comment', sender);
  if (twin) return { id: twin, slug };
  throw await limitError('comment', sender!);
}

/** Approves, rejects or holds comments. Those that no longer exist are passed over. Throws ForbiddenError, NotFoundError. */
export async function decideComments(user: User, ids: string[], decision: CommentDecision): Promise<string[]> {
  if (!canModerate(user)) throw new ForbiddenError('Only an editor can decide about comments.');
  const isDecided = decision !== 'hold';
  return db.transaction(async (tx) => {
    const decided = await tx
      .update(comments)
      .set({
        state: stateAfter[decision],
        decidedBy: isDecided ? user.id : null,
        decidedAt: isDecided ? new Date() : null,
      })
      .where(inArray(comments.id, ids))
      .returning({ id: comments.id, articleId: comments.articleId });
    if (decided.length === 0) throw new NotFoundError('These comments no longer exist.');
    const tags = new Set(decided.map(({ articleId }) => cacheTags.comments(articleId)));
    await announce(tx, decision === 'approve' ? [...tags] : [...tags].map(withdraw));
    return decided.map(({ id }) => id);
  });
}

type Post = CommentInput & { sender: string | null; once: string | null; limitKey: string | null };
/** No row where the article is not public; `id` is null where nothing was written and nothing like it was there. */
type Answer = { id: string | null; slug: string; isCounted: boolean };

/**
 * All of a post in one statement: is the article public, is the comment there already, has the sender room, the comment,
 * and the job that tells the editors, unless one waits. The lock comes before the look for such a job and goes when the
 * comment can be seen, so that whoever takes the job counts the comment (see jobs.ts).
 */
const posting = (post: Record<keyof Post, Placeholder | string | null>) => sql`
  with
    article as (
      select id, ${shownSlug} as slug from articles
      where id = ${post.articleId} and ${isLive()} and commenting <> 'closed'
    ),
    twin as (select id from comments where once = ${post.once}),
    asked as (select id from article where not exists (select from twin)),
    ${counting('comment', post.limitKey, sql`asked`)},
    posted as (
      insert into comments (article_id, name, email, body, sender, once)
      select id, ${post.name}, ${post.email}, ${post.body}, ${post.sender}, ${post.once} from asked, within_limit
      on conflict (once) do nothing
      returning id
    ),
    on_its_way as materialized (select ${sharedLock(waitingLock)} from posted),
    ${enqueuing('comments-waiting', sql`on_its_way`)}
  select
    article.slug,
    coalesce(twin.id, posted.id) as id,
    exists (select from within_limit where counted) as "isCounted",
    (select count(*) from woken) as woken
  from article left join twin on true left join posted on true`;

const write = prepared<Post, Answer>(posting);

/** The same for a form that brought no key: the same words wait for each other, and are looked for. */
const writeWithoutKey = (post: Post): Promise<Answer[]> =>
  db.transaction(async (tx) => {
    await lock(tx, 'comment', ...wordsOf(post));
    const twins = await tx.execute<Answer>(sql`
      select comments.id, ${shownSlug} as slug, false as "isCounted"
      from comments join articles on articles.id = article_id
      where article_id = ${post.articleId} and name = ${post.name} and email = ${post.email} and body = ${post.body}
        and comments.created_at > now() - interval '1 minute'
      limit 1`);
    return twins.length > 0 ? twins : tx.execute<Answer>(posting(post));
  });

async function findByOnce(once: string): Promise<string | undefined> {
  const [comment] = await db.select({ id: comments.id }).from(comments).where(eq(comments.once, once));
  return comment?.id;
}

async function isClosed(articleId: string): Promise<boolean> {
  const [article] = await db
    .select({ commenting: articles.commenting })
    .from(articles)
    .where(and(eq(articles.id, articleId), isLive()));
  return article?.commenting === 'closed';
}

const wordsOf = ({ articleId, name, email, body }: CommentInput) => [articleId, name, email, body];
