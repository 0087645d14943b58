import { sqlClient } from '#db/client';
import type { NameKind } from './routes.ts';

/**
 * Whether anything ever had this name, in any spelling of its letters: an invented one is answered without rendering, and
 * without keeping anything. The look-up itself decides nothing else: what a name leads to is Next's to say.
 */
export async function isKnownName(kind: NameKind, name: string): Promise<boolean> {
  const spelled = name.normalize('NFC').toLowerCase();
  const sql = sqlClient();
  const [found] = await {
    article: () => sql`select 1 from article_slugs where slug = ${spelled}`,
    section: () => sql`select 1 from sections where slug = ${spelled}`,
    author: () => sql`select 1 from authors where handle = ${spelled}`,
  }[kind]();
  return found !== undefined;
}
