import { randomUUID } from 'node:crypto';
import { eq } from 'drizzle-orm';
import { db } from '#db/client';
import { pingFailures } from '#db/schema/pings';
import { expectNothingFound } from './support/accessible.ts';
import { expect, test } from './support/fixtures.ts';

test('whoever could not be told of what was published is shown to the owner, who tells them again', async ({
  signInAs,
}) => {
  process.env.DATABASE_URL = process.env.E2E_DATABASE;
  const endpoint = `https://hub-${randomUUID().slice(0, 8)}.example/a/rather/long/address/that/has/to/break/somewhere`;
  const lastError = 'It answered with 500.';
  await db.insert(pingFailures).values({ endpoint, kind: 'hub', articleId: randomUUID(), lastError });
  const [owner, editor] = [await signInAs('owner'), await signInAs('editor')];
  await editor.goto('/desk');
  await expect(editor.getByRole('heading', { level: 1 })).toBeVisible();
  await expect(editor.getByText(endpoint), 'only an owner can do something about it').toHaveCount(0);
  for (const path of ['/desk', '/desk/settings']) {
    await owner.goto(path, { waitUntil: 'networkidle' });
    const note = owner.getByRole('region', { name: 'Telling others at once' }).filter({ hasText: endpoint });
    await expect(note).toContainText(lastError);
    await expectNothingFound(owner, path);
    await note.getByRole('button', { name: 'Tell them now' }).click();
    await expect(owner.getByText('They are being told now.')).toBeVisible();
  }
  await db.delete(pingFailures).where(eq(pingFailures.endpoint, endpoint));
  await owner.goto('/desk', { waitUntil: 'networkidle' });
  await expect(owner.getByText(endpoint)).toHaveCount(0);
});
