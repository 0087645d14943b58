import { and, asc, eq, isNull, or } from 'drizzle-orm';
import { db, type Transaction } from '#db/client';
import { articles, revisions } from '#db/schema/articles';
import { sections } from '#db/schema/sections';
import { announce } from '#lib/announce';
import type { User } from '#lib/auth/roles';
import { handleFrom } from '#lib/authors/rules';
import { cacheTags } from '#lib/cache-tags';
import { DomainError, ForbiddenError, InvalidInputError, NotFoundError } from '#lib/errors';
import { canArrangeSections, type SectionInput } from './rules.ts';

/** Adds a section after the others, at an address made from its name. Throws ForbiddenError, InvalidInputError. */
export async function addSection(user: User, input: SectionInput): Promise<{ name: string }> {
  demandEditor(user);
  return db.transaction(async (tx) => {
    const all = await lockSections(tx);
    demandFreeName(all, input.name);
    const slug = handleFrom(input.name);
    if (all.some((section) => section.slug === slug)) {
      throw new InvalidInputError({ name: 'Another section has the same address. Choose a more different name.' });
    }
    const position = Math.max(0, ...all.map((section) => section.position)) + 1;
    await tx.insert(sections).values({ ...forTable(input), slug, position });
    await announceSections(tx);
    return { name: input.name };
  });
}

/** Changes what a section is called. Its address stays, because others have linked to it. */
export async function changeSection(user: User, id: string, input: SectionInput): Promise<{ name: string }> {
  demandEditor(user);
  return db.transaction(async (tx) => {
    const all = await lockSections(tx);
    if (!all.some((section) => section.id === id)) throw new NotFoundError('This section no longer exists.');
    demandFreeName(
      all.filter((section) => section.id !== id),
      input.name,
    );
    await tx.update(sections).set(forTable(input)).where(eq(sections.id, id));
    await announceSections(tx);
    return { name: input.name };
  });
}

/** Moves a section one place up or down; at the end of the list nothing happens. */
export async function moveSection(user: User, id: string, direction: 'up' | 'down'): Promise<void> {
  demandEditor(user);
  await db.transaction(async (tx) => {
    const order = await lockSections(tx);
    const from = order.findIndex((section) => section.id === id);
    if (from < 0) throw new NotFoundError('This section no longer exists.');
    const to = direction === 'up' ? from - 1 : from + 1;
    const other = order[to];
    if (!other) return;
    order[to] = order[from]!;
    order[from] = other;
    for (const [position, section] of order.entries()) {
      await tx.update(sections).set({ position }).where(eq(sections.id, section.id));
    }
    await announceSections(tx);
  });
}

/** Removes a section in which nothing stands, published or being written. Throws DomainError. */
export async function removeSection(user: User, id: string): Promise<{ name: string }> {
  demandEditor(user);
  return db.transaction(async (tx) => {
    const section = (await lockSections(tx)).find((candidate) => candidate.id === id);
    if (!section) throw new NotFoundError('This section no longer exists.');
    const [used] = await tx
      .select({ id: articles.id })
      .from(articles)
      .innerJoin(
        revisions,
        or(eq(revisions.id, articles.draftRevisionId), eq(revisions.id, articles.publishedRevisionId)),
      )
      .where(and(eq(revisions.sectionId, id), isNull(articles.removedAt)))
      .limit(1);
    if (used) throw new DomainError('Articles stand in this section. Move them to another one first.');
    await tx.delete(sections).where(eq(sections.id, id));
    await announceSections(tx);
    return { name: section.name };
  });
}

type SectionInOrder = { id: string; slug: string; name: string; position: number };

function demandEditor(user: User): void {
  if (!canArrangeSections(user)) throw new ForbiddenError('Only an editor can change sections.');
}

function demandFreeName(others: SectionInOrder[], name: string): void {
  if (others.some((section) => section.name.toLowerCase() === name.toLowerCase())) {
    throw new InvalidInputError({ name: 'There is a section with this name.' });
  }
}

/** All sections in their order, held until the transaction ends: two editors may not order them at once. */
async function lockSections(tx: Transaction): Promise<SectionInOrder[]> {
  return tx
    .select({ id: sections.id, slug: sections.slug, name: sections.name, position: sections.position })
    .from(sections)
    .orderBy(asc(sections.position), asc(sections.createdAt))
    .for('update');
}

const forTable = ({ hangulName, ...rest }: SectionInput) => ({ ...rest, hangulName: hangulName || null });

/** Section names stand in the navigation of every page and above every article. */
const announceSections = (tx: Transaction) => announce(tx, [cacheTags.sections, cacheTags.articles]);
