import { and, eq, isNotNull, isNull } from 'drizzle-orm';
import { db } from '#db/client';
import { media } from '#db/schema/media';
import { pages } from '#db/schema/settings';
import { announce } from '#lib/announce';
import type { User } from '#lib/auth/roles';
import { figuresOf } from '#lib/body/rules';
import { cacheTags } from '#lib/cache-tags';
import { ConflictError, ForbiddenError, InvalidInputError } from '#lib/errors';
import { canEditPages, type PageInput } from './rules.ts';

/** Replaces the text of a page at once, for readers too. Throws ConflictError when somebody else saved since. */
export async function savePage(user: User, input: PageInput): Promise<{ changedAt: string }> {
  if (!canEditPages(user)) throw new ForbiddenError('Only an editor can change this page.');
  const figures = figuresOf(input.body);
  if (figures.some(({ attrs }) => attrs.alt === '')) {
    throw new InvalidInputError({ body: 'Say what can be seen in each picture, for those who cannot see it.' });
  }
  return db.transaction(async (tx) => {
    const [present] = await tx
      .select({ changedAt: pages.changedAt })
      .from(pages)
      .where(and(eq(pages.name, input.name), isNull(pages.removedAt)))
      .for('update');
    if ((present?.changedAt.getTime() ?? null) !== (input.baseChangedAt?.getTime() ?? null)) throw savedSince();
    for (const { attrs } of figures) {
      const [stored] = await tx.select({ id: media.id }).from(media).where(eq(media.id, attrs.media));
      if (!stored) throw new InvalidInputError({ body: 'A picture is not stored here. Remove it and add it again.' });
    }
    const words = {
      body: input.body,
      changedBy: user.id,
      changedAt: new Date(),
      isSample: false,
      removedAt: null,
    };
    const [written] = present
      ? await tx.update(pages).set(words).where(eq(pages.name, input.name)).returning({ changedAt: pages.changedAt })
      : await tx
          .insert(pages)
          .values({ name: input.name, ...words })
          // Two first saves at once had no row to lock: the second finds one. The removed sample's gives way.
          .onConflictDoUpdate({ target: pages.name, set: words, setWhere: isNotNull(pages.removedAt) })
          .returning({ changedAt: pages.changedAt });
    if (!written) throw savedSince();
    await announce(tx, [cacheTags.page(input.name)]);
    return { changedAt: written.changedAt.toISOString() };
  });
}

const savedSince = () =>
  new ConflictError(
    'Somebody else saved this page after you opened it. Nothing was overwritten: your words are still here.',
  );
