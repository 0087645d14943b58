import { eq, sql } from 'drizzle-orm';
import { expect, test } from 'vitest';
import { db, type Transaction } from '#db/client';
import { sections } from '#db/schema/sections';

test('a statement that comes again is prepared, with its values apart', async () => {
  await db.insert(sections).values({ slug: 'prepared', name: 'Prepared', position: 1 });
  await db.transaction(async (tx) => {
    const read = (slug: string) => tx.select({ name: sections.name }).from(sections).where(eq(sections.slug, slug));
    expect(await read('prepared')).toEqual([{ name: 'Prepared' }]);
    expect(await preparedOf(tx, 'where "sections"."slug" = $1')).toBe(0);
    expect(await read('nowhere')).toEqual([]);
    expect(await read('prepared')).toEqual([{ name: 'Prepared' }]);
    expect(await preparedOf(tx, 'where "sections"."slug" = $1')).toBe(1);
  });
});

test('however many different ones come again, few are kept', async () => {
  await db.transaction(async (tx) => {
    for (let number = 0; number < 400; number++)
      for (let time = 0; time < 2; time++) await tx.execute(sql`select ${time}::int + ${sql.raw(String(number))}`);
    expect(await preparedOf(tx, '::int + ')).toBeGreaterThan(200);
    expect(await preparedOf(tx, '::int + ')).toBeLessThanOrEqual(300);
  });
});

/** How many prepared statements of this connection contain `text`. */
async function preparedOf(tx: Transaction, text: string): Promise<number> {
  const [row] = await tx.execute<{ count: number }>(
    sql`select count(*)::int as count from pg_prepared_statements where strpos(statement, ${text}) > 0`,
  );
  return row!.count;
}
