import { randomUUID } from 'node:crypto';
import type { Page } from '@playwright/test';
import { appears, appendLine, expect, host, people, signIn, test, unique, uniqueSlug, uploaded } from './support.ts';

const { operator, readingOperator } = people;
const TENANTS = '/operator/tenants';

async function fill(page: Page, fields: Record<string, string>) {
  for (const [label, value] of Object.entries(fields)) await page.getByLabel(label).fill(value);
}

/** What every tenant needs beside its own name. */
const whose = (slug: string) => ({ 'Owner’s name': 'Anna Bell', 'Owner’s e-mail address': `anna.bell@${slug}.example` });

test('an operator creates a tenant, and its door is there at once', async ({ page }) => {
  const slug = uniqueSlug('initech');
  await signIn(page, operator, TENANTS);
  await page.getByRole('link', { name: 'Create tenant' }).click();
  await expect(page.getByLabel('Mail', { exact: true })).toBeChecked();
  await expect(page.getByLabel('Files')).toBeChecked();
  await expect(page.getByLabel('Storage in GB')).toHaveValue('100');
  await page.getByLabel('Name', { exact: true }).fill('Initech');
  await fill(page, { 'Short name': slug, 'Mail domain': `${slug}.example`, Colour: '#b3261e', ...whose(slug) });
  await page.getByRole('button', { name: 'Create tenant' }).click();
  await expect(page).toHaveURL(`${operator.home}${TENANTS}/${slug}`);
  await expect(page.getByRole('heading', { name: 'Initech', level: 1 })).toBeVisible();
  await expect(page.locator('.toast')).toHaveText(/^Tenant created\./);
  // What was agreed stands beside how far it is.
  const agreement = page.getByRole('complementary', { name: 'Agreement' });
  for (const agreed of ['Mail, Files', '100 GB', `${slug}.example`]) await expect(agreement).toContainText(agreed);
  const parts = page.getByRole('navigation', { name: 'Parts of this tenant' });
  await parts.getByRole('link', { name: 'Objects' }).click();
  await expect(page.getByText('#b3261e')).toBeVisible();
  // What it was made with stands on the timeline.
  await parts.getByRole('link', { name: 'Timeline' }).click();
  await expect(page.locator('ol[data-from] > li')).toContainText(['Ines Falk created tenant Initech']);
  // The list has it, and its own host.
  await page.goto(`${operator.home}${TENANTS}?q=${slug}`);
  await expect(page.locator('tbody').getByRole('row')).toHaveCount(1);
  await page.goto(host(slug));
  await expect(page.getByRole('heading', { name: 'Initech', level: 1 })).toBeVisible();
  await expect(page.locator('link[href$="/b3261e.css"]')).toBeAttached();
});

for (const { why, fields, field, said, wrong: count } of [
  { why: 'a short name that can’t be one', fields: { 'Short name': 'Bad name!', 'Mail domain': 'bad.example' }, field: 'slug', said: 'A short name has 2 to 32 of' },
  { why: 'a short name that is taken', fields: { 'Short name': 'acme', 'Mail domain': 'second.example' }, field: 'slug', said: 'Another tenant has this short name.' },
  { why: 'a short name that the platform keeps', fields: { 'Short name': 'auth', 'Mail domain': 'auth.example' }, field: 'slug', said: 'The platform keeps this name' },
  { why: 'a domain that is taken', fields: { 'Short name': 'umbrella', 'Mail domain': 'acme.example' }, field: 'domain', said: 'Another tenant has this domain.' },
  { why: 'mail without a domain', fields: { 'Short name': 'umbrella' }, field: 'domain', said: 'Mail needs a domain.' },
  { why: 'a colour that is none', fields: { 'Short name': 'umbrella', 'Mail domain': 'umbrella.example', Colour: 'mauve' }, field: 'accent', said: 'A colour is a #' },
  { why: 'storage that is no number', fields: { 'Short name': 'umbrella', 'Mail domain': 'umbrella.example', 'Storage in GB': 'plenty' }, field: 'quota', said: 'Storage is a whole number' },
  { why: 'an owner without a name', fields: { 'Short name': 'umbrella', 'Mail domain': 'umbrella.example', 'Owner’s name': ' ' }, field: 'owner_name', said: 'A name has 1 to 120 characters' },
  { why: 'an owner whose address is none', fields: { 'Short name': 'umbrella', 'Mail domain': 'umbrella.example', 'Owner’s e-mail address': 'anna' }, field: 'owner_email', said: 'An address looks like' },
  { why: 'an invitation to nowhere', fields: { 'Short name': 'umbrella', 'Mail domain': 'umbrella.example', 'Where the invitation goes': 'home' }, field: 'invite_to', said: 'An address looks like' },
  { why: 'a name that is none beside others', fields: { 'Short name': 'Bad name!', Colour: 'mauve' }, field: 'slug', said: 'A short name has 2 to 32 of', wrong: 3 },
]) {
  test(`${why} is said beside its field, and all input is kept`, async ({ page }) => {
    await signIn(page, operator, `${TENANTS}/new`);
    const typed = { ...whose('umbrella'), ...fields } as Record<string, string>;
    await page.locator('#name').fill('Umbrella');
    await page.getByLabel('Files').uncheck();
    await fill(page, typed);
    await page.getByRole('button', { name: 'Create tenant' }).click();
    await expect(page).toHaveURL(`${operator.home}${TENANTS}/new`);
    const wrong = page.locator(`#${field}`);
    await expect(wrong).toHaveAttribute('aria-invalid', 'true');
    await expect(wrong).toHaveAccessibleDescription(new RegExp(said));
    await expect(wrong).toBeFocused();
    await expect(page.locator('[aria-invalid="true"]')).toHaveCount(count ?? 1);
    await expect(page.locator('#name')).toHaveValue('Umbrella');
    await expect(page.getByLabel('Files')).not.toBeChecked();
    for (const [label, value] of Object.entries(typed)) await expect(page.getByLabel(label)).toHaveValue(value);
  });
}

test('the list is searched by name, short name or domain', async ({ page }) => {
  await signIn(page, operator, TENANTS);
  await page.getByLabel('Name, short name or domain').fill('globex.ex');
  await page.getByLabel('Name, short name or domain').press('Enter');
  await expect(page).toHaveURL(`${operator.home}${TENANTS}?q=globex.ex`);
  await expect(page.locator('tbody [data-at="name"]')).toHaveText(['Globex']);
  await page.getByRole('link', { name: 'Globex' }).click();
  await expect(page.getByRole('heading', { name: 'Globex', level: 1 })).toBeVisible();
  await expect(page.getByRole('complementary', { name: 'Agreement' })).toContainText('globex.example');
});

test('a space that is told to be a tenant’s brings its past with it', async ({ page }) => {
  const space = randomUUID();
  const name = unique('orphan');
  await signIn(page, operator);
  appendLine(uploaded({ space, path: name, by: randomUUID() }));
  const entry = page.locator('ol[data-from] > li', { hasText: `saved /${name}` });
  await appears(page, `${operator.home}/operator/audit?q=${name}&tenant=none`, () => entry);
  await page.goto(`${operator.home}${TENANTS}/globex?tab=objects`);
  await page.getByLabel('Kind').selectOption('Space');
  await page.getByLabel('Id in OCIS').fill(space);
  await page.getByLabel('Name (optional)').fill(`Space of ${name}`);
  await page.getByRole('button', { name: 'Assign to this tenant' }).click();
  await expect(page.locator('.toast')).toBeVisible();
  await expect(page.getByRole('row', { name })).toContainText(space);
  await appears(page, `${operator.home}/operator/audit?q=${name}&tenant=globex`, () => entry);
  await expect(entry).toContainText('Globex');
});

test('an id that is wrong, or another tenant’s, is said beside the field', async ({ page }) => {
  await signIn(page, operator, `${TENANTS}/globex?tab=objects`);
  for (const [id, said] of [['not an id', 'An id of OCIS looks like'], ['441903e0-690f-40e3-81d6-c99b51d915a5', 'This already belongs to another tenant.']]) {
    await page.getByLabel('Kind').selectOption('Space');
    await page.getByLabel('Id in OCIS').fill(id);
    await page.getByRole('button', { name: 'Assign to this tenant' }).click();
    await expect(page.getByLabel('Id in OCIS')).toHaveAccessibleDescription(new RegExp(said));
    await expect(page.getByLabel('Id in OCIS')).toHaveValue(id);
    await expect(page.getByLabel('Kind')).toHaveValue('space');
  }
});

test('who only reads can’t create, not even by the address', async ({ page }) => {
  await signIn(page, readingOperator, TENANTS);
  await expect(page.getByRole('link', { name: 'Create tenant' })).toHaveCount(0);
  const answer = await page.goto(`${operator.home}${TENANTS}/new`);
  expect(answer?.status()).toBe(403);
  await page.goto(`${operator.home}${TENANTS}/acme?tab=objects`);
  await expect(page.getByRole('heading', { name: 'Spaces, people and groups in OCIS' })).toBeVisible();
  await expect(page.getByRole('button', { name: 'Assign to this tenant' })).toHaveCount(0);
});

test('a tenant that isn’t there is told as any other page that isn’t', async ({ page }) => {
  await signIn(page, operator);
  for (const slug of ['nobody', 'Not a slug!']) {
    const answer = await page.goto(`${operator.home}${TENANTS}/${encodeURIComponent(slug)}`);
    expect(answer?.status(), slug).toBe(404);
  }
});
