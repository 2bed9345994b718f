import type { Page } from '@playwright/test';
import { ORIGIN, endAtProvider, expect, fillIn, host, people, signIn, stranger, test } from './support.ts';

const { owner, operator, globexOwner } = people;

test('the owner comes in by the company’s own door', async ({ page }) => {
  await page.goto(owner.home);
  await expect(page.getByRole('heading', { name: 'Acme', level: 1 })).toBeVisible();
  await page.getByRole('link', { name: 'Sign in' }).click();
  await expect(page.getByRole('heading', { name: 'Sign in to Acme' })).toBeVisible();
  await fillIn(page, owner);
  await expect(page).toHaveURL(`${owner.home}/`);
  await expect(page).toHaveTitle('Apps · Acme');
  await expect(page.getByRole('heading', { name: 'Apps of Acme', level: 1 })).toBeAttached();
  await expect(page.getByRole('link', { name: `Your account: ${owner.name}` })).toBeVisible();
});

test('the platform’s door leads from an address to its workspace', async ({ page }) => {
  await page.goto(ORIGIN);
  await page.getByLabel('Work address').fill(owner.address);
  await page.getByRole('button', { name: 'Continue' }).click();
  await expect(page).toHaveURL(`${owner.home}/`);
  await expect(page.getByRole('link', { name: 'Sign in' })).toBeVisible();
});

test('the platform’s own people sign in at the platform', async ({ page }) => {
  await page.goto(ORIGIN);
  await page.getByLabel('Work address').fill(operator.address);
  await page.getByRole('button', { name: 'Continue' }).click();
  await expect(page.getByRole('heading', { name: 'Sign in to Dezky' })).toBeVisible();
  await fillIn(page, operator);
  await expect(page.getByRole('heading', { name: 'The platform', level: 1 })).toBeVisible();
  await expect(page.getByRole('main').getByRole('link', { name: /Timeline/ })).toHaveAttribute('href', '/operator/audit');
});

for (const [typed, said] of [
  ['mara.quist@acme', 'An address looks like name@company.example.'],
  ['mara@elsewhere.example', 'No workspace uses this address.'],
]) {
  test(`“${typed}” is told to be wrong, and kept`, async ({ page }) => {
    await page.goto(ORIGIN);
    await page.getByLabel('Work address').fill(typed);
    await page.getByRole('button', { name: 'Continue' }).click();
    const field = page.getByLabel('Work address');
    await expect(field).toHaveAttribute('aria-invalid', 'true');
    await expect(field).toHaveAccessibleDescription(new RegExp(said.replaceAll('.', '\\.')));
    await expect(field).toHaveValue(typed);
    await expect(field).toBeFocused();
    await expect(page, 'what was typed is in no address').toHaveURL(`${ORIGIN}/`);
    await page.reload();
    await expect(page.getByLabel('Work address'), 'it is said once').not.toHaveAttribute('aria-invalid', 'true');
  });
}

test('a page that needs a session leads to the sign-in and back to itself', async ({ page }) => {
  await page.goto(`${owner.home}/admin/people?q=quist`);
  await fillIn(page, owner);
  await expect(page).toHaveURL(`${owner.home}/admin/people?q=quist`);
  await expect(page.getByRole('heading', { name: 'People' })).toBeVisible();
});

/** Authentik 2026.2 says that it is done and leads nowhere: its end-session knows no way back. */
async function signOut(page: Page) {
  await page.getByRole('button', { name: 'Sign out' }).click();
  await expect(page.getByRole('heading', { name: 'You\'ve logged out of Acme.' })).toBeVisible();
}

test('signing out ends both sessions', async ({ page }) => {
  await signIn(page, owner, '/me');
  await signOut(page);
  await page.goto(`${owner.home}/`);
  await page.getByRole('link', { name: 'Sign in' }).click();
  await expect(page.getByLabel('Password'), 'the provider asks again').toBeVisible();
  await page.goto(`${owner.home}/me`);
  await expect(page.getByLabel('Password')).toBeVisible();
});

test('after signing out, the back button shows nothing', async ({ page }) => {
  await signIn(page, owner, '/me');
  await signOut(page);
  await page.goBack();
  await expect(page.getByLabel('Password')).toBeVisible();
  await expect(page.getByRole('heading', { name: 'Sessions' })).toHaveCount(0);
});

test('who is signed in at the provider needs no password at the next host', async ({ page }) => {
  await signIn(page, owner);
  await page.goto(`${ORIGIN}/sign-in`);
  await expect(page.getByRole('heading', { name: 'Your workspaces' })).toBeVisible();
  await page.getByRole('link', { name: 'Acme' }).click();
  await expect(page.getByRole('heading', { name: 'Apps of Acme' })).toBeAttached();
});

test('a session that the provider ends is over here, too', async ({ page }) => {
  await signIn(page, globexOwner, '/me');
  await endAtProvider(globexOwner);
  await page.reload();
  await expect(page.getByLabel('Password')).toBeVisible();
});

test('who belongs to no workspace is told so, and can sign out', async ({ page }) => {
  const nobody = { ...(await stranger()), home: ORIGIN };
  await signIn(page, nobody);
  await expect(page.getByRole('heading', { name: 'You have no workspace yet' })).toBeVisible();
  await expect(page.getByText(nobody.address)).toBeVisible();
  await page.getByRole('button', { name: 'Sign out' }).click();
  await expect(page.getByLabel('Work address')).toBeVisible();
});

test('a sign-in that comes back unasked for is not believed', async ({ page }) => {
  await page.goto(`${owner.home}/auth/callback?code=made-up&state=made-up`);
  await expect(page.getByRole('heading', { name: 'This sign-in is no longer valid' })).toBeVisible();
  await page.getByRole('link', { name: 'Try again' }).click();
  await fillIn(page, owner);
  await expect(page.getByRole('heading', { name: 'Apps of Acme' })).toBeAttached();
});

test('a host that no tenant has says nothing', async ({ page }) => {
  const answer = await page.goto(host('initech'));
  expect(answer?.status()).toBe(404);
});
