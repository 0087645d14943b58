import { createHash } from 'node:crypto';
import { drizzle, type PostgresJsDatabase } from 'drizzle-orm/postgres-js';
import postgres from 'postgres';
import * as schema from './schema/index.ts';

/**
 * The one connection pool of this process. `server/run.ts` puts the address into DATABASE_URL (the embedded
 * cluster's, or the user's own) before anything asks for it; a build has none and must not ask.
 */
type Database = PostgresJsDatabase<typeof schema>;
export type Transaction = Parameters<Parameters<Database['transaction']>[0]>[0];

/**
 * A database that is away is answered with 503, not waited for (seconds). And when it is back, it is asked: left to itself,
 * each connection would wait up to twenty seconds after some failures, and whoever was given it, too.
 */
export const reconnecting = { connect_timeout: 2, backoff: () => 0.2 };

const key = Symbol.for('mansudae.database');
type Holder = { [key]?: { address: string; sql: postgres.Sql; db: Database } };

/** The pool, on `globalThis`: `server/` and Next's bundle are two module graphs that share one process. */
function connect() {
  const address = process.env.DATABASE_URL;
  if (!address) throw new Error('DATABASE_URL is not set: nothing may ask the database here (a build has none).');
  const holder = globalThis as Holder;
  if (holder[key]?.address !== address) {
    const sql = postgres(address, {
      max: 10,
      ...reconnecting,
      idle_timeout: 60,
      onnotice: () => {},
      connection: { application_name: connectionName() },
    });
    holder[key] = { address, sql, db: drizzle(preparing(sql), { schema, casing: 'snake_case' }) };
  }
  return holder[key]!;
}

/**
 * `sql`, with statements that come again prepared: PostgreSQL reads and plans each once per connection, not at every call.
 * Drizzle never asks for it. Of statements whose text is never the same twice none are kept, and of the others at most 300.
 */
export function preparing<Client extends postgres.Sql | postgres.TransactionSql>(sql: Client): Client {
  const unsafe: Client['unsafe'] = (text, parameters = [], options = {}) =>
    sql.unsafe(text, parameters, { ...options, prepare: options.prepare || comesAgain(text) });
  const within =
    (begin: (...given: unknown[]) => unknown) =>
    (...given: unknown[]) => {
      const work = given.pop() as (tx: postgres.TransactionSql) => unknown;
      return begin(...given, (tx: postgres.TransactionSql) => work(preparing(tx)));
    };
  return new Proxy(sql, {
    get(target, property) {
      const value = Reflect.get(target, property);
      if (property === 'unsafe') return unsafe;
      return property === 'begin' || property === 'savepoint'
        ? within(value as (...given: unknown[]) => unknown)
        : value;
    },
  });
}

const mostPrepared = 300;
const asked = new Set<string>();
const askedAgain = new Set<string>();

function comesAgain(text: string): boolean {
  if (askedAgain.has(text)) return true;
  if (askedAgain.size >= mostPrepared) return false;
  if (asked.delete(text)) askedAgain.add(text);
  else asked.add(text);
  if (asked.size > mostPrepared) asked.delete(asked.values().next().value!);
  return askedAgain.has(text);
}

/**
 * What PostgreSQL lists a connection of this process under. In the site's own, which have its secret, the name ends in a
 * fingerprint of it: instances on one database see whether they share it (server/other-instances.ts).
 */
export function connectionName(purpose = ''): string {
  const secret = process.env.AUTH_SECRET;
  const fingerprint = secret ? createHash('sha256').update(`fingerprint\n${secret}`).digest('hex').slice(0, 8) : '';
  return ['mansudae-korea', purpose, fingerprint].filter(Boolean).join(' ');
}

/** The connected Drizzle instance itself, for libraries that look at its class. */
export const database = (): Database => connect().db;

/** Connects when first used, so that importing a query needs no database. */
export const db: Database = new Proxy({} as Database, {
  get: (_, property) => {
    const { db } = connect();
    const value = Reflect.get(db, property);
    return typeof value === 'function' ? value.bind(db) : value;
  },
});

/** postgres.js itself, for LISTEN and for what has no table. */
export const sqlClient = (): postgres.Sql => connect().sql;

export async function closeDatabase(): Promise<void> {
  const holder = globalThis as Holder;
  await holder[key]?.sql.end({ timeout: 5 });
  holder[key] = undefined;
}
