// Who can sign in at the sandbox (infrastructure/sandbox/directory.toml), and where their pages are. `with.sh` says where
// it all runs.

export const ORIGIN = process.env.ORIGIN ?? '';
if (!ORIGIN) throw new Error('Run this beside the sandbox: infrastructure/sandbox/with.sh npm test --prefix end2end');

/** @param {string} slug */
export const host = (slug) => ORIGIN.replace('//localhost', `//${slug}.localhost`);
export const SANDBOX = `http://localhost:${process.env.SANDBOX_PORT}`;

const acme = host('acme');
const globex = host('globex');
export const people = {
  operator: { name: 'Ines Falk', address: 'ines.falk@dezky.example', password: 'operator', home: ORIGIN },
  readingOperator: { name: 'Nora Lindt', address: 'nora.lindt@dezky.example', password: 'auditor', home: ORIGIN },
  owner: { name: 'Mara Quist', address: 'mara.quist@acme.example', password: 'owner', home: acme },
  admin: { name: 'Jonna Weil', address: 'jonna.weil@acme.example', password: 'admin', home: acme },
  member: { name: 'Tilo Arend', address: 'tilo.arend@acme.example', password: 'member', home: acme },
  auditor: { name: 'Lotte Haag', address: 'lotte.haag@acme.example', password: 'auditor', home: acme },
  globexOwner: { name: 'Gus Hollander', address: 'gus.hollander@globex.example', password: 'owner', home: globex },
};

/**
 * Fills in the provider's form, wherever the browser came to it from.
 * @param {import('@playwright/test').Page} page
 * @param {{ address: string, password: string }} who
 */
export async function fillIn(page, who) {
  await page.getByLabel('E-mail').fill(who.address);
  await page.getByLabel('Password').fill(who.password);
  await page.getByRole('button', { name: 'Sign in' }).click();
}

/**
 * Signs in by the provider's form and waits for the page that was asked for.
 * @param {import('@playwright/test').Page} page
 * @param {typeof people.owner} who
 * @param {string} path
 * @param {string} home where, if not at home
 */
export async function signIn(page, who, path = '/', home = who.home) {
  await page.goto(`${home}/sign-in?next=${encodeURIComponent(path)}`);
  await fillIn(page, who);
  await page.waitForURL(home + path);
}
