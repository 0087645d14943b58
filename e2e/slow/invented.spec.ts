import { expect, test } from '@playwright/test';
import { atEveryKind, invent, invented, sizesOf } from '../support/invented.ts';
import { memoryOf } from '../support/memory.ts';
import { clearAway, type Site, startSite } from '../support/site.ts';

let site: Site;
test.beforeAll(async () => {
  site = await (await startSite()).ready();
});
test.afterAll(clearAway);

test('a hundred thousand invented addresses fill neither memory nor disk', async () => {
  test.setTimeout(1_800_000);
  const kinds = await atEveryKind(site);
  await invent(site, kinds, { from: 0, to: 1000 }); // what is made once is made
  const before = { memory: memoryOf(site), ...sizesOf(site) };
  const began = Date.now();
  const counts = await invent(site, invented, { from: 1000, to: 101_000, connections: 32 });
  const seconds = (Date.now() - began) / 1000;
  await invent(site, kinds, { from: 101_000, to: 104_000 });
  const after = { memory: memoryOf(site), ...sizesOf(site) };
  const measured = { perSecond: Math.round(100_000 / seconds), counts, before, after };
  test.info().annotations.push({ type: 'measured', description: JSON.stringify(measured) });
  expect(Object.keys(counts).sort()).toEqual(['200', '404']);
  expect(after.memory - before.memory).toBeLessThan(300);
  expect(after.build - before.build).toBe(0);
  expect(after.data - before.data).toBeLessThan(16_000_000);
});
