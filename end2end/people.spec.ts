import { dezky, expect, fillIn, host, ORIGIN, people, SANDBOX, signIn, test } from './support.ts';

const { owner, admin, member, auditor, globexOwner } = people;
const LIST = '/admin/people';
const names = (page) => page.locator('tbody [data-at="name"]');

test('the owner sees everybody, with role and state', async ({ page }) => {
  await signIn(page, owner);
  await page.getByRole('link', { name: 'Administration' }).click();
  await expect(page, 'the overview comes first').toHaveURL(`${owner.home}/admin`);
  await page.locator('nav.side').getByRole('link', { name: 'People', exact: true }).click();
  await expect(page).toHaveURL(owner.home + LIST);
  await expect(page.getByText('13 people: 13 active, 0 invited, 0 suspended.')).toBeVisible();
  await expect(names(page)).toHaveCount(13);
  const me = page.getByRole('row', { name: owner.name });
  await expect(me.getByRole('cell').nth(3)).toHaveText('Owner');
  await expect(me.getByRole('cell').nth(6).locator('time')).toHaveAttribute('datetime', /^\d{4}-\d\d-\d\dT/);
});

test('a search is a form and is in the address', async ({ page }) => {
  await signIn(page, owner, LIST);
  await page.getByLabel('Name or address').fill('QUIST');
  await page.getByLabel('Name or address').press('Enter');
  await expect(page).toHaveURL(`${owner.home}${LIST}?q=QUIST`);
  await expect(names(page)).toHaveText(['Mara Quist']);
  await page.getByLabel('Name or address').fill('nobody at all');
  await page.getByLabel('Name or address').press('Enter');
  await expect(page.getByRole('heading', { name: 'Nobody matches' })).toBeVisible();
  await page.getByRole('link', { name: 'Clear filters' }).click();
  await expect(names(page)).toHaveCount(13);
});

test('a role filters, as a chip with its way out', async ({ page }) => {
  await signIn(page, owner, LIST);
  await page.locator('summary', { hasText: 'Role' }).click();
  await page.locator('.pop').getByRole('link', { name: 'Auditor' }).click();
  await expect(page).toHaveURL(`${owner.home}${LIST}?role=auditor`);
  await expect(names(page)).toHaveText(['Lotte Haag']);
  await page.getByRole('link', { name: 'Remove the filter “Role”' }).click();
  await expect(names(page)).toHaveCount(13);
});

test('a column sorts up, then down', async ({ page }) => {
  await signIn(page, owner, LIST);
  const column = page.getByRole('columnheader', { name: 'Name' });
  await expect(column).toHaveAttribute('aria-sort', 'ascending');
  const rising = await names(page).allInnerTexts();
  expect(rising).toEqual([...rising].sort((a, b) => a.localeCompare(b, 'en')));
  await column.getByRole('link').click();
  await expect(column).toHaveAttribute('aria-sort', 'descending');
  await expect(names(page)).toHaveText([...rising].reverse());
  await page.getByRole('columnheader', { name: 'Address' }).getByRole('link').click();
  await expect(page).toHaveURL(`${owner.home}${LIST}?sort=address&dir=asc`);
});

test('a long list is read page by page', async ({ page }) => {
  // 30 more in the other company; told again in the second browser, they are the same 30.
  const issuer = `${SANDBOX}/application/o/dz-globex/`;
  for (let number = 10; number < 40; number += 1) {
    dezky('grant', '--issuer', issuer, '--subject', `00000000-0000-4000-8000-0000000000${number}`,
      '--email', `guest.${number}@globex.example`, '--name', `Guest ${number}`, '--role', 'member', '--tenant', 'globex');
  }
  await signIn(page, globexOwner, LIST);
  await expect(page.getByText('1–25 of 32')).toBeVisible();
  await expect(names(page)).toHaveCount(25);
  await expect(page.getByRole('button', { name: 'Previous page' })).toBeDisabled();
  await page.getByRole('link', { name: 'Next page' }).click();
  await expect(page).toHaveURL(`${globexOwner.home}${LIST}?page=2`);
  await expect(names(page)).toHaveCount(7);
  await page.locator('summary', { hasText: '25 rows' }).click();
  await page.locator('.pop').getByRole('link', { name: '50', exact: true }).click();
  await expect(page.getByText('1–32 of 32')).toBeVisible();
  await page.goto(`${globexOwner.home}${LIST}?page=9`);
  await expect(page.getByRole('heading', { name: 'This page is empty' })).toBeVisible();
  await page.getByRole('link', { name: 'First page' }).click();
  await expect(names(page)).toHaveCount(25);
});

for (const [who, role] of [[member, 'member'], [auditor, 'auditor']] as const) {
  test(`${role === 'auditor' ? 'an' : 'a'} ${role} may not see the people`, async ({ page }) => {
    await signIn(page, who);
    const answer = await page.goto(who.home + LIST);
    expect(answer?.status()).toBe(403);
    await expect(page.getByRole('heading', { name: 'Your role doesn’t include this' })).toBeVisible();
    await expect(page.getByText(owner.address)).toHaveCount(0);
  });
}

test('the provider lets nobody of one company into another', async ({ page }) => {
  const globex = host('globex');
  await page.goto(`${globex}/sign-in?next=${LIST}`);
  await fillIn(page, admin);
  await expect(page.getByRole('heading', { name: 'Permission denied' })).toBeVisible();
  const answer = await page.goto(`${globex}/`);
  expect(answer?.status()).toBe(200);
  await expect(page.getByRole('link', { name: 'Sign in' }), 'still outside').toBeVisible();
});

test('a session of one company opens nothing of another', async ({ page, context }) => {
  await signIn(page, owner, LIST);
  const [{ name, value }] = (await context.cookies(owner.home)).filter((cookie) => cookie.name === 'dezky');
  // The worst case: the cookie is carried to the other host.
  await context.addCookies([{ name, value, url: host('globex') }]);
  await page.goto(host('globex') + LIST);
  await expect(page.getByText(globexOwner.address)).toHaveCount(0);
  await expect(page.getByRole('heading', { name: 'People' })).toHaveCount(0);
});

test('a tenant’s administration isn’t on the platform’s host, nor the operator’s console on a tenant’s', async ({ page }) => {
  await signIn(page, owner);
  for (const [home, path] of [[ORIGIN, LIST], [owner.home, '/operator/tenants'], [owner.home, '/operator/audit']]) {
    const answer = await page.goto(home + path);
    expect(answer?.status(), home + path).toBe(404);
    await expect(page.getByRole('heading', { name: 'Nothing here' })).toBeVisible();
  }
});

const ticked = (page) => page.locator('tbody .check:checked');

test('one box ticks the page, the bar counts, Escape takes it back @js', async ({ page }) => {
  await signIn(page, people.owner, '/admin/people');
  const all = page.getByRole('checkbox', { name: 'Choose all on this page' });
  const rows = await page.locator('tbody .check').count();
  await all.check();
  await expect(ticked(page)).toHaveCount(rows);
  await expect(page.locator('#bulk-which option').first()).toHaveText(`Only those ticked (${rows})`);
  await page.locator('tbody .check').first().uncheck();
  await expect(all).not.toBeChecked();
  expect(await all.evaluate((box: HTMLInputElement) => box.indeterminate)).toBe(true);
  await expect(page.locator('#bulk-which option').first()).toHaveText(`Only those ticked (${rows - 1})`);
  await page.keyboard.press('Escape');
  await expect(ticked(page)).toHaveCount(0);
  await expect(page.locator('#bulk-which option').first()).toHaveText('Only those ticked');
  // What is open closes first, and the ticks stay.
  await page.locator('tbody .check').first().check();
  await page.locator('details.pick > summary').first().click();
  await page.keyboard.press('Escape');
  await expect(ticked(page)).toHaveCount(1);
});
