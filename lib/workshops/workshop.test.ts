import { afterAll, expect, test } from 'vitest';
import { workshop } from './workshop.ts';

const { order, close } = workshop<object, Record<string, string>>({
  name: 'environment',
  file: 'e2e/support/environment-worker.ts',
  patience: 60_000,
  idleTime: 60_000,
  heap: 64,
  held: 1000,
  failureOf: () => 'Nothing was said',
});
afterAll(close);

test('what opens the files of strangers knows no secret of the site', async () => {
  const secrets = ['AUTH_SECRET', 'DATABASE_URL', 'MEDIA_S3_SECRET', 'MEDIA_S3_KEY_ID', 'SMTP_URL', 'NOT_KNOWN_YET'];
  for (const name of secrets) process.env[name] = `the ${name}`;
  const told = await order({});
  expect(told.PATH).toBe(process.env.PATH);
  expect(Object.keys(told).filter((name) => secrets.includes(name))).toEqual([]);
  expect(JSON.stringify(told)).not.toContain('the NOT_KNOWN_YET');
  expect(Object.keys(told).length).toBeLessThan(20);
});
