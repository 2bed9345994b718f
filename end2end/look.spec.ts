// How every page looks and reads: no finding of axe, nothing that scrolls sideways, everything by keyboard.

import AxeBuilder from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import { appendBytes, appears, expect, people, signIn, test, unique, appendLine, uploaded } from './support.ts';
import { open, pages } from './pages.mjs';

const STANDARD = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'];
const WIDTHS = [1440, 768, 360];
const { operator } = people;

/** What axe finds, short enough to be read in a terminal. */
async function findings(page: Page) {
  const { violations } = await new AxeBuilder({ page }).withTags(STANDARD).setLegacyMode().analyze();
  return violations.flatMap(({ id, nodes }) => nodes.map(({ html, any, all, none }) => {
    const why = [...any, ...all, ...none].map(({ message }) => message)[0];
    return `${id}: ${html.slice(0, 160)} ${why ?? ''}`;
  }));
}

/** How many pixels the page is wider than what is seen of it. */
const over = (page: Page) => page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);

test.describe('@js every page', () => {
  test.beforeAll(() => {
    appendBytes('{"Action":"file_create","Path":"./broken\n');
    appendLine(uploaded({ path: unique('look') }));
  });

  for (const shown of pages) {
    test(`${shown.name}: axe finds nothing, and nothing is wider than the page`, async ({ page, context }) => {
      test.slow();
      if (shown.who) await signIn(page, shown.who, '/', shown.home);
      const found: string[] = [];
      await open(page, shown);
      for (const colorScheme of ['light', 'dark'] as const) {
        await page.emulateMedia({ colorScheme });
        for (const width of WIDTHS) {
          await page.setViewportSize({ width, height: 900 });
          const where = `${width} ${colorScheme}`;
          if (await over(page) > 0) found.push(`${where}: ${await over(page)} px wider than the page`);
          found.push(...(await findings(page)).map((finding) => `${where}: ${finding}`));
        }
      }
      // German is the longest, and the narrowest page has the least room for it.
      for (const language of ['de', 'fr', 'da']) {
        await context.addCookies([{ name: 'language', value: language, url: shown.home }]);
        await open(page, shown);
        await expect(page.locator('html')).toHaveAttribute('lang', language);
        if (await over(page) > 0) found.push(`360 ${language}: ${await over(page)} px wider than the page`);
      }
      expect(found).toEqual([]);
    });
  }
});

test('by keyboard alone: from the sign-in to an opened entry', async ({ page }) => {
  const name = unique('keyboard');
  appendLine(uploaded({ path: name }));
  await page.goto(`${operator.home}/sign-in?next=/operator/audit`);
  await expect(page.getByLabel('E-mail')).toBeFocused();
  await page.keyboard.type(operator.address);
  await page.keyboard.press('Tab');
  await page.keyboard.type(operator.password);
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(`${operator.home}/operator/audit`);

  await page.keyboard.press('Tab');
  const skip = page.getByRole('link', { name: 'Skip to content' });
  await expect(skip).toBeFocused();
  await expect(skip).toBeInViewport();
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(`${operator.home}/operator/audit#main`);
  await tabTo(page, page.getByLabel('Person, object, address, request'));
  await page.keyboard.type(name);
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(`${operator.home}/operator/audit?q=${name}`);

  const summary = page.locator('ol[data-from] summary').first();
  await expect(summary).toContainText(name);
  await tabTo(page, summary);
  await page.keyboard.press('Enter');
  await expect(page.getByText('by the space it happened in')).toBeVisible();
  await tabTo(page, page.locator('ol[data-from]').getByRole('link', { name: 'Raw record' }));
  await page.keyboard.press('Enter');
  await expect(page.getByRole('region', { name: 'Raw record' })).toContainText(name);
});

test('a filter is set by keyboard alone', async ({ page }) => {
  await signIn(page, operator, '/operator/audit');
  await tabTo(page, page.locator('details.pick > summary', { hasText: 'Source' }));
  await page.keyboard.press('Enter');
  await tabTo(page, page.locator('details.pick[open]').getByRole('link', { name: 'OCIS' }));
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(`${operator.home}/operator/audit?source=ocis`);
});

for (const { name, who, home, path } of pages.filter(({ name }) => ['landing', 'launcher', 'people', 'tenant', 'timeline', 'sources'].includes(name))) {
  test(`${name}: the focus is seen wherever it goes, and under nothing`, async ({ page }) => {
    if (who) await signIn(page, who, '/', home);
    await page.goto(home + path);
    const unseen: string[] = [];
    for (let stops = 0; stops < 40; stops += 1) {
      await page.keyboard.press('Tab');
      const stop = await page.evaluate(() => {
        const on = document.activeElement;
        if (!on || on === document.body) return null;
        const { outlineStyle, outlineWidth } = getComputedStyle(on);
        const box = on.getBoundingClientRect();
        const top = document.elementFromPoint(box.x + box.width / 2, box.y + Math.min(box.height / 2, 20));
        return {
          what: on.outerHTML.slice(0, 120),
          outlined: outlineStyle !== 'none' && parseFloat(outlineWidth) >= 2,
          covered: !!top && !on.contains(top) && !top.contains(on),
        };
      });
      if (!stop) break;
      if (!stop.outlined) unseen.push(`no outline: ${stop.what}`);
      if (stop.covered) unseen.push(`covered: ${stop.what}`);
    }
    expect(unseen).toEqual([]);
  });
}

/** Presses Tab until something has the focus; 120 times at most. */
async function tabTo(page: Page, target: ReturnType<Page['locator']>) {
  for (let presses = 0; presses < 120; presses += 1) {
    if (await target.evaluate((element) => element === document.activeElement)) return;
    await page.keyboard.press('Tab');
  }
  throw new Error(`${target} can’t be reached by Tab`);
}
