import { cast, stateOf } from './support/cast.ts';
import { expect, test } from './support/fixtures.ts';
import { mailTo } from './support/post-office.ts';

// The other journeys stand on these: the owner sets the magazine up and brings in the people of the cast.
test.describe.configure({ mode: 'serial' });

test('the owner opens the printed link and makes the magazine theirs', async ({ page, request, newReader }) => {
  const link = process.env.E2E_OWNER_LINK!;
  await request.get(link); // a scanner looks at it, and nothing is used up
  await page.goto(link);
  await expect(page.getByRole('heading', { name: 'Make it yours' })).toBeVisible();
  await expect(page.getByLabel('Time zone')).toHaveValue('Europe/London');

  await page.getByLabel('Name', { exact: true }).fill('Mansudae Korea');
  await page.getByLabel('Time zone').selectOption('Asia/Seoul');
  await page.getByLabel('Contact address').fill('contact@mansudae.example');
  await page.getByLabel('Your name').fill(cast.owner.name);
  await page.getByLabel('Your e-mail address').fill('not an address');
  await page.getByLabel('Keep it, to see how things look').check();
  await page.getByRole('button', { name: 'Start the magazine' }).click();
  const email = page.getByLabel('Your e-mail address');
  await expect(email).toHaveAccessibleDescription(/does not look like an e-mail address/);
  await expect(email).toBeFocused();
  await expect(page.getByLabel('Time zone'), 'what was chosen stays').toHaveValue('Asia/Seoul');
  await email.fill(cast.owner.email);
  await page.getByRole('button', { name: 'Start the magazine' }).click();

  await expect(page).toHaveURL(/\/desk$/);
  await expect(page.getByRole('heading', { name: 'What waits' })).toBeVisible();
  await page.context().storageState({ path: stateOf('owner') });

  const stranger = await newReader();
  expect((await stranger.goto(link))?.status(), 'works once').toBe(410);
  await expect(stranger.getByRole('heading', { name: 'This link leads nowhere any more' })).toBeVisible();
});

for (const role of ['editor', 'author', 'contributor'] as const) {
  test(`the owner adds the ${role}, who signs in with the mailed link`, async ({ page, signInAs }) => {
    const { name, email } = cast[role];
    const owner = await signInAs('owner');
    await owner.goto('/desk/people');
    const form = owner.locator('form').filter({ has: owner.getByRole('button', { name: 'Add and send the link' }) });
    await form.getByLabel('Name').fill(name);
    await form.getByLabel('E-mail address').fill(email);
    await form.getByLabel('Role').selectOption({ value: role });
    await form.getByRole('button', { name: 'Add and send the link' }).click();
    await expect(owner.getByText(`${name} has been added, and a link is on its way to ${email}.`)).toBeVisible();

    const mail = await mailTo(email, 'Mansudae Korea');
    expect(mail.from?.text).toContain('desk@mansudae.example');
    expect(new URL(mail.link).origin, 'links carry the site’s own address').toBe(process.env.E2E_SITE);
    await page.goto(mail.link);
    await page.goto('/desk');
    await expect(page, 'opening the link signs nobody in').toHaveURL(/\/sign-in/);
    await page.goto(mail.link);
    await page.getByRole('button', { name: `Sign in as ${name}` }).click();
    await expect(page).toHaveURL(/\/desk$/);
    await page.context().storageState({ path: stateOf(role) });
  });
}
