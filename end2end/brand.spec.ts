// A colour is looked at before it holds.

import { expect, people, signIn, test } from './support.ts';

const BRAND = '/admin/brand';

test('@js a colour is seen while it is typed or picked, and changes nothing', async ({ page }) => {
  await signIn(page, people.owner, BRAND);
  await page.locator('[data-colours][data-ready]').waitFor({ state: 'attached' });
  const shown = (colour: string) => page.locator(`#preview svg [fill="${colour}"]`).first();
  await expect(shown('#a4133c')).toHaveCount(0);
  // Each letter asks; what is seen in the end is the last of them.
  await page.locator('#accent').fill('');
  await page.locator('#accent').pressSequentially('#a4133c');
  await expect(shown('#a4133c')).toBeVisible();
  await expect(page.locator('#pick')).toHaveValue('#a4133c');
  await page.locator('#pick').fill('#1d6f42');
  await expect(shown('#1d6f42')).toBeVisible();
  await expect(page.locator('#accent')).toHaveValue('#1d6f42');
  await page.reload();
  await expect(page.locator('#accent')).toHaveValue('#f4b942');
  await expect(shown('#1d6f42')).toHaveCount(0);
});
