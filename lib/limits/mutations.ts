import { type Placeholder, type SQL, sql } from 'drizzle-orm';
import { db, type Transaction } from '#db/client';
import { sign } from '#lib/auth/secrets';
import { LimitError } from '#lib/errors';
import { refusals, waitingTime } from '#lib/words/refusals';
import { type LimitKind, limitsOf } from './rules.ts';

type Connection = Transaction | typeof db;

/**
 * Counts one more of `kind` for `subject`: a sender's hash, or an e-mail address. Only a keyed hash of it is kept. The
 * counts are in PostgreSQL, so all instances count together. In a transaction the count comes and goes with it. What is
 * refused is not counted. Throws LimitError.
 */
export async function takeLimit(kind: LimitKind, subject: string, on: Connection = db): Promise<void> {
  if (!(await isWithinLimit(kind, subject, on))) throw await limitError(kind, subject, on);
}

/** The same without a refusal: whether `subject` may do it once more. */
export async function isWithinLimit(kind: LimitKind, subject: string, on: Connection = db): Promise<boolean> {
  const once = sql`(select) as once`;
  const taken = await on.execute(sql`with ${counting(kind, limitKey(subject), once)} select from within_limit`);
  return taken.length > 0;
}

/** Takes back what was counted for something that then was not done. */
export async function giveBack(kind: LimitKind, subject: string): Promise<void> {
  await db.execute(sql`update limits set points = points - 1 where ${isCountedAs(kind, subject)} and points > 0`);
}

/** The refusal of one more of `kind`, with the time that is left of the window that is full. */
export async function limitError(kind: LimitKind, subject: string, on: Connection = db): Promise<LimitError> {
  const rows = await on.execute<{ key: string; points: number; seconds: number }>(
    sql`select key, points, ceil(extract(epoch from expire - now()))::int as seconds from limits where ${isCountedAs(kind, subject)}`,
  );
  const full = limitsOf[kind]
    .map((window) => ({ window, row: rows.find(({ key }) => key === windowKey(kind, window) + limitKey(subject)) }))
    .find(({ window, row }) => row && row.points >= window.points);
  const seconds = Math.max(1, full?.row?.seconds ?? 0);
  return new LimitError(refusals.tooMuch(waitingTime(seconds)), seconds);
}

/**
 * The counting as part of a larger statement: common table expressions, of which `within_limit` has a row when there is
 * room in every window. Nothing is counted where `asked` has no row, and nobody where `key` is null.
 */
export function counting(kind: LimitKind, key: Placeholder | string | null, asked: SQL): SQL {
  const name = (index: number) => sql.identifier(`window_${index}`);
  const windows: readonly Window[] = limitsOf[kind];
  const steps = windows.map(
    (window, index) => sql`${name(index)} as (
      insert into limits as kept (key, points, expire)
      select ${windowKey(kind, window)}::text || ${key}::text, 1, now() + make_interval(secs => ${window.seconds})
      from ${index === 0 ? asked : name(index - 1)} where ${key}::text is not null
      on conflict (key) do update set
        points = case when kept.expire <= now() then 1 else kept.points + 1 end,
        expire = case when kept.expire <= now() then excluded.expire else kept.expire end
      where kept.expire <= now() or kept.points < ${window.points}
      returning true as counted
    )`,
  );
  return sql`${sql.join(steps, sql`, `)},
    within_limit as (
      select counted from ${name(windows.length - 1)} union all select false from ${asked} where ${key}::text is null
    )`;
}

/** What stands for `subject` where it is counted. */
export const limitKey = (subject: string): string => sign('limit', subject);

type Window = { points: number; seconds: number };

const windowKey = (kind: LimitKind, { seconds }: Window) => `${kind}/${seconds}:`;

const isCountedAs = (kind: LimitKind, subject: string): SQL => {
  const keys = limitsOf[kind].map((window) => sql`${windowKey(kind, window) + limitKey(subject)}`);
  return sql`key in (${sql.join(keys, sql`, `)}) and expire > now()`;
};
