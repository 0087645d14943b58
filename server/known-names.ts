import type { PendingQuery, Row } from 'postgres';
import { sqlClient } from '#db/client';
import { canonicalName } from '#lib/route-params';
import { RenderFault } from './ask-next.ts';
import type { NameKind } from './routes.ts';

/** How long the look-up may take, in milliseconds, before the database counts as away. */
const patience = 3000;

/**
 * Whether anything ever had this name, in any spelling of its letters: an invented one is answered without rendering, and
 * without keeping anything. A quote is one of `article`, by a slug that this has or had. The look-up itself decides nothing else: what a name leads to is Next's to say. Throws RenderFault.
 */
export async function isKnownName(kind: NameKind, name: string, article = ''): Promise<boolean> {
  const spelled = canonicalName(name);
  const sql = sqlClient();
  /** Also under an address that it had once. */
  const ofGroup = (group: 'section' | 'topic' | 'series', now: PendingQuery<Row[]>) =>
    sql`${now} union all select 1 from moved_groups where kind = ${group} and slug = ${spelled}`;
  const asked = {
    article: () => sql`select 1 from article_slugs where slug = ${spelled} and public_from <= now()`,
    section: () => ofGroup('section', sql`select 1 from sections where slug = ${spelled}`),
    topic: () => ofGroup('topic', sql`select 1 from topics where slug = ${spelled}`),
    series: () => ofGroup('series', sql`select 1 from series where slug = ${spelled}`),
    quote: () =>
      sql`select 1 from quotes join article_slugs using (article_id) where digest = ${spelled} and slug = ${canonicalName(article)}`,
    author: () =>
      sql`select 1 from authors where handle = ${spelled} union all select 1 from moved_handles where handle = ${spelled}`,
  }[kind]();
  const late = new Promise<never>((_, fail) => {
    setTimeout(
      () => fail(new RenderFault(503, 'the database does not say whether there is such a name')),
      patience,
    ).unref();
  });
  return (await Promise.race([asked, late])).length > 0;
}
