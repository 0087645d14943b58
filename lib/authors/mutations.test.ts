import { eq } from 'drizzle-orm';
import { expect, test } from 'vitest';
import { db } from '#db/client';
import { authors, users } from '#db/schema/people';
import { collectAnnouncements } from '#lib/announce';
import { hire } from '../../e2e/support/newsroom.ts';
import { getOwnProfile } from './desk-queries.ts';
import { changeProfile } from './mutations.ts';

test('one’s own profile is made when first saved, and keeps its address when the name changes', async () => {
  const contributor = await hire('contributor');
  expect(await getOwnProfile(contributor)).toBeNull();
  const profile = { name: 'Ki Go', hangulName: '기고', bio: 'Writes.', pictureId: null };
  const { tags } = await collectAnnouncements(() => changeProfile(contributor, profile));
  expect(tags.toSorted()).toEqual(['articles', 'authors']);
  await changeProfile(contributor, { ...profile, name: 'Ki Go-ssi', hangulName: '' });

  expect(await getOwnProfile(contributor)).toMatchObject({ handle: 'ki-go', name: 'Ki Go-ssi', hangulName: null });
  expect(await db.select().from(users).where(eq(users.id, contributor.id))).toMatchObject([{ name: 'Ki Go-ssi' }]);
  expect(await db.select().from(authors)).toHaveLength(1);
});
