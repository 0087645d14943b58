import { expect, test } from 'vitest';
import { db } from '#db/client';
import { articles } from '#db/schema/articles';
import { sections } from '#db/schema/sections';
import { seedBare, seedSample } from './seed.ts';

test('without the sample there is one section, and no sample comes later', async () => {
  await Promise.all([seedBare(), seedBare()]); // two processes may start on one database
  await seedSample();
  expect(await db.select({ slug: sections.slug }).from(sections)).toEqual([{ slug: 'news' }]);
  expect(await db.$count(articles)).toBe(0);
});
