import { z } from 'zod';
import { slugOf } from '#lib/articles/slugs';
import { hasRole, type User } from '#lib/auth/roles';
import { line } from '#lib/forms/fields';

/** What articles are gathered in: one section, any number of topics, one series in which they follow one another. */
export const groupKinds = ['section', 'topic', 'series'] as const;
export type GroupKind = (typeof groupKinds)[number];

/** Who adds, names, merges and orders them. */
export const canArrangeGroups = (user: User): boolean => hasRole(user, 'editor');

const kind = z.enum(groupKinds, 'Choose a section, a topic or a series.');
const id = z.uuid('This does not exist any more.');
const order = z
  .string('The order is missing.')
  .transform((ids) => ids.split(',').filter(Boolean))
  .pipe(z.array(z.uuid('The order names something unknown.')).max(5000));

/** An empty address is made from the name, or stays as it is. */
export const groupInput = z.object({
  kind,
  name: line(60, 'Give it a name.'),
  hangulName: line(60).optional().default(''),
  description: line(300).optional().default(''),
  slug: line(300).optional().default('').transform(slugOf),
});
export type GroupInput = z.output<typeof groupInput>;

export const changeGroupInput = groupInput.extend({ id });
export const oneGroupInput = z.object({ kind, id });
export const mergeGroupsInput = z.object({ kind, id, into: z.uuid('Choose where its articles go.') });
/** All groups of a kind, or all articles of a series, in their new order; fields of a form, so the ids are one text. */
export const orderGroupsInput = z.object({ kind, order });
/** An empty order is that of publication. */
export const orderSeriesInput = z.object({ id, order });

/**
 * `known` in the order of `wanted`. What `wanted` leaves out, because it is newer than the page it was ordered on, follows in
 * its own order; what is gone is left out.
 */
export function inOrder(known: string[], wanted: string[]): string[] {
  const first = [...new Set(wanted)].filter((one) => known.includes(one));
  return [...first, ...known.filter((one) => !first.includes(one))];
}

/** `ids` with the one at `from` moved to where `to` is counted without it. */
export function moved<T>(ids: readonly T[], from: number, to: number): T[] {
  const others = ids.filter((_, place) => place !== from);
  return [...others.slice(0, to), ids[from]!, ...others.slice(to)];
}
