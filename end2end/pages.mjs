// Every kind of page, and who sees it: looked at by look.spec.ts, photographed by shots.mjs.

import { authentik, changeByHand, makeTenant, ready, userOf } from './engines.mjs';
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
  { name: 'launcher-arranging', who: owner, home: acme, path: '/?arrange=1' },
  { name: 'find', who: owner, home: acme, path: '/find?q=a' },
  { name: 'find-nothing', who: owner, home: acme, path: '/find?q=lighthouse' },
  { name: 'apps', who: owner, home: acme, path: '/admin/apps' },
  { name: 'app', who: owner, home: acme, path: '/admin/apps/app:mail' },
  { name: 'link-new', who: owner, home: acme, path: '/admin/apps/new' },
  { name: 'link-new-wrong', who: owner, home: acme, path: '/admin/apps/new', then: wrongLink },
  { name: 'announcements', who: owner, home: acme, path: '/admin/announcements' },
  { name: 'announcements-platform', who: operator, home: ORIGIN, path: '/operator/announcements' },
  { name: 'kit', who: operator, home: ORIGIN, path: '/operator/kit' },
  { name: 'workspaces', who: owner, home: ORIGIN, path: '/' },
  { name: 'workspaces-operator', who: operator, home: ORIGIN, path: '/' },
  { name: 'me', who: owner, home: acme, path: '/me' },
  { name: 'overview', who: owner, home: acme, path: '/admin' },
  { name: 'domains', who: owner, home: acme, path: '/admin/domains' },
  { name: 'domain-new', who: owner, home: acme, path: '/admin/domains/new' },
  { name: 'brand', who: owner, home: acme, path: '/admin/brand' },
  { name: 'settings', who: owner, home: acme, path: '/admin/settings' },
  { name: 'grants', who: owner, home: acme, path: '/admin/partners' },
  { name: 'grant-new', who: owner, home: acme, path: '/admin/partners/new' },
  { name: 'partners', who: operator, home: ORIGIN, path: '/operator/partners' },
  { name: 'partner-new', who: operator, home: ORIGIN, path: '/operator/partners/new' },
  { name: 'people', who: owner, home: acme, path: '/admin/people' },
  { name: 'people-filtered', who: owner, home: acme, path: '/admin/people?role=admin&sort=address&dir=desc' },
  { name: 'person', who: owner, home: acme, path: '/admin/people?q=arend', then: person },
  { name: 'person-new', who: owner, home: acme, path: '/admin/people/new' },
  { name: 'person-new-wrong', who: owner, home: acme, path: '/admin/people/new', then: wrongPerson },
  { name: 'people-import', who: owner, home: acme, path: '/admin/people/import' },
  { name: 'requests', who: owner, home: acme, path: '/admin/people/requests' },
  { name: 'groups', who: owner, home: acme, path: '/admin/groups' },
  { name: 'ask-remove', who: owner, home: acme, path: '/admin/people?q=arend', then: removing },
  { name: 'timeline-of-tenant', who: owner, home: acme, path: '/admin/audit' },
  { name: 'denied', who: member, home: acme, path: '/admin/people' },
  { name: 'tenants', who: operator, home: ORIGIN, path: '/operator/tenants' },
  { name: 'tenant-new', who: operator, home: ORIGIN, path: '/operator/tenants/new' },
  { name: 'tenant-new-wrong', who: operator, home: ORIGIN, path: '/operator/tenants/new', then: wrongTenant },
  { name: 'tenant', who: operator, home: ORIGIN, path: '/operator/tenants/acme' },
  { name: 'tenant-failed', who: operator, home: ORIGIN, path: '/operator/tenants', then: failed },
  { name: 'tenant-drifted', who: operator, home: ORIGIN, path: '/operator/tenants', then: drifted },
  { name: 'plan', who: operator, home: ORIGIN, path: '/operator/tenants', then: planned },
  { name: 'plan-nothing', who: operator, home: ORIGIN, path: '/operator/tenants/acme/plan' },
  { name: 'tenant-objects', who: operator, home: ORIGIN, path: '/operator/tenants/acme?tab=objects' },
  { name: 'tenant-services', who: operator, home: ORIGIN, path: '/operator/tenants/acme?tab=services' },
  { name: 'tenant-close', who: operator, home: ORIGIN, path: '/operator/tenants/acme?tab=close' },
  { name: 'ask-cancel', who: operator, home: ORIGIN, path: '/operator/tenants/acme/cancel' },
  { name: 'ask-suspend', who: operator, home: ORIGIN, path: '/operator/tenants/acme/suspend' },
  { name: 'ask-close', who: operator, home: ORIGIN, path: '/operator/tenants/acme/close' },
  { name: 'ask-delete', who: operator, home: ORIGIN, path: '/operator/tenants/acme/delete' },
  { name: 'ask-delete-refused', who: operator, home: ORIGIN, path: '/operator/tenants/acme/delete', then: undeleted },
  { name: 'jobs', who: operator, home: ORIGIN, path: '/operator/jobs' },
  { name: 'operator-people', who: operator, home: ORIGIN, path: '/operator/people' },
  { name: 'timeline', who: operator, home: ORIGIN, path: '/operator/audit' },
  { name: 'timeline-opened', who: operator, home: ORIGIN, path: '/operator/audit?source=ocis', then: openedEntry },
  { name: 'timeline-filter-open', who: operator, home: ORIGIN, path: '/operator/audit?tenant=acme', then: openedFilter },
  { name: 'timeline-nothing-found', who: operator, home: ORIGIN, path: '/operator/audit?q=lighthouse' },
  { name: 'event', who: operator, home: ORIGIN, path: '/operator/audit?source=ocis', then: event('Story') },
  { name: 'event-raw', who: operator, home: ORIGIN, path: '/operator/audit?source=ocis', then: event('Raw record') },
  { name: 'sources', who: operator, home: ORIGIN, path: '/operator/sources' },
  { name: 'quarantine', who: operator, home: ORIGIN, path: '/operator/sources', then: quarantined },
  { name: 'timeline-noise', who: operator, home: ORIGIN, path: '/operator/audit?noise=shown' },
  { name: 'timeline-burst', who: operator, home: ORIGIN, path: '/operator/audit?action=tenant.create', then: openedBurst },
  { name: 'alerts', who: operator, home: ORIGIN, path: '/operator/alerts' },
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

async function wrongLink(page) {
  await page.locator('#name').fill('Canteen');
  await page.locator('#url').fill('canteen.acme.example');
  await page.locator('form.form .primary').click();
  await page.locator('#url-error').waitFor();
}

async function wrongTenant(page) {
  await page.locator('#name').fill('Initech');
  await page.locator('#slug').fill('Initech!');
  await page.locator('#domain').fill('initech.example');
  await page.locator('form.form .primary').click();
  await page.locator('#slug-error').waitFor();
}

async function person(page) {
  await page.locator('tbody [data-at="name"] a').first().click();
  await page.locator('form[action="/api/members/role"]').waitFor();
}

async function removing(page) {
  await person(page);
  await page.locator('a[href$="/remove"]').click();
  await page.locator('form.dialog').waitFor();
}

async function wrongPerson(page) {
  await page.locator('#name').fill('Tilo Arend');
  await page.locator('#email').fill('tilo.arend@acme.example');
  await page.locator('form.form .primary').click();
  await page.locator('#email-error').waitFor();
}

/** A tenant with a step that needs a person: somebody made the owner by hand. */
async function failed(page) {
  const address = 'anna.bell@hooli.example';
  if ((await page.goto(`${ORIGIN}/operator/tenants/hooli`)).status() === 404) {
    await authentik('POST', '/core/users/', { username: address, name: 'Somebody else', is_active: true, type: 'internal' });
    makeTenant('hooli', 'Hooli');
  }
  await there(page, 'hooli', 'ol.steps [data-state="failed"]');
}

/** A tenant that was changed by hand: something is wrong, something is gone. */
async function drifted(page) {
  const address = 'anna.bell@vandelay.example';
  if ((await page.goto(`${ORIGIN}/operator/tenants/vandelay`)).status() === 404) {
    makeTenant('vandelay', 'Vandelay Industries');
    await ready('vandelay');
    await changeByHand(address, { name: 'Somebody Else', path: 'users' });
    const group = (await authentik('GET', '/core/groups/?name=dz-vandelay-members')).results[0];
    await authentik('DELETE', `/core/groups/${group.pk}/`);
    // Somebody whom nobody wants in the group of administrators.
    const admins = (await authentik('GET', '/core/groups/?name=dz-vandelay-admins')).results[0];
    const guest = await userOf('petra.lind@globex.example');
    await authentik('POST', `/core/groups/${admins.pk}/add_user/`, { pk: guest.pk });
    await page.goto(`${ORIGIN}/operator/tenants/vandelay`);
    await page.locator('#drift-look').click();
  }
  await there(page, 'vandelay', '#drift tbody tr:nth-of-type(3)');
}

async function planned(page) {
  await drifted(page);
  await page.locator('#repair').click();
  await page.locator('ol.calls').first().waitFor();
}

async function undeleted(page) {
  await page.locator('#typed').fill('acme');
  await page.locator('form.dialog .danger').click();
  await page.locator('.note').waitFor();
}

/** Loads a tenant's page until it shows something, which a look of half a second brings about. */
async function there(page, slug, what) {
  for (let looks = 0; looks < 60; looks += 1) {
    await page.goto(`${ORIGIN}/operator/tenants/${slug}`);
    if (await page.locator(what).count() > 0) return;
    await page.waitForTimeout(100);
  }
  throw new Error(`${slug} never showed ${what}`);
}

async function openedEntry(page) {
  await page.locator('ol[data-from] summary').first().click();
  await page.locator('ol[data-from] dl').first().waitFor();
}

async function openedBurst(page) {
  await page.locator('ol[data-from] details.burst > summary').first().click();
  await page.locator('ol[data-from] .burst[open] .inner').first().waitFor();
}

async function openedFilter(page) {
  await page.locator('.tools details.pick > summary').first().click();
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
