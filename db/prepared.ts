import { fillPlaceholders, type Placeholder, type SQL, sql } from 'drizzle-orm';
import { PgDialect } from 'drizzle-orm/pg-core';
import { sqlClient } from './client.ts';

const dialect = new PgDialect({ casing: 'snake_case' });

/** A statement that runs often: it becomes text once, and each connection plans it once. Its answer is its rows. */
export function prepared<Values extends Record<string, unknown>, Row extends Record<string, unknown>>(
  statement: (values: Record<keyof Values, Placeholder>) => SQL,
): (values: Values) => Promise<Row[]> {
  const placeholders = new Proxy({} as Record<keyof Values, Placeholder>, {
    get: (_, name) => sql.placeholder(String(name)),
  });
  const { sql: text, params } = dialect.sqlToQuery(statement(placeholders));
  return (values) => sqlClient().unsafe<Row[]>(text, fillPlaceholders(params, values) as string[], { prepare: true });
}
