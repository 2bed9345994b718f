// The palette, and the launcher's keys. Without a script the same is found on a page of its own.

import { expect, people, signIn, test } from './support.ts';

const { owner, member } = people;

test('everything is found on a page of its own', async ({ page }) => {
  await signIn(page, owner, '/find?q=calen');
  await page.getByRole('link', { name: /Calendar/ }).first().waitFor();
  await page.goto(`${owner.home}/find?q=people`);
  await page.locator('.found a[href="/admin/people"]').click();
  await expect(page).toHaveURL(`${owner.home}/admin/people`);
});

test('@js Ctrl K opens the palette, arrows choose, Enter opens, Esc closes', async ({ page }) => {
  await signIn(page, owner);
  await expect(page.locator('[data-palette]')).toHaveAttribute('data-ready', '');
  await page.keyboard.press('Control+k');
  const field = page.getByRole('combobox');
  await expect(field).toBeFocused();
  await field.fill('announcements');
  await expect(page.getByRole('option', { selected: true })).toContainText('Announcements');
  const first = await field.getAttribute('aria-activedescendant');
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('ArrowUp');
  expect(await field.getAttribute('aria-activedescendant')).toBe(first);
  await page.keyboard.press('Escape');
  await expect(page.locator('#palette')).toBeHidden();
  await page.locator('[data-find]').click();
  await field.fill('announcements');
  await expect(page.getByRole('option', { selected: true })).toHaveAttribute('data-href', '/admin/announcements');
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(`${owner.home}/admin/announcements`);
});

test('@js slash goes to the filter, typing filters at once, arrows go from tile to tile', async ({ page }) => {
  await signIn(page, member);
  await expect(page.locator('[data-tiles]')).toHaveAttribute('data-ready', '');
  await page.keyboard.press('/');
  await expect(page.locator('#q')).toBeFocused();
  await page.keyboard.type('handbook');
  await expect(page.locator('a.tile:visible b')).toHaveText(['Staff handbook']);
  await page.keyboard.press('Escape');
  await expect(page.locator('a.tile:visible')).toHaveCount(9);
  await page.keyboard.press('ArrowDown');
  await expect(page.locator('a.tile').first()).toBeFocused();
  await page.keyboard.press('ArrowRight');
  await expect(page.locator('a.tile').nth(1)).toBeFocused();
});
