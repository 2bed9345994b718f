// One act makes a tenant real everywhere: created, watched, repaired, suspended, closed, deleted.

import type { Page } from '@playwright/test';
import {
  authentik, becomes, changeByHand, expect, fail, fillIn, host, letterTo, makeTenant, ORIGIN, people, ready, setPassword,
  signIn, test, told, uniqueSlug, userOf,
} from './support.ts';

const { operator, readingOperator } = people;
const TENANTS = '/operator/tenants';
const at = (slug: string) => `${operator.home}${TENANTS}/${slug}`;
const step = (page: Page, name: string | RegExp) => page.locator('ol.steps > li', { hasText: name });

test.afterEach(() => fail());

/** A tenant that is as wanted, whose owner has a password. */
async function settled(stem: string, name: string) {
  const tenant = makeTenant(uniqueSlug(stem), name);
  await ready(tenant.slug);
  await setPassword(tenant.owner, `${tenant.slug}@private.example`);
  return tenant;
}

test('a tenant is created, becomes ready while one looks on, and its owner comes in by the letter', async ({ page, another, javaScriptEnabled }) => {
  const slug = uniqueSlug('pied-piper');
  const owner = { name: 'Anna Bell', address: `anna.bell@${slug}.example`, password: 'a long password', home: host(slug) };
  const to = `anna.${slug}@private.example`;
  await signIn(page, operator, `${TENANTS}/new`);
  for (const [id, value] of Object.entries({
    name: 'Pied Piper', slug, domain: `${slug}.example`, quota: '50', owner_name: owner.name, owner_email: owner.address, invite_to: to,
  })) await page.locator(`#${id}`).fill(value);
  await page.getByRole('button', { name: 'Create tenant' }).click();
  await expect(page).toHaveURL(at(slug));

  // Every step ends, and the page was loaded once.
  let loads = 0;
  page.on('domcontentloaded', () => { loads += 1; });
  await becomes(page, 'as_wanted', javaScriptEnabled !== false);
  if (javaScriptEnabled !== false) {
    expect(loads, 'the page was loaded again').toBe(0);
    await expect(page.locator('#steps-said')).toContainText('As wanted');
  }
  await expect(page.locator('#run-state')).toHaveText('As wanted');
  await expect(page.locator('ol.steps > li[data-state="done"]')).toHaveCount(18);
  await expect(page.locator('#steps-count')).toHaveText('18 of 18 done.');
  await expect(step(page, `Mailbox ${owner.address}`)).toContainText('Stalwart');
  await expect(page.locator('#services').getByText('As wanted')).toHaveCount(4);
  await expect(page.locator('#drift')).toContainText('Everything is as wanted.');

  // The letter went to where it can be read, and its link sets a password once.
  const letter = letterTo(to);
  expect(letter?.subject).toBe('Your account at Pied Piper');
  expect(letter?.plain).toContain(`Pied Piper has an account for you: ${owner.address}.`);
  expect(letter?.plain).toContain(`${host(slug)}\n`);
  const mine = await another();
  await mine.goto(letter?.link ?? '');
  await mine.getByLabel('Password', { exact: true }).fill(owner.password);
  await mine.getByLabel('Password (repeat)').fill(owner.password);
  await mine.getByRole('button', { name: 'Continue' }).click();
  await expect(mine.getByRole('heading', { name: 'Your password is set' })).toBeVisible();

  // From the tenant's own door to its launcher. The provider may know them from a moment ago.
  const fresh = await another();
  await fresh.goto(`${owner.home}/`);
  await fresh.getByRole('link', { name: 'Sign in' }).click();
  await fillIn(fresh, owner);
  await expect(fresh).toHaveURL(`${owner.home}/`);
  await expect(fresh.getByRole('heading', { name: 'Apps of Pied Piper' })).toBeAttached();
  await fresh.goto(`${owner.home}/admin/people`);
  await expect(fresh.getByText('1 person: 1 active, 0 invited, 0 suspended.')).toBeVisible();
  await expect(fresh.getByRole('row', { name: owner.name }).getByRole('cell').nth(3)).toHaveText('Owner');

  // Who set it up can't be forgotten.
  await page.goto(`${operator.home}/operator/audit?tenant=${slug}&source=platform&q=Pied`);
  await expect(page.locator('ol[data-from] > li')).toContainText(['Ines Falk created tenant Pied Piper']);
});

test('a letter’s link works once', async ({ page }) => {
  const { slug } = await settled('once', 'Once');
  await page.goto(letterTo(`${slug}@private.example`)?.link ?? '');
  await expect(page.getByRole('heading', { name: 'Permission denied' })).toBeVisible();
});

test('a fault of an engine is said in words, and trying again mends it', async ({ page, javaScriptEnabled }) => {
  const live = javaScriptEnabled !== false;
  const slug = uniqueSlug('hooli');
  // Only this tenant's calls name its domain.
  await fail({ system: 'stalwart', calls: `${slug}.example`, fault: { kind: 'status', status: 500 } });
  makeTenant(slug, 'Hooli');
  await signIn(page, operator, `${TENANTS}/${slug}`);
  await becomes(page, 'trying', live);
  const domain = step(page, `Mail domain ${slug}.example`);
  await expect(domain).toHaveAttribute('data-state', 'trying', { timeout: 10_000 });
  await expect(domain).toContainText(/Stalwart has a fault of its own \(500\)\. Next try at \d\d:\d\d:\d\d\./);
  // What needs the domain waits, what doesn't is done.
  await expect(step(page, `Mailbox anna.bell@${slug}.example`)).toHaveAttribute('data-state', 'waiting');
  await expect(page.locator('#services')).toContainText('Being made');

  await fail();
  const again = live ? page.locator('#run-again') : domain.getByRole('button', { name: 'Try again from here' });
  await again.click();
  await expect(page).toHaveURL(at(slug));
  await becomes(page, 'as_wanted', live);
  await expect(domain).toHaveAttribute('data-state', 'done');
});

test('a call that is cut is made again by itself', async ({ page, javaScriptEnabled }) => {
  const slug = uniqueSlug('cut');
  await fail({ system: 'ocis', method: 'POST', path: '/drives', calls: `dz-${slug}`, times: 1, fault: { kind: 'cut' } });
  makeTenant(slug, 'Cut');
  await ready(slug);
  await signIn(page, operator, `${TENANTS}/${slug}`);
  // It was cut, tried again, and made once.
  await expect(step(page, new RegExp(`^Space dz-${slug},`))).toContainText('2 tries');
  await becomes(page, 'as_wanted', javaScriptEnabled !== false);
});

test('what isn’t ours is left alone and needs a person', async ({ page, javaScriptEnabled }) => {
  const live = javaScriptEnabled !== false;
  const slug = uniqueSlug('conflict');
  const address = `anna.bell@${slug}.example`;
  const { pk } = await authentik('POST', '/core/users/', { username: address, name: 'Somebody else', is_active: true, type: 'internal' });
  makeTenant(slug, 'Conflict');
  await signIn(page, operator, `${TENANTS}/${slug}`);
  await becomes(page, 'failed', live);
  await expect(page.locator('#run-state')).toHaveText('Needs a person');
  const person = step(page, `Person ${address}`);
  await expect(person).toHaveAttribute('data-state', 'failed');
  await expect(person).toContainText('Authentik has such an object already, and it isn’t ours.');
  await expect(person).toContainText(/the user of this name wasn['’]t made by Dezky/);
  expect(letterTo(`${slug}@private.example`), 'no letter to a door that doesn’t open').toBeUndefined();

  // Once it is out of the way, the step goes on from there.
  await authentik('DELETE', `/core/users/${pk}/`);
  await person.getByRole('button', { name: `Try again from here: Person ${address}` }).click();
  await becomes(page, 'as_wanted', live);
  expect(letterTo(`${slug}@private.example`)).toBeDefined();
});

test('provisioning is paused, goes on, is cancelled, and is begun again', async ({ page, javaScriptEnabled }) => {
  const live = javaScriptEnabled !== false;
  const slug = uniqueSlug('pause');
  await fail({ system: 'ocis', method: 'POST', calls: `dz-${slug}`, fault: { kind: 'status', status: 500 } });
  makeTenant(slug, 'Pause');
  await signIn(page, operator, `${TENANTS}/${slug}`);
  await becomes(page, 'trying', live);
  await page.getByRole('button', { name: 'Pause provisioning' }).click();
  await expect(page.locator('#run-state')).toHaveText('Paused');
  await expect(page.locator('#steps-count')).toContainText('Paused: nothing is looked at or changed.');
  await expect(page.getByRole('button', { name: 'Look again' })).toHaveCount(0);
  await page.getByRole('button', { name: 'Go on' }).click();
  await becomes(page, 'trying', live);
  await page.getByRole('link', { name: 'Cancel provisioning…' }).click();
  await expect(page.getByRole('heading', { name: 'Cancel the provisioning of Pause?' })).toBeVisible();
  await page.getByRole('link', { name: 'Go back' }).click();
  await page.getByRole('link', { name: 'Cancel provisioning…' }).click();
  await page.getByRole('button', { name: 'Cancel provisioning' }).click();
  await expect(page).toHaveURL(at(slug));
  await becomes(page, 'cancelled', live);
  await fail();
  await page.getByRole('button', { name: 'Provision again' }).click();
  await becomes(page, 'as_wanted', live);
});

test('a change by hand is shown, planned call by call, and repaired only when it is confirmed', async ({ page, javaScriptEnabled }) => {
  const live = javaScriptEnabled !== false;
  const { slug, owner } = await settled('drift', 'Drift');
  await changeByHand(owner.address, { name: 'Somebody Else', path: 'users' });
  await signIn(page, operator, `${TENANTS}/${slug}`);
  await page.getByRole('button', { name: 'Look again' }).click();
  await expect(page).toHaveURL(at(slug));
  await becomes(page, 'drifted', live);
  await expect(page.locator('#run-state')).toHaveText('Differs from what is wanted');
  const row = page.locator('#drift tbody').getByRole('row');
  await expect(row).toHaveCount(1);
  await expect(row).toContainText(`person ${owner.address}`);
  await expect(row).toContainText('Changed');
  await expect(row).toContainText(`name: ${owner.name}`);
  await expect(row).toContainText('name: Somebody Else');
  await expect(row).toContainText(`path: tenants/${slug}`);
  // How many that is of is said when the look is over.
  await expect(async () => {
    if (!live) await page.reload();
    await expect(page.locator('#drift')).toContainText('1 difference in 17 objects.', { timeout: 1_000 });
  }).toPass({ timeout: 15_000 });

  // Nothing chosen, nothing planned.
  const pick = page.getByLabel(`Repair person ${owner.address}`);
  await pick.uncheck();
  if (live) await expect(page.locator('#repair')).toHaveText('Repair 0 differences…');
  await page.locator('#repair').click();
  await expect(page.getByRole('heading', { name: 'Nothing to repair' })).toBeVisible();
  await page.getByRole('link', { name: 'Back to the differences' }).click();
  await pick.check();
  await page.getByRole('button', { name: 'Repair 1 difference…' }).click();
  await expect(page).toHaveURL(new RegExp(`${TENANTS}/${slug}/plan\\?ids=`));
  await expect(page.getByRole('heading', { name: 'Repair plan', level: 1 })).toBeVisible();
  await expect(page.getByText('1 call for 1 difference. Nothing was changed yet.')).toBeVisible();
  await expect(page.locator('ol.calls > li')).toHaveCount(1);
  await expect(page.locator('ol.calls > li')).toContainText(/PATCH .*\/core\/users\/\d+\//);
  await expect(page.locator('ol.calls pre')).toContainText(`"name": "${owner.name}"`);
  expect((await userOf(owner.address)).name, 'looking changes nothing').toBe('Somebody Else');

  await page.getByRole('button', { name: 'Repair 1 difference', exact: true }).click();
  await expect(page).toHaveURL(at(slug));
  await becomes(page, 'as_wanted', live);
  await expect(page.locator('#drift')).toContainText('Everything is as wanted.');
  expect(await userOf(owner.address)).toMatchObject({ name: owner.name, path: `tenants/${slug}` });
  await page.getByRole('link', { name: 'Events of this tenant' }).click();
  await expect(page.locator('ol[data-from] > li').filter({ hasText: owner.address })).not.toHaveCount(0);
});

test('a tenant is suspended: its people are out at once, and back in when it is resumed', async ({ page, another }) => {
  const { slug, owner } = await settled('suspend', 'Suspend');
  const theirs = await another();
  await signIn(theirs, owner);
  await signIn(page, operator, `${TENANTS}/${slug}?tab=close`);
  await page.getByRole('link', { name: 'Suspend…' }).click();
  await expect(page.getByRole('heading', { name: 'Suspend Suspend?' })).toBeVisible();
  await expect(page.getByText('All sessions end, and nobody can sign in.')).toBeVisible();
  await page.getByRole('button', { name: 'Suspend Suspend' }).click();
  await expect(page).toHaveURL(`${at(slug)}?tab=close`);
  await expect(page.locator('.toast')).toContainText('Suspended. Nobody can sign in.');
  await theirs.goto(`${owner.home}/`);
  await expect(theirs.getByRole('heading', { name: 'Apps of Suspend' }), 'the session has ended').toHaveCount(0);

  await ready(slug);
  expect((await userOf(owner.address)).is_active).toBe(false);
  await page.goto(at(slug));
  await expect(page.locator('.head')).toContainText('Suspended');
  await expect(step(page, `Person ${owner.address}`)).toContainText('Access is taken away, what is there stays.');
  const outside = await another();
  await outside.goto(`${owner.home}/sign-in`);
  await fillIn(outside, owner);
  await expect(outside).not.toHaveURL(`${owner.home}/`);

  await page.goto(`${at(slug)}?tab=close`);
  await page.getByRole('button', { name: 'Resume' }).click();
  await expect(page.locator('.toast')).toContainText('Active again.');
  await ready(slug);
  await signIn(await another(), owner);
});

test('a tenant is closed, and not deleted before its grace period is over', async ({ page }) => {
  const { slug, owner } = await settled('close', 'Close Ltd');
  await signIn(page, operator, `${TENANTS}/${slug}/delete`);
  await page.getByLabel(`Type the short name to confirm: ${slug}`).fill(slug);
  await page.getByRole('button', { name: 'Delete Close Ltd' }).click();
  await expect(page.getByText('Only a tenant that is closing can be deleted. Close it first.')).toBeVisible();

  await page.goto(`${at(slug)}?tab=close`);
  await page.getByRole('link', { name: 'Close…' }).click();
  await expect(page.getByRole('heading', { name: 'Close Close Ltd?' })).toBeVisible();
  await page.getByRole('button', { name: 'Close Close Ltd' }).click();
  await expect(page).toHaveURL(`${at(slug)}?tab=close`);
  await expect(page.locator('.toast')).toContainText('The tenant is closing, and its owners are told.');
  await expect(page.getByText(/It can be deleted from .+ on\./)).toBeVisible();
  await expect(page.getByRole('link', { name: 'Delete…' })).toHaveCount(0);

  await page.goto(`${at(slug)}/delete`);
  await expect(page.getByText('This destroys, for good:')).toBeVisible();
  await expect(page.getByRole('listitem').filter({ hasText: '1 mailbox with its mail' })).toBeVisible();
  await page.getByLabel(`Type the short name to confirm: ${slug}`).fill(slug);
  await page.getByRole('button', { name: 'Delete Close Ltd' }).click();
  await expect(page.getByText('The grace period isn’t over. Nothing was deleted.')).toBeVisible();

  await page.goto(`${at(slug)}?tab=close`);
  await page.getByRole('button', { name: 'Take the closing back' }).click();
  await expect(page.locator('.toast')).toContainText('Active again.');
  await ready(slug);
  expect((await userOf(owner.address)).is_active).toBe(true);
});

test('a tenant whose grace period is over is deleted everywhere, by its typed name alone', async ({ page }) => {
  const { slug, owner } = await settled('delete', 'Delete Ltd');
  told(['tenant', 'close', slug], { DEZKY__PROVISION__GRACE_DAYS: '0' });
  await ready(slug);
  await signIn(page, operator, `${TENANTS}/${slug}?tab=close`);
  await page.getByRole('link', { name: 'Delete…' }).click();
  await page.getByLabel(`Type the short name to confirm: ${slug}`).fill('something');
  await page.getByRole('button', { name: 'Delete Delete Ltd' }).click();
  const typed = page.getByLabel(`Type the short name to confirm: ${slug}`);
  await expect(typed).toHaveAccessibleDescription('That isn’t the short name. Nothing was deleted.');
  await expect(typed).toHaveValue('something');
  await typed.fill(slug);
  await page.getByRole('button', { name: 'Delete Delete Ltd' }).click();
  await expect(page).toHaveURL(`${ORIGIN}${TENANTS}`);
  await expect(page.locator('.toast')).toContainText('The tenant is being deleted.');
  await expect(async () => {
    expect((await page.goto(`${at(slug)}?tab=close`))?.status()).toBe(404);
  }).toPass({ timeout: 15_000 });
  await expect(userOf(owner.address)).rejects.toThrow('0 users');
  await page.goto(`${ORIGIN}/operator/audit?q=Delete+Ltd`);
  await expect(page.locator('ol[data-from] > li')).toContainText(['Tenant Delete Ltd was deleted in every system']);
});

test('jobs show what is still to be done', async ({ page }) => {
  const slug = uniqueSlug('jobs');
  await fail({ system: 'ocis', method: 'POST', calls: `dz-${slug}`, fault: { kind: 'status', status: 500 } });
  makeTenant(slug, 'Jobs');
  await signIn(page, operator);
  await page.getByRole('link', { name: 'Jobs' }).first().click();
  await expect(page).toHaveURL(`${operator.home}/operator/jobs`);
  await expect(page.getByRole('heading', { name: 'Jobs', level: 1 })).toBeVisible();
  await expect(page.getByText(/^\d+ jobs? waits? or runs?\.$/)).toBeVisible();
  // One may run while the next one waits already.
  const job = page.getByRole('row').filter({ has: page.getByRole('link', { name: slug }) }).first();
  await expect(job).toContainText(/Waiting|Running/);
  await job.getByRole('link', { name: slug }).click();
  await expect(page).toHaveURL(at(slug));
});

test('who only reads sees every step, and no way to change any', async ({ page }) => {
  await signIn(page, readingOperator, `${TENANTS}/acme`);
  // So many that those which are done are folded.
  await page.locator('#steps-folded > summary').click();
  await expect(step(page, 'Space dz-acme-management').first()).toBeVisible();
  await expect(page.locator('#drift')).toBeVisible();
  await expect(page.locator('main form[method=post]')).toHaveCount(0);
  await expect(page.getByRole('link', { name: 'Close or delete' })).toHaveCount(0);
  for (const path of ['acme?tab=close', 'acme/suspend', 'acme/close', 'acme/delete', 'acme/cancel', 'acme/plan']) {
    const answer = await page.goto(`${operator.home}${TENANTS}/${path}`);
    expect(answer?.status(), path).toBe(403);
  }
  expect((await page.goto(`${operator.home}/operator/jobs`))?.status()).toBe(200);
});
