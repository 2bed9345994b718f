import type { Page } from '@playwright/test';
import { appendBytes, appendLine, downloaded, expect, people, signIn, test, unique, uploaded } from './support.ts';

const { operator, readingOperator, owner } = people;
const SOURCES = '/operator/sources';
const lane = (page: Page) => page.locator('section.lane', { has: page.getByRole('heading', { name: 'OCIS' }) });
const number = (text: string | null) => Number(text!.replace(/\D/g, ''));
const position = async (page: Page) => number((await lane(page).locator('.row .mono').first().innerText()).split(':')[1]);
const counted = async (page: Page, word: string) => number(await lane(page).locator('.nums div', { hasText: word }).locator('dd').innerText());

test('each source says how it does, and how far it has read', async ({ page }) => {
  await signIn(page, operator, SOURCES);
  await expect(page.locator('section.lane h2')).toHaveText(['Platform', 'Authentik', 'OCIS', 'Stalwart']);
  await expect(page.locator('section.lane', { hasText: 'Stalwart' })).toContainText('dezky, followed.');
  await expect(page.locator('section.lane', { hasText: 'Not connected yet' })).toHaveCount(0);
  await expect(lane(page)).toContainText('audit.log, followed.');
  await expect(lane(page)).toContainText('0 B');
  const line = JSON.stringify(uploaded({ path: unique('position') }));
  const before = await position(page);
  appendBytes(`${line}\n`);
  await expect(async () => {
    await page.reload();
    expect(await position(page)).toBe(before + Buffer.byteLength(line) + 1);
  }).toPass({ timeout: 5_000, intervals: [100] });
});

test('half a line is waited for', async ({ page }) => {
  await signIn(page, operator, SOURCES);
  const name = unique('half');
  const line = JSON.stringify(uploaded({ path: name }));
  const before = await position(page);
  const quarantined = await counted(page, 'Quarantined');
  appendBytes(line.slice(0, 100));
  appendBytes(`${line.slice(100)}\n`);
  await expect(async () => {
    await page.reload();
    expect(await position(page)).toBe(before + Buffer.byteLength(line) + 1);
  }).toPass({ timeout: 5_000, intervals: [100] });
  expect(await counted(page, 'Quarantined')).toBe(quarantined);
  await page.goto(`${operator.home}/operator/audit?q=${name}`);
  await expect(page.locator('ol[data-from] > li')).toHaveCount(1);
});

test('what can’t be read is kept, counted, and shown byte by byte', async ({ page }) => {
  await signIn(page, operator, SOURCES);
  const before = await counted(page, 'Quarantined');
  const name = unique('broken');
  const line = Buffer.concat([Buffer.from(`{"Action":"file_create","${name}`), Buffer.from([0x1b, 0x5b, 0x33, 0x31, 0x6d, 0xff, 0x0a])]);
  appendBytes(line);
  await expect(async () => {
    await page.reload();
    expect(await counted(page, 'Quarantined')).toBe(before + 1);
  }).toPass({ timeout: 5_000, intervals: [100] });
  const row = page.locator('table').getByRole('row', { name: 'Quarantined record' }).first();
  await expect(row).toContainText(/The line isn’t (JSON|UTF-8)\./);
  await row.getByRole('link', { name: 'Show bytes' }).click();
  await expect(page.getByRole('heading', { name: 'Quarantined record', level: 1 })).toBeVisible();
  await expect(page.getByRole('region', { name: 'As text' })).toContainText(`"${name}␛[31m`);
  const dump = await page.getByRole('region', { name: 'hex' }).innerText();
  const bytes = dump.split('\n').map((line) => line.slice(10, 58)).join('').replace(/\s/g, '');
  expect(bytes).toBe(line.subarray(0, -1).toString('hex'));
  await expect(page.getByText(/^[0-9a-f]{64}$/)).toBeVisible();
});

test('reads are counted and not kept', async ({ page }) => {
  const reads = async () => number(await lane(page).locator('summary').innerText().catch(() => '0'));
  await signIn(page, operator, SOURCES);
  const before = await reads();
  const name = unique('read');
  for (let n = 0; n < 3; n += 1) appendLine(downloaded({ path: name }));
  await expect(async () => {
    await page.reload();
    expect(await reads()).toBe(before + 3);
  }).toPass({ timeout: 5_000, intervals: [100] });
  await lane(page).locator('summary').click();
  await expect(lane(page).getByRole('row', { name: 'file_read' })).toBeVisible();
  await page.goto(`${operator.home}/operator/audit?q=${name}`);
  await expect(page.getByRole('heading', { name: 'No events like this' })).toBeVisible();
});

test('bytes that nobody can attribute are for the operator alone', async ({ page }) => {
  appendBytes('not a record\n');
  await signIn(page, readingOperator, SOURCES);
  await expect(async () => {
    await page.reload();
    await expect(page.getByRole('row', { name: 'Quarantined record' }).first()).toBeVisible({ timeout: 100 });
  }).toPass({ timeout: 5_000, intervals: [100] });
  await expect(page.getByRole('link', { name: 'Show bytes' })).toHaveCount(0);
  const answer = await page.goto(`${operator.home}${SOURCES}/quarantine/1`);
  expect(answer?.status()).toBe(403);
});

test('for a company’s owner there are no sources', async ({ page }) => {
  await signIn(page, owner, '/', operator.home);
  const answer = await page.goto(operator.home + SOURCES);
  expect(answer?.status()).toBe(404);
});
