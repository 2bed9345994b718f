// What an owner and an admin do about the people of their tenant, and what follows from it everywhere.

import type { Page } from '@playwright/test';
import {
  expect, fillIn, letterTo, makeTenant, ORIGIN, people, ready, setPassword, signIn, takeLetters, test, unique, uniqueSlug, userOf,
} from './support.ts';

const { owner: mara, admin } = people;
const LIST = '/admin/people';

/** A tenant of its own: what happens to its people is seen by no other story. */
async function tenant(stem: string, name: string) {
  const made = makeTenant(uniqueSlug(stem), name);
  await ready(made.slug);
  await setPassword(made.owner, `${made.slug}@private.example`);
  return made;
}

/** Somebody new, by the form. The page is theirs then. */
async function add(page: Page, name: string, address: string, more: { role?: string; to?: string; language?: string } = {}) {
  await page.getByRole('link', { name: 'Add a person' }).click();
  await page.getByLabel('Name', { exact: true }).fill(name);
  await page.getByLabel('E-mail address').fill(address);
  if (more.role) await page.getByLabel('Role').selectOption(more.role);
  await page.getByLabel('Where the invitation goes').fill(more.to ?? '');
  if (more.language) await page.getByLabel('Language of the invitation').selectOption(more.language);
  await page.getByRole('button', { name: 'Add and invite' }).click();
  await expect(page.getByRole('heading', { name, level: 1 })).toBeVisible();
}

async function open(page: Page, home: string, name: string) {
  await page.goto(`${home}${LIST}?q=${encodeURIComponent(name)}`);
  await page.locator('tbody').getByRole('link', { name }).click();
  await expect(page.getByRole('heading', { name, level: 1 })).toBeVisible();
}

test('somebody is added, gets a letter in their language, and comes in', async ({ page, another }) => {
  const { slug, domain, owner } = await tenant('add', 'Addition');
  const bo = { name: 'Bo Riis', address: `bo.riis@${domain}`, password: 'another long one', home: owner.home };
  const to = `${unique('bo')}@private.example`;
  await signIn(page, owner, LIST);
  await add(page, bo.name, bo.address, { to, language: 'Deutsch' });
  await expect(page.locator('.toast')).toContainText('Added. The invitation is on its way.');
  await expect(page.locator('.head')).toContainText('Invited');
  await ready(slug);
  expect(letterTo(to)?.subject).toBe('Ihr Konto bei Addition');
  await setPassword(bo, to);
  const theirs = await another();
  await signIn(theirs, bo);
  // Once they have come, they are invited no longer; a member sees no administration.
  await page.reload();
  await expect(page.locator('.head')).toContainText('Active');
  await expect(theirs.getByRole('link', { name: 'Administration' })).toHaveCount(0);
});

test('whoever is there already can’t be added, and what was typed is kept', async ({ page }) => {
  await signIn(page, mara, `${LIST}/new`);
  await page.getByLabel('Name', { exact: true }).fill('Tilo again');
  await page.getByLabel('E-mail address').fill(people.member.address);
  await page.getByLabel('Role').selectOption('Auditor');
  await page.getByRole('button', { name: 'Add and invite' }).click();
  await expect(page).toHaveURL(`${mara.home}${LIST}/new`);
  const address = page.getByLabel('E-mail address');
  await expect(address).toHaveAccessibleDescription(/Somebody with this address is here already\./);
  await expect(address).toBeFocused();
  await expect(address).toHaveValue(people.member.address);
  await expect(page.getByLabel('Name', { exact: true })).toHaveValue('Tilo again');
  await expect(page.getByLabel('Role')).toHaveValue('auditor');
});

test('an invitation is sent again, and its link works', async ({ page }) => {
  const { slug, domain, owner } = await tenant('again', 'Again');
  const address = `bo.riis@${domain}`;
  await signIn(page, owner, LIST);
  await add(page, 'Bo Riis', address);
  await ready(slug);
  takeLetters(address);
  await page.getByRole('button', { name: 'Send the invitation again' }).click();
  await expect(page.locator('.toast')).toContainText('Another invitation is on its way.');
  await expect(() => {
    expect(letterTo(address)?.subject).toBe('Your account at Again');
  }).toPass({ timeout: 10_000 });
  await setPassword({ address, password: 'another long one' }, address);
});

test('a role that changes opens what it opens', async ({ page, another }) => {
  const { slug, domain, owner } = await tenant('role', 'Roles');
  const bo = { name: 'Bo Riis', address: `bo.riis@${domain}`, password: 'another long one', home: owner.home };
  await signIn(page, owner, LIST);
  await add(page, bo.name, bo.address);
  await ready(slug);
  await setPassword(bo, bo.address);
  const theirs = await another();
  await signIn(theirs, bo);
  expect((await theirs.goto(bo.home + LIST))?.status()).toBe(403);
  await page.getByLabel('Role').selectOption('Admin');
  await page.getByRole('button', { name: 'Change role' }).click();
  await expect(page.locator('.toast')).toContainText('Role changed.');
  await expect(page.locator('aside dl.facts')).toContainText('Admin');
  expect((await theirs.goto(bo.home + LIST))?.status()).toBe(200);
  // The engines follow: an admin is in another group.
  await ready(slug);
  const groups = (await userOf(bo.address)).groups_obj.map((group: { name: string }) => group.name);
  expect(groups).toContain(`dz-${slug}-admins`);
  expect(groups).not.toContain(`dz-${slug}-members`);
});

test('who is suspended is out at once, stays out, and is let in again', async ({ page, another }) => {
  const { slug, domain, owner } = await tenant('hold', 'Hold');
  const bo = { name: 'Bo Riis', address: `bo.riis@${domain}`, password: 'another long one', home: owner.home };
  await signIn(page, owner, LIST);
  await add(page, bo.name, bo.address);
  await ready(slug);
  await setPassword(bo, bo.address);
  const theirs = await another();
  await signIn(theirs, bo);
  await page.getByRole('button', { name: 'Suspend' }).click();
  await expect(page.locator('.toast')).toContainText('Suspended, and signed out everywhere.');
  await expect(page.locator('.head')).toContainText('Suspended');
  await theirs.reload();
  await expect(theirs.getByRole('heading', { name: 'Apps of Hold' })).toHaveCount(0);
  await ready(slug);
  const outside = await another();
  await outside.goto(`${bo.home}/sign-in`);
  await fillIn(outside, bo);
  await expect(outside).not.toHaveURL(`${bo.home}/`);
  await page.getByRole('button', { name: 'Resume' }).click();
  await expect(page.locator('.toast')).toContainText('Can sign in again.');
  await ready(slug);
  await signIn(await another(), bo);
});

test('sessions are ended everywhere, and their person comes in again', async ({ page, another }) => {
  const { slug, domain, owner } = await tenant('sessions', 'Sessions');
  const bo = { name: 'Bo Riis', address: `bo.riis@${domain}`, password: 'another long one', home: owner.home };
  await signIn(page, owner, LIST);
  await add(page, bo.name, bo.address);
  await ready(slug);
  await setPassword(bo, bo.address);
  const theirs = await another();
  await signIn(theirs, bo);
  await page.getByRole('button', { name: 'End sessions' }).click();
  await expect(page.locator('.toast')).toContainText('Signed out everywhere.');
  await ready(slug);
  await theirs.goto(`${bo.home}/sign-in`);
  await fillIn(theirs, bo);
  await expect(theirs).toHaveURL(`${bo.home}/`);
  await page.getByRole('button', { name: 'Reset second factor' }).click();
  await expect(page.locator('.toast')).toContainText('Second factor reset.');
});

test('removing asks first, says what stays, and ends the access', async ({ page, another }) => {
  const { slug, domain, owner } = await tenant('remove', 'Removal');
  const bo = { name: 'Bo Riis', address: `bo.riis@${domain}`, password: 'another long one', home: owner.home };
  await signIn(page, owner, LIST);
  await add(page, bo.name, bo.address);
  await ready(slug);
  await setPassword(bo, bo.address);
  const theirs = await another();
  await signIn(theirs, bo);
  const home = page.url();
  // What was just done is said at the lower edge, over whatever ends there; it goes by itself, too.
  await page.locator('.toast').getByText('Close').click({ timeout: 3000 }).catch(() => {});
  await expect(page.locator('.toast')).toBeHidden();
  await page.getByRole('link', { name: 'Remove…' }).click();
  await expect(page.getByRole('heading', { name: 'Remove Bo Riis from Removal?' })).toBeVisible();
  await expect(page.getByText('Mail and files stay until somebody erases them.')).toBeVisible();
  await page.getByRole('link', { name: 'Go back' }).click();
  await expect(page).toHaveURL(home);
  await page.getByRole('link', { name: 'Remove…' }).click();
  await page.getByRole('button', { name: 'Remove Bo Riis' }).click();
  await expect(page).toHaveURL(owner.home + LIST);
  await expect(page.locator('.toast')).toContainText('Removed. Mail and files stay.');
  await expect(page.locator('tbody [data-at="name"]')).toHaveText([owner.name]);
  expect((await page.goto(home))?.status()).toBe(404);
  await theirs.reload();
  await expect(theirs.getByRole('heading', { name: 'Apps of Removal' })).toHaveCount(0);
  await ready(slug);
  expect((await userOf(bo.address)).is_active).toBe(false);
});

test('the last owner can’t stop being one', async ({ page }) => {
  const { owner } = await tenant('last', 'Last');
  await signIn(page, owner);
  await open(page, owner.home, owner.name);
  for (const act of ['Suspend', 'Change role']) {
    await expect(page.getByRole('button', { name: act })).toHaveCount(0);
  }
  await expect(page.getByRole('link', { name: 'Remove…' })).toHaveCount(0);
  await page.goto(`${page.url()}/remove`);
  await page.getByRole('button', { name: `Remove ${owner.name}` }).click();
  // Said of what was tried, above what the page says of itself.
  await expect(page.locator('b', { hasText: 'The workspace needs an owner. Make someone else owner first.' })).toBeVisible();
  await expect(page.locator('.head')).toContainText('Active');
});

test('an admin sees the owner and can’t touch them, not even by hand', async ({ page }) => {
  await signIn(page, admin);
  await open(page, admin.home, mara.name);
  await expect(page.locator('main form[method=post]')).toHaveCount(0);
  await expect(page.getByRole('link', { name: 'Remove…' })).toHaveCount(0);
  const id = new URL(page.url()).pathname.split('/').at(-1) ?? '';
  expect((await page.goto(`${admin.home}${LIST}/${id}/remove`))?.status()).toBe(403);
  // A form as the page would have it, if it had one.
  for (const act of ['role', 'suspend', 'remove', 'end_sessions', 'reset_second_factor']) {
    await page.goto(admin.home + LIST);
    const answered = page.waitForResponse((answer) => answer.url().endsWith(`/api/members/${act}`));
    await page.evaluate(([action, person]) => {
      const form = Object.assign(document.createElement('form'), { method: 'post', action });
      for (const [name, value] of Object.entries({ id: person, role: 'member' })) {
        form.append(Object.assign(document.createElement('input'), { type: 'hidden', name, value }));
      }
      document.body.append(form);
      form.submit();
    }, [`/api/members/${act}`, id]);
    expect((await answered).status(), act).toBe(403);
    await page.waitForURL(`**/api/members/${act}`);
  }
  await page.goto(`${admin.home}${LIST}/new`);
  await expect(page.getByLabel('Role').getByRole('option', { name: 'Owner' })).toHaveCount(0);
});

test('somebody of another tenant isn’t there', async ({ page }) => {
  await signIn(page, people.globexOwner);
  await open(page, people.globexOwner.home, people.globexOwner.name);
  const path = new URL(page.url()).pathname;
  await page.context().clearCookies();
  await signIn(page, mara);
  expect((await page.goto(mara.home + path))?.status()).toBe(404);
  expect((await page.goto(`${ORIGIN}${path}`))?.status()).toBe(404);
});
