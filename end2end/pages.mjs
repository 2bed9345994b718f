// Every kind of page, and who sees it: looked at by look.spec.ts, photographed by shots.mjs.

import { ORIGIN, host, people } from './people.mjs';

const acme = host('acme');
const { operator, owner, member } = people;

/**
 * @typedef {import('@playwright/test').Page} Browser
 * @type {{ name: string, who?: typeof owner, home: string, path: string, then?: (page: Browser) => Promise<void> }[]}
 */
export const pages = [
  { name: 'landing', home: ORIGIN, path: '/' },
  { name: 'landing-wrong-address', home: ORIGIN, path: '/', then: wrongAddress },
  { name: 'landing-of-tenant', home: acme, path: '/' },
  { name: 'refused', home: ORIGIN, path: '/sign-in/refused?why=denied' },
  { name: 'launcher', who: owner, home: acme, path: '/' },
  { name: 'launcher-nothing-found', who: owner, home: acme, path: '/?q=lighthouse' },
  { name: 'workspaces', who: owner, home: ORIGIN, path: '/' },
  { name: 'workspaces-operator', who: operator, home: ORIGIN, path: '/' },
  { name: 'me', who: owner, home: acme, path: '/me' },
  { name: 'people', who: owner, home: acme, path: '/admin/people' },
  { name: 'people-filtered', who: owner, home: acme, path: '/admin/people?role=admin&sort=address&dir=desc' },
  { name: 'timeline-of-tenant', who: owner, home: acme, path: '/admin/audit' },
  { name: 'denied', who: member, home: acme, path: '/admin/people' },
  { name: 'tenants', who: operator, home: ORIGIN, path: '/operator/tenants' },
  { name: 'tenant-new-wrong', who: operator, home: ORIGIN, path: '/operator/tenants/new', then: wrongTenant },
  { name: 'tenant', who: operator, home: ORIGIN, path: '/operator/tenants/acme' },
  { name: 'timeline', who: operator, home: ORIGIN, path: '/operator/audit' },
  { name: 'timeline-opened', who: operator, home: ORIGIN, path: '/operator/audit?source=ocis', then: openedEntry },
  { name: 'timeline-filter-open', who: operator, home: ORIGIN, path: '/operator/audit?tenant=acme', then: openedFilter },
  { name: 'timeline-nothing-found', who: operator, home: ORIGIN, path: '/operator/audit?q=lighthouse' },
  { name: 'event', who: operator, home: ORIGIN, path: '/operator/audit?source=ocis', then: event('Story') },
  { name: 'event-raw', who: operator, home: ORIGIN, path: '/operator/audit?source=ocis', then: event('Raw record') },
  { name: 'sources', who: operator, home: ORIGIN, path: '/operator/sources' },
  { name: 'quarantine', who: operator, home: ORIGIN, path: '/operator/sources', then: quarantined },
  { name: 'not-here', who: operator, home: ORIGIN, path: '/operator/nowhere' },
];

/** Opens one, for whoever is signed in already. */
export async function open(page, { home, path, then }) {
  await page.goto(home + path);
  await then?.(page);
}

async function wrongAddress(page) {
  await page.locator('#address').fill('mara@elsewhere.example');
  await page.locator('form.door button').click();
  await page.locator('#address-error').waitFor();
}

async function wrongTenant(page) {
  await page.locator('#name').fill('Initech');
  await page.locator('#slug').fill('Initech!');
  await page.locator('#domain').fill('initech.example');
  await page.locator('form.form .primary').click();
  await page.locator('#slug-error').waitFor();
}

async function openedEntry(page) {
  await page.locator('ol[data-from] summary').first().click();
  await page.locator('ol[data-from] dl').first().waitFor();
}

async function openedFilter(page) {
  await page.locator('details.pick > summary').first().click();
  await page.locator('details.pick[open] form').waitFor();
}

async function quarantined(page) {
  // What was just written to the log is read within a second.
  const bytes = page.locator('a[href*="/quarantine/"]').first();
  for (let looks = 0; looks < 30 && (await bytes.count()) === 0; looks += 1) await page.reload();
  await bytes.click();
  await page.locator('pre.raw').first().waitFor();
}

/** By what an opened entry leads to; the tabs have the same order in every language. */
function event(tab) {
  return async (page) => {
    await openedEntry(page);
    await page.locator('ol[data-from] .tabs').first().locator('a').nth(tab === 'Story' ? 0 : 1).click();
    await page.locator('nav.tabs').waitFor();
  };
}
