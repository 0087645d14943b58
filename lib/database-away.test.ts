import { expect, test } from 'vitest';
import { isDatabaseAway } from './database-away.ts';

const withCode = (code: string) => Object.assign(new Error('no'), { code });

test('a database that cannot be reached is told from a query that is wrong', () => {
  for (const code of ['ECONNREFUSED', 'CONNECT_TIMEOUT', 'CONNECTION_CLOSED', '57P01'])
    expect(isDatabaseAway(new Error('Failed query', { cause: withCode(code) })), code).toBe(true);
  expect(isDatabaseAway(new Error('Failed query', { cause: withCode('42P01') }))).toBe(false);
  expect(isDatabaseAway('away')).toBe(false);
});
