// What an operator asked to be looked at says so by itself when that is over, and a long list of steps shows what matters.

import { becomes, expect, makeTenant, people, ready, signIn, test, uniqueSlug } from './support.ts';

const { operator } = people;
const TENANTS = '/operator/tenants';

test('@js looking again ends on the open page: when it was, and that nothing differs', async ({ page }) => {
  const { slug } = makeTenant(uniqueSlug('again'), 'Again');
  await ready(slug);
  await signIn(page, operator, `${TENANTS}/${slug}`);
  await becomes(page, 'as_wanted', true);
  await page.getByRole('button', { name: 'Look again' }).click();
  await expect(page.locator('.toast')).toContainText('Everything is being looked at again.');
  const drift = page.locator('#drift');
  await expect(drift).toContainText('Everything is as wanted.');
  await expect(drift).toContainText(/Looked at \d\d:\d\d\. No difference in 17 objects\./);
});

test('a large tenant’s steps are folded when they are done, and no list is empty', async ({ page }) => {
  await signIn(page, operator, `${TENANTS}/acme`);
  await expect(page.locator('#steps-folded > summary')).toHaveText(/^Show the \d+ that are done$/);
  await page.locator('#steps-folded > summary').click();
  await expect(page.locator('#steps-folded li').first()).toBeVisible();
  for (const list of await page.locator('ol.steps').all()) await expect(list.locator('li')).not.toHaveCount(0);
});

for (const path of [`${TENANTS}/acme`, '/operator/audit']) {
  test(`@js ${path} arrives whole, however often it is asked for at once`, async ({ page, context }) => {
    await signIn(page, operator);
    for (let round = 0; round < 20; round += 1) {
      const answers = await Promise.all(Array.from({ length: 10 }, () => context.request.get(operator.home + path)));
      for (const answer of answers) {
        expect(answer.status()).toBe(200);
        const text = await answer.text();
        expect(text.includes('</html>'), `it ends with ${text.slice(-80)}`).toBe(true);
      }
    }
  });
}
