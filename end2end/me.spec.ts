import { expect, people, signIn, test } from './support.ts';

const { owner, admin } = people;
const sessions = (page) => page.locator('#sessions tbody').getByRole('row');

test('one’s own page says who one is and what one may', async ({ page }) => {
  await signIn(page, owner, '/me');
  await expect(page.getByRole('heading', { name: owner.name, level: 1 })).toBeVisible();
  await expect(page.getByText(owner.address)).toBeVisible();
  await expect(page.locator('dl', { hasText: 'Your role here' })).toContainText('Owner');
});

test('a session that is ended from another browser is over at its next request', async ({ page, another }) => {
  const other = await another();
  await signIn(other, admin, '/me');
  // The specs before this one left sessions: more than the page shows unasked.
  await signIn(page, admin, '/me?all=1');
  await expect(sessions(page).filter({ hasText: 'This one' })).toHaveCount(1);
  await expect(sessions(page).first()).toContainText(/on (Linux|Windows|macOS)/);
  const count = await sessions(page).count();
  expect(count).toBeGreaterThanOrEqual(2);
  // The other one was begun last before this one: end all but this.
  for (let left = count - 1; left > 0; left -= 1) {
    await page.getByRole('button', { name: /^End the session on/ }).first().click();
    await expect(page.getByRole('status').filter({ hasText: 'Session ended' })).toBeVisible();
    await expect(sessions(page)).toHaveCount(left);
  }
  await page.getByRole('link', { name: 'Close' }).click();
  await expect(page.locator('.toast'), 'it is said once').toHaveCount(0);
  // Its next request leads to the sign-in: what comes then is between that browser and the provider.
  const asked: string[] = [];
  other.on('request', (request) => asked.push(new URL(request.url()).pathname));
  await other.goto(`${admin.home}/admin/people`);
  expect(asked.slice(0, 2)).toEqual(['/admin/people', '/sign-in']);
  await expect(page.getByRole('heading', { name: admin.name })).toBeVisible();
});

test('nobody sees the sessions of anybody else, nor ends them', async ({ page, another }) => {
  const [first, second] = [await another(), await another()];
  await signIn(first, admin, '/me');
  await signIn(second, admin, '/me');
  const id = await second.locator('#sessions input[name="id"]').first().getAttribute('value');
  await signIn(await another(), owner, '/me');
  await signIn(page, owner, '/me');
  await expect(page.locator(`input[value="${id}"]`)).toHaveCount(0);
  await expect(page.getByText(admin.address)).toHaveCount(0);
  // Somebody who knows the id all the same.
  await page.locator('#sessions input[name="id"]').first().evaluate((input, id) => input.setAttribute('value', id!), id);
  await page.getByRole('button', { name: /^End the session on/ }).first().click();
  await expect(page.getByRole('heading', { name: 'Nothing here' })).toBeVisible();
  await second.reload();
  await expect(second.locator(`input[value="${id}"]`)).toHaveCount(1);
});

test('language and theme are chosen together', async ({ page }) => {
  await signIn(page, owner, '/me');
  await page.getByLabel('Language').selectOption('Deutsch');
  await page.getByLabel('Dark', { exact: true }).check();
  await page.getByRole('button', { name: 'Save' }).click();
  await expect(page.locator('html')).toHaveAttribute('lang', 'de');
  await expect(page.locator('html')).toHaveAttribute('data-theme', 'dark');
  await page.getByLabel('Wie das System').check();
  await page.getByLabel('Sprache').selectOption('English');
  await page.getByRole('button', { name: 'Speichern' }).click();
  await expect(page.locator('html')).toHaveAttribute('lang', 'en');
  await expect(page.locator('html')).not.toHaveAttribute('data-theme');
});
