import 'server-only';
import { db } from '#db/client';
import { getArticleForDesk } from '#lib/articles/desk-queries';
import { wordsOf } from '#lib/articles/stored';
import type { User } from '#lib/auth/roles';
import type { Finding } from './publish-check.ts';
import { checkStored } from './stored-check.ts';

export type StoredCheck = { version: number; findings: Finding[] };

/** What only the database can say of an article's newest words, and of which version; null when this user sees none. */
export async function getStoredCheck(user: User, id: string): Promise<StoredCheck | null> {
  const article = await getArticleForDesk(user, id);
  if (!article || article.removedAt) return null;
  const checked = { id, slug: article.publicSlug };
  return {
    version: article.version,
    findings: await db.transaction((tx) => checkStored(tx, checked, wordsOf(article))),
  };
}
