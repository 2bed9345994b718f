// The form that adds somebody, and the letter that goes to where it can be read: the second one, too.

import type { Page } from '@playwright/test';
import { expect, host, letterTo, makeTenant, people, ready, setPassword, signIn, test, uniqueSlug } from './support.ts';

const { owner, auditor } = people;
const LIST = '/admin/people';
const toast = (page: Page) => page.locator('.toast');

/** A company with an owner who is signed in, on a host of its own: what happens here is nobody else's. */
async function company(page: Page, stem: string) {
  const tenant = makeTenant(uniqueSlug(stem), 'Stark');
  await ready(tenant.slug);
  await setPassword(tenant.owner, `${tenant.slug}@private.example`);
  await signIn(page, tenant.owner, LIST);
  return tenant;
}

/** Adds somebody by the form, and leaves the browser on their page. */
async function add(page: Page, tenant: { slug: string, domain: string }, name: string, role = 'Member') {
  const address = `${name.toLowerCase().replace(' ', '.')}@${tenant.domain}`;
  const to = `${name.toLowerCase().replace(' ', '.')}.${tenant.slug}@private.example`;
  await page.goto(`${host(tenant.slug)}${LIST}/new`);
  await page.getByLabel('Name', { exact: true }).fill(name);
  await page.getByLabel('E-mail address').fill(address);
  await page.getByLabel('Role').selectOption(role);
  await page.getByLabel('Where the invitation goes').fill(to);
  await page.getByRole('button', { name: 'Add and invite' }).click();
  await expect(page.getByRole('heading', { name, level: 1 })).toBeVisible();
  await ready(tenant.slug);
  return { name, address, password: 'another password', home: host(tenant.slug), to, page: page.url() };
}

test('an invitation is sent again to where the first one went, and its link works', async ({ page, another }) => {
  const tenant = await company(page, 'again');
  const ned = await add(page, tenant, 'Ned Reeve');
  expect(letterTo(ned.to)?.link).toBeTruthy();
  await page.goto(ned.page);
  await page.getByRole('button', { name: 'Send the invitation again' }).click();
  await expect(toast(page)).toContainText('Another invitation is on its way.');
  await ready(tenant.slug);
  await setPassword(ned, ned.to);
  await signIn(await another(), ned);
});

for (const { why, fill, field, said } of [
  { why: 'a person without a name', fill: { name: ' ', email: 'new.one@acme.example' }, field: 'name', said: 'A name has 1 to 120 characters' },
  { why: 'an address that is none', fill: { name: 'New One', email: 'new.one' }, field: 'email', said: 'An address looks like' },
  { why: 'somebody who is here already', fill: { name: 'New One', email: 'tilo.arend@acme.example' }, field: 'email', said: 'Somebody with this address is here already.' },
  { why: 'an invitation to nowhere', fill: { name: 'New One', email: 'new.one@acme.example', invite_to: 'home' }, field: 'invite_to', said: 'An address looks like' },
]) {
  test(`${why} is said beside the field, and all input is kept`, async ({ page }) => {
    await signIn(page, owner, `${LIST}/new`);
    for (const [id, value] of Object.entries(fill)) await page.locator(`#${id}`).fill(value);
    await page.getByLabel('Role').selectOption('Helpdesk');
    await page.getByRole('button', { name: 'Add and invite' }).click();
    await expect(page).toHaveURL(`${owner.home}${LIST}/new`);
    const wrong = page.locator(`#${field}`);
    await expect(wrong).toHaveAttribute('aria-invalid', 'true');
    await expect(wrong).toHaveAccessibleDescription(new RegExp(said));
    await expect(wrong).toBeFocused();
    await expect(page.locator('[aria-invalid="true"]')).toHaveCount(1);
    for (const [id, value] of Object.entries(fill)) await expect(page.locator(`#${id}`)).toHaveValue(value);
    await expect(page.getByLabel('Role')).toHaveValue('helpdesk');
  });
}

test('who may not see the people doesn’t see one of them, nor the form', async ({ page }) => {
  await signIn(page, auditor);
  for (const path of [`${LIST}/new`, `${LIST}/01890000-0000-7000-8000-000000000000`, `${LIST}/01890000-0000-7000-8000-000000000000/remove`]) {
    expect((await page.goto(auditor.home + path))?.status(), path).toBe(403);
  }
});
