import { and, asc, eq, inArray, isNull, notExists, type SQL, sql } from 'drizzle-orm';
import type { AnyPgColumn } from 'drizzle-orm/pg-core';
import { db, type Transaction } from '#db/client';
import { lock } from '#db/locks';
import { articles, revisions, revisionTopics } from '#db/schema/articles';
import { movedGroups } from '#db/schema/sections';
import { announce } from '#lib/announce';
import { slugOf } from '#lib/articles/slugs';
import type { User } from '#lib/auth/roles';
import { cacheTags } from '#lib/cache-tags';
import { DomainError, ForbiddenError, InvalidInputError, NotFoundError } from '#lib/errors';
import { forgetShareImages, moveShareImages, orderShareImages } from '#lib/share-images/mutations';
import { orderRedrawing } from '#lib/share-images/redrawing';
import { groupRefusals as refusals } from '#lib/words/groups';
import { canArrangeGroups, type GroupInput, type GroupKind, inOrder } from './rules.ts';
import { countingRevisions, groupIdOf, groupTables, topicsOf } from './tables.ts';

/*
 * Sections, topics and series. Each keeps the addresses it had in `moved_groups`, and those of what was merged into it. The
 * id of what was merged stands there too: a window in which it is still chosen saves the one that it became.
 */

/** Adds one after the others of its kind. Throws ForbiddenError, InvalidInputError. */
export async function addGroup(user: User, input: GroupInput): Promise<{ id: string; name: string }> {
  demandEditor(user);
  return db.transaction(async (tx) => {
    const all = await lockGroups(tx, input.kind);
    demandFreeName(input, all);
    const slug = input.slug || slugOf(input.name);
    await takeAddress(tx, input.kind, slug, all, null);
    const position = Math.max(0, ...all.map((group) => group.position)) + 1;
    const [added] = await tx
      .insert(groupTables[input.kind])
      .values({ ...forTable(input), slug, position })
      .returning({ id: groupTables[input.kind].id });
    await announceGroups(tx, input.kind);
    await orderShareImages(tx, [{ kind: input.kind, id: added!.id }]);
    return { id: added!.id, name: input.name };
  });
}

/**
 * Changes what one is called and where it is found. The address it had leads to it from now on; one that it had before can be
 * taken back. Throws ForbiddenError, InvalidInputError, NotFoundError.
 */
export async function changeGroup(user: User, input: GroupInput & { id: string }): Promise<{ name: string }> {
  demandEditor(user);
  const { kind, id } = input;
  return db.transaction(async (tx) => {
    const all = await lockGroups(tx, kind);
    const group = known(all, kind, id);
    const others = all.filter((other) => other.id !== id);
    demandFreeName(input, others);
    const slug = input.slug || group.slug;
    if (slug !== group.slug) {
      await takeAddress(tx, kind, slug, others, id);
      await leadOn(tx, kind, [group.slug], id);
    }
    await tx
      .update(groupTables[kind])
      .set({ ...forTable(input), slug })
      .where(eq(groupTables[kind].id, id));
    await announceGroups(tx, kind);
    await orderShareImages(tx, [{ kind, id }]);
    if (kind === 'section') await orderRedrawing(tx, [{ of: 'section', id }]);
    return { name: input.name };
  });
}

/** Puts those of a kind into this order; see `inOrder`. Returns the order before, by which it is undone. */
export async function orderGroups(user: User, kind: GroupKind, order: string[]): Promise<{ before: string[] }> {
  demandEditor(user);
  return db.transaction(async (tx) => {
    const before = (await lockGroups(tx, kind)).map(({ id }) => id);
    const ids = inOrder(before, order);
    const table = groupTables[kind];
    if (ids.length > 0)
      await tx
        .update(table)
        .set({ position: placeIn(ids, table.id) })
        .where(inArray(table.id, ids));
    await announceGroups(tx, kind);
    return { before };
  });
}

/**
 * Moves all articles of one to another, in every revision of theirs, and its addresses with them; then it is gone. Throws
 * DomainError, ForbiddenError, NotFoundError.
 */
export async function mergeGroups(
  user: User,
  { kind, id, into }: { kind: GroupKind; id: string; into: string },
): Promise<{ from: string; into: string; articles: number }> {
  demandEditor(user);
  return db.transaction(async (tx) => {
    const all = await lockGroups(tx, kind);
    const [from, to] = [known(all, kind, id), known(all, kind, into)];
    if (from.id === to.id) throw new InvalidInputError({ into: refusals.intoItself });
    const moving = await articlesIn(tx, kind, from.id);
    if (kind === 'series') await appendSeries(tx, to.id, from.id);
    await moveRevisions(tx, kind, from.id, to.id);
    const ofFrom = and(eq(movedGroups.kind, kind), eq(movedGroups.groupId, from.id));
    await tx.update(movedGroups).set({ groupId: to.id }).where(ofFrom);
    await leadOn(tx, kind, [from.slug, from.id], to.id);
    await moveShareImages(tx, from.id, to.id);
    await tx.delete(groupTables[kind]).where(eq(groupTables[kind].id, from.id));
    await announceGroups(tx, kind, moving);
    if (kind === 'section') await orderRedrawing(tx, [{ of: 'section', id: to.id }]);
    return { from: from.name, into: to.name, articles: moving.length };
  });
}

/** Deletes one in which nothing stands, published or being written. Throws DomainError, ForbiddenError, NotFoundError. */
export async function removeGroup(user: User, kind: GroupKind, id: string): Promise<{ name: string }> {
  demandEditor(user);
  return db.transaction(async (tx) => {
    const group = known(await lockGroups(tx, kind), kind, id);
    const standing = await articlesIn(tx, kind, id);
    if (standing.length > 0) throw new DomainError(refusals.notEmpty(kind, standing.length));
    await tx.delete(movedGroups).where(and(eq(movedGroups.kind, kind), eq(movedGroups.groupId, id)));
    await forgetShareImages(tx, [id]);
    await tx.delete(groupTables[kind]).where(eq(groupTables[kind].id, id));
    await announceGroups(tx, kind);
    return { name: group.name };
  });
}

/** Ids of the topics and series that these articles are in, in any revision of theirs. */
export async function groupsOfArticles(
  tx: Transaction,
  articleIds: string[],
): Promise<{ topics: string[]; series: string[] }> {
  const rows = await tx
    .selectDistinct({ topic: revisionTopics.topicId, series: revisions.seriesId })
    .from(revisions)
    .leftJoin(revisionTopics, eq(revisionTopics.revisionId, revisions.id))
    .where(inArray(revisions.articleId, articleIds));
  const known = (ids: (string | null)[]) => [...new Set(ids.flatMap((id) => id ?? []))];
  return { topics: known(rows.map((row) => row.topic)), series: known(rows.map((row) => row.series)) };
}

/**
 * Deletes those of these groups in which nothing stands any more, when what stood there went as nobody's work: for the sample.
 * One that somebody has given an address of their own stays.
 */
export async function removeGroupsLeftEmpty(tx: Transaction, kind: 'topic' | 'series', ids: string[]): Promise<void> {
  if (ids.length === 0) return;
  const table = groupTables[kind];
  const inside = tx
    .select({ one: sql`1` })
    .from(revisions)
    .leftJoin(revisionTopics, topicsOf(kind))
    .where(eq(groupIdOf[kind], table.id));
  const moved = tx
    .select({ one: sql`1` })
    .from(movedGroups)
    .where(and(eq(movedGroups.kind, kind), eq(movedGroups.groupId, table.id)));
  const gone = await tx
    .delete(table)
    .where(and(inArray(table.id, ids), notExists(inside), notExists(moved)))
    .returning({ id: table.id });
  if (gone.length > 0)
    await forgetShareImages(
      tx,
      gone.map(({ id }) => id),
    );
  await announceGroups(tx, kind);
}

/**
 * Puts the articles of a series into this order; an empty one is that of publication. Returns the order before, empty when
 * that was by publication. Throws ForbiddenError, NotFoundError.
 */
export async function orderSeries(user: User, id: string, order: string[]): Promise<{ before: string[] }> {
  demandEditor(user);
  return db.transaction(async (tx) => {
    known(await lockGroups(tx, 'series'), 'series', id);
    const parts = await partsOf(tx, id);
    const ids = parts.map((part) => part.id);
    await placeParts(tx, ids, order.length > 0 ? inOrder(ids, order) : null);
    await announceGroups(tx, 'series', ids);
    return { before: parts.some((part) => part.position !== null) ? ids : [] };
  });
}

type StoredGroup = { id: string; slug: string; name: string; position: number };

function demandEditor(user: User): void {
  if (!canArrangeGroups(user)) throw new ForbiddenError(refusals.editorsOnly);
}

function known(all: StoredGroup[], kind: GroupKind, id: string): StoredGroup {
  const group = all.find((candidate) => candidate.id === id);
  if (!group) throw new NotFoundError(refusals.gone(kind));
  return group;
}

function demandFreeName({ kind, name }: GroupInput, others: StoredGroup[]): void {
  if (others.some((group) => group.name.toLowerCase() === name.toLowerCase())) {
    throw new InvalidInputError({ name: refusals.nameTaken(kind) });
  }
}

/** Frees an address to be taken: `self` may take back what it had. Throws InvalidInputError when it is, or was, another's. */
async function takeAddress(
  tx: Transaction,
  kind: GroupKind,
  slug: string,
  others: StoredGroup[],
  self: string | null,
): Promise<void> {
  if (slug === '') throw new InvalidInputError({ slug: refusals.noAddress });
  const holder = others.find((group) => group.slug === slug);
  if (holder) throw new InvalidInputError({ slug: refusals.addressTaken(kind, holder.name) });
  const [moved] = await tx
    .select({ groupId: movedGroups.groupId })
    .from(movedGroups)
    .where(and(eq(movedGroups.kind, kind), eq(movedGroups.slug, slug)));
  const past = moved && moved.groupId !== self && others.find((group) => group.id === moved.groupId);
  if (past) throw new InvalidInputError({ slug: refusals.addressHad(kind, past.name) });
  await tx.delete(movedGroups).where(and(eq(movedGroups.kind, kind), eq(movedGroups.slug, slug)));
}

/** From now on these addresses lead to a group. */
async function leadOn(tx: Transaction, kind: GroupKind, slugs: string[], groupId: string): Promise<void> {
  await tx
    .insert(movedGroups)
    .values(slugs.map((slug) => ({ kind, slug, groupId })))
    .onConflictDoUpdate({ target: [movedGroups.kind, movedGroups.slug], set: { groupId } });
}

/** All of a kind in their order. Until the transaction ends nobody else adds, changes or orders any. */
async function lockGroups(tx: Transaction, kind: GroupKind): Promise<StoredGroup[]> {
  await lock(tx, 'groups', kind);
  const table = groupTables[kind];
  return tx
    .select({ id: table.id, slug: table.slug, name: table.name, position: table.position })
    .from(table)
    .orderBy(asc(table.position), asc(table.createdAt))
    .for('update');
}

/** Ids of the articles that stand in a group, published or being written. */
async function articlesIn(tx: Transaction, kind: GroupKind, id: string): Promise<string[]> {
  const rows = await tx
    .selectDistinct({ id: articles.id })
    .from(articles)
    .innerJoin(revisions, countingRevisions())
    .leftJoin(revisionTopics, topicsOf(kind))
    .where(and(eq(groupIdOf[kind], id), isNull(articles.removedAt)));
  return rows.map((row) => row.id);
}

async function moveRevisions(tx: Transaction, kind: GroupKind, from: string, to: string): Promise<void> {
  if (kind === 'section') await tx.update(revisions).set({ sectionId: to }).where(eq(revisions.sectionId, from));
  if (kind === 'series') await tx.update(revisions).set({ seriesId: to }).where(eq(revisions.seriesId, from));
  if (kind !== 'topic') return;
  const already = tx
    .select({ id: revisionTopics.revisionId })
    .from(revisionTopics)
    .where(eq(revisionTopics.topicId, to));
  await tx
    .delete(revisionTopics)
    .where(and(eq(revisionTopics.topicId, from), inArray(revisionTopics.revisionId, already)));
  await tx.update(revisionTopics).set({ topicId: to }).where(eq(revisionTopics.topicId, from));
}

/** The articles of a series in the order that readers meet them; those nobody reads yet come last. */
async function partsOf(tx: Transaction, id: string): Promise<{ id: string; position: number | null }[]> {
  return tx
    .selectDistinct({
      id: articles.id,
      position: articles.seriesPosition,
      publishedAt: articles.publishedAt,
      createdAt: articles.createdAt,
    })
    .from(articles)
    .innerJoin(revisions, countingRevisions())
    .where(and(eq(revisions.seriesId, id), isNull(articles.removedAt)))
    .orderBy(asc(articles.seriesPosition), asc(articles.publishedAt), asc(articles.createdAt), asc(articles.id));
}

/** What is merged comes after what was there, when either was ordered by hand. */
async function appendSeries(tx: Transaction, to: string, from: string): Promise<void> {
  const parts = [...(await partsOf(tx, to)), ...(await partsOf(tx, from))];
  if (parts.every((part) => part.position === null)) return;
  const ids = [...new Set(parts.map((part) => part.id))];
  await placeParts(tx, ids, ids);
}

async function placeParts(tx: Transaction, ids: string[], order: string[] | null): Promise<void> {
  if (ids.length === 0) return;
  const seriesPosition = order ? placeIn(order, articles.id) : null;
  await tx.update(articles).set({ seriesPosition }).where(inArray(articles.id, ids));
}

/** The place of a row in a list of ids, counted from 1. */
const placeIn = (ids: string[], column: AnyPgColumn): SQL =>
  sql`array_position(array[${sql.join(
    ids.map((id) => sql`${id}::uuid`),
    sql`, `,
  )}], ${column})`;

const forTable = ({ name, hangulName, description }: GroupInput) => ({
  name,
  hangulName: hangulName || null,
  description,
});

/** Names of sections stand on every page and above every article, those of the others in lists and under articles. */
const announceGroups = (tx: Transaction, kind: GroupKind, articleIds: string[] = []) =>
  announce(tx, [cacheTags.groups(kind), cacheTags.articles, ...articleIds.map(cacheTags.article)]);
