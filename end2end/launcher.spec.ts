import type { Page } from '@playwright/test';
import { expect, people, signIn, test, unique } from './support.ts';

const { owner, member, globexOwner } = people;
const ground = (page: Page) => page.evaluate(() => getComputedStyle(document.documentElement).backgroundColor);

test('the tiles lead to the company’s apps and links', async ({ page }) => {
  await signIn(page, member);
  await expect(page.locator('a.tile b')).toHaveText([
    'Mail', 'Calendar', 'Files', 'Office', 'Chat', 'Meet', 'Travel expenses', 'Canteen plan', 'Staff handbook',
  ]);
  await expect(page.getByRole('link', { name: /^Chat/ })).toHaveAttribute('href', 'https://acme-chat.dezky.example');
  for (const tile of await page.locator('a.tile').all()) {
    const box = await tile.boundingBox();
    expect(Math.min(box!.width, box!.height), await tile.innerText()).toBeGreaterThanOrEqual(48);
  }
  await expect(page.getByRole('link', { name: 'Administration' }), 'a member administers nothing').toHaveCount(0);
});

test('the company’s colour is on the page, and no other company’s', async ({ page, another }) => {
  const poster = (of: Page) => of.locator('.poster').evaluate((poster) => getComputedStyle(poster).backgroundColor);
  await signIn(page, owner);
  await expect(page.locator('link[href="/brand/acme/f4b942.css"]')).toBeAttached();
  const logo = page.locator('.poster img.in-light');
  expect(await logo.evaluate((image: HTMLImageElement) => image.complete && image.naturalWidth > 0)).toBe(true);
  const other = await another();
  await signIn(other, globexOwner);
  expect(await poster(page)).toBe('rgb(244, 185, 66)');
  expect(await poster(other)).not.toBe(await poster(page));
});

test('the filter is a form: it works by pressing Enter and lives in the address', async ({ page }) => {
  await signIn(page, member);
  await page.getByLabel('Filter apps').fill('mail');
  await page.getByLabel('Filter apps').press('Enter');
  await expect(page).toHaveURL(`${member.home}/?q=mail`);
  await expect(page.locator('a.tile b')).toHaveText(['Mail']);
  await page.getByLabel('Filter apps').fill('handbook');
  await page.getByLabel('Filter apps').press('Enter');
  await expect(page.locator('a.tile b')).toHaveText(['Staff handbook']);
  await page.goBack();
  await expect(page.getByLabel('Filter apps')).toHaveValue('mail');
});

test('a filter that finds nothing says so and shows the way back', async ({ page }) => {
  const nothing = unique('nothing');
  await signIn(page, member, `/?q=${nothing}`);
  await expect(page.getByRole('heading', { name: `Nothing called “${nothing}”` })).toBeVisible();
  await page.getByRole('link', { name: 'Show all apps' }).click();
  await expect(page.locator('a.tile')).toHaveCount(9);
});

test('dark is chosen with one press, and is there with the first byte', async ({ page }) => {
  await signIn(page, member);
  const light = await ground(page);
  await page.getByRole('button', { name: 'Switch to dark' }).click();
  await expect(page.locator('html')).toHaveAttribute('data-theme', 'dark');
  await expect(page.getByRole('button', { name: 'Switch to light' })).toBeVisible();
  expect(await ground(page)).not.toBe(light);
  const answer = await page.goto(`${member.home}/?q=mail`);
  expect(await answer!.text(), 'no flash: the server says it').toContain('<html lang="en" data-theme="dark">');
  await page.getByRole('button', { name: 'Switch to light' }).click();
  await expect(page.locator('html')).toHaveAttribute('data-theme', 'light');
  await expect(page, 'where one was').toHaveURL(`${member.home}/?q=mail`);
  expect(await ground(page)).toBe(light);
});

test('without a choice the system’s theme holds', async ({ page }) => {
  // Who chose one has it in every browser; this person never did.
  await signIn(page, people.auditor);
  const light = await ground(page);
  await page.emulateMedia({ colorScheme: 'dark' });
  expect(await ground(page)).not.toBe(light);
  await expect(page.getByRole('button', { name: 'Switch to light' })).toBeVisible();
  await expect(page.getByRole('button', { name: 'Switch to dark' })).toBeHidden();
});

for (const [language, word, signsIn, apps] of [
  ['Deutsch', 'de', 'Anmelden', 'Ihre Apps'],
  ['Français', 'fr', 'Se connecter', 'Vos applications'],
  ['Dansk', 'da', 'Log ind', 'Dine apps'],
]) {
  test(`${language} is chosen before the sign-in and stays`, async ({ page }) => {
    await page.goto(member.home);
    await page.getByRole('button', { name: language }).click();
    await expect(page.locator('html')).toHaveAttribute('lang', word);
    await expect(page.getByRole('link', { name: signsIn })).toBeVisible();
    await expect(page.getByRole('button', { name: language })).toHaveAttribute('aria-current', 'true');
    await signIn(page, member);
    await expect(page.locator('html')).toHaveAttribute('lang', word);
    await expect(page.getByRole('heading', { name: apps })).toBeVisible();
  });
}

test('@js nobody’s page asks for no script and no wasm', async ({ page }) => {
  const asked: string[] = [];
  page.on('request', (request) => asked.push(new URL(request.url()).pathname));
  for (const path of ['/', '/sign-in/refused?why=denied']) {
    await page.goto(owner.home + path, { waitUntil: 'networkidle' });
  }
  expect(asked.filter((path) => /\.(js|wasm)$/.test(path))).toEqual([]);
  await signIn(page, owner);
  await expect(page.locator('[data-palette]')).toHaveAttribute('data-ready', '');
  expect(asked.filter((path) => /\.wasm$/.test(path)), 'who is signed in has the palette').toHaveLength(1);
});
