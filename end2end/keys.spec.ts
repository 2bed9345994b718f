// What keys do on every page, and what stays at hand: filters, the menu, the line of time, tabs.

import { expect, people, signIn, test } from './support.ts';

const { operator } = people;
const AWAKE = '[data-palette][data-ready]';

test('a view of the timeline is saved, opened again and removed', async ({ page }) => {
  await signIn(page, operator, '/operator/audit?source=platform&from=2026-01-01');
  await page.getByText('Save view').first().click();
  await page.getByRole('button', { name: 'Save', exact: true }).click();
  await expect(page.getByText('A name has 1 to 40 characters')).toBeVisible();
  await page.getByLabel('Name of the view').fill('Dezky itself');
  await page.getByRole('button', { name: 'Save', exact: true }).click();
  const tab = page.getByRole('navigation', { name: 'Saved views' }).getByRole('link', { name: 'Dezky itself' });
  await expect(tab).toHaveAttribute('aria-current', 'page');
  await page.goto(`${operator.home}/operator/audit`);
  await tab.click();
  await expect(page).toHaveURL(/audit\?source=platform$/);
  await page.getByRole('button', { name: 'Remove the view' }).click();
  await expect(page.getByRole('status').filter({ hasText: 'View removed.' })).toBeVisible();
  await expect(tab).toHaveCount(0);
});

test('@js Escape closes a filter, and another one is a press away', async ({ page }) => {
  await signIn(page, operator, '/operator/audit');
  await page.locator(AWAKE).waitFor({ state: 'attached' });
  const filter = (word: string) => page.locator('details.pick').filter({ has: page.locator('summary', { hasText: word }) });
  await filter('Who').locator('summary').click();
  await expect(filter('Who')).toHaveAttribute('open', '');
  await filter('Outcome').locator('summary').click();
  await expect(filter('Outcome')).toHaveAttribute('open', '');
  await expect(filter('Who')).not.toHaveAttribute('open', '');
  await page.keyboard.press('Escape');
  await expect(filter('Outcome')).not.toHaveAttribute('open', '');
  await expect(filter('Outcome').locator('summary')).toBeFocused();
});

test('@js j and k go along the line of time', async ({ page }) => {
  await signIn(page, operator, '/operator/audit');
  await page.locator(AWAKE).waitFor({ state: 'attached' });
  const rows = page.locator('.line ol > li > details > summary');
  for (const [key, place] of [['j', 0], ['j', 1], ['k', 0], ['k', 0]] as const) {
    await page.keyboard.press(key);
    await expect(rows.nth(place)).toBeFocused();
  }
  await page.keyboard.press('Enter');
  await expect(page.locator('.line ol > li > details').first()).toHaveAttribute('open', '');
});

test('@js the menu of a phone closes when it is left, and its tabs show the current one', async ({ page }) => {
  await page.setViewportSize({ width: 360, height: 740 });
  await signIn(page, operator, '/operator/tenants/acme?tab=close');
  await page.locator(AWAKE).waitFor({ state: 'attached' });
  await expect(page.locator('.tabs [aria-current]')).toBeInViewport({ ratio: 0.9 });
  await page.locator('details.menu > summary').click();
  await expect(page.locator('details.menu')).toHaveAttribute('open', '');
  await page.locator('details.menu a').last().focus();
  await page.keyboard.press('Tab');
  await expect(page.locator('details.menu')).not.toHaveAttribute('open', '');
  await page.locator('details.menu > summary').click();
  await page.keyboard.press('Escape');
  await expect(page.locator('details.menu > summary')).toBeFocused();
});
