// Four people and what they come for, from end to end: at three widths, by day and by night, in English and in German,
// with and without JavaScript, and once with nothing but the keyboard.

import { readFileSync, readdirSync } from 'node:fs';
import type { Locator, Page } from '@playwright/test';
import {
  dezky, expect, host, known, letterTo, makeTenant, ORIGIN, people, ready, setPassword, signIn, takeLetters, test, unique, uniqueSlug,
} from './support.ts';

type Way = { width: number; colorScheme: 'light' | 'dark'; locale: 'en' | 'de'; keys?: boolean };

const ways: Way[] = [
  { width: 1440, colorScheme: 'light', locale: 'en' },
  { width: 768, colorScheme: 'dark', locale: 'de' },
  { width: 360, colorScheme: 'light', locale: 'de' },
  { width: 1280, colorScheme: 'dark', locale: 'en', keys: true },
];

/** The texts of a language, as the pages have them. */
function texts(locale: Way['locale']) {
  const folder = new URL(`../app/text/${locale}/`, import.meta.url);
  const all = readdirSync(folder).map((file) => readFileSync(new URL(file, folder), 'utf8')).join('\n');
  return (key: string, words: Record<string, string> = {}) => {
    const said = all.match(new RegExp(`^${key} = (.*)$`, 'm'))?.[1];
    if (!said) throw new Error(`no text is called ${key}`);
    return said.replace(/\{ \$(\w+) \}/g, (_, word) => words[word] ?? '');
  };
}

/** Whoever sits there: a mouse, or the keyboard alone. */
class Hand {
  constructor(readonly page: Page, readonly keys: boolean) {}

  /** With the keyboard: from where the focus is, on and on until it is there, and seen there. */
  private async reach(target: Locator) {
    await expect(target).toBeVisible();
    for (let steps = 0; steps < 150; steps += 1) {
      if (await target.evaluate((element) => element === document.activeElement)) {
        const outline = await target.evaluate((element) => getComputedStyle(element).outlineStyle);
        expect(outline, 'the focus is seen').not.toBe('none');
        return;
      }
      await this.page.keyboard.press('Tab');
    }
    throw new Error(`the keyboard never came to ${target}`);
  }

  async press(target: Locator) {
    if (!this.keys) return target.click();
    await this.reach(target);
    // What Enter leads to is waited for, as a click does by itself; a file leads nowhere.
    const led = Promise.race([this.page.waitForEvent('framenavigated'), this.page.waitForTimeout(1_000)]);
    await this.page.keyboard.press('Enter');
    await led;
    await this.page.waitForLoadState();
  }

  /** One of several: the keyboard comes to the one that is chosen, and goes on with the arrows. */
  async choose(name: string, value: string) {
    const target = this.page.locator(`input[name="${name}"][value="${value}"]`);
    if (!this.keys) return target.check();
    await this.reach(this.page.locator(`input[name="${name}"]:checked`));
    for (let steps = 0; steps < 10 && !(await target.isChecked()); steps += 1) await this.page.keyboard.press('ArrowDown');
    await expect(target).toBeChecked();
  }

  async fill(target: Locator, text: string) {
    if (this.keys) await this.reach(target);
    await target.fill(text);
  }

  /** Nothing is wider than the page, and no page is called the same as nothing. */
  async looks() {
    const wider = await this.page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
    expect(wider, `${this.page.url()} is wider than the window`).toBeLessThanOrEqual(0);
    await expect(this.page.locator('h1')).toHaveCount(1);
  }

  /** Presses a button of the form that posts to an act. */
  submit(act: string, within: Page | Locator = this.page) {
    return this.press(within.locator(`form[action="/api/${act}"] button`).last());
  }
}

for (const way of ways) {
  const { width, colorScheme, locale, keys = false } = way;
  const say = texts(locale);

  // Without a script a select or a menu is the browser's own; what the keyboard is tried on is the page as most have it.
  test.describe(`${keys ? '@js by keyboard' : `${width} px`}, ${colorScheme}, ${locale}`, () => {
    test.use({ viewport: { width, height: 900 }, colorScheme, locale: locale === 'de' ? 'de-DE' : 'en-GB' });
    test.setTimeout(60_000);

    test('a new owner comes by a letter, and makes the workspace the company’s in five minutes', async ({ page }) => {
      const made = makeTenant(uniqueSlug('fresh'), 'Fresh & Co');
      await ready(made.slug);
      await setPassword(made.owner, `${made.slug}@private.example`);
      const hand = new Hand(page, keys);
      const { home } = made.owner;

      await signIn(page, made.owner);
      await expect(page.locator('.poster')).toContainText('Fresh & Co');
      await hand.looks();
      await hand.press(page.getByRole('link', { name: say('console-administration') }));
      await expect(page.getByRole('heading', { level: 1, name: say('nav-overview') })).toBeVisible();
      await hand.looks();

      // The brand: a colour, looked at before it holds.
      await page.goto(`${home}/admin/brand`);
      await hand.fill(page.locator('#accent'), '#a4133c');
      await hand.press(page.getByRole('button', { name: say('brand-preview'), exact: true }));
      await expect(page.locator('#preview svg rect[fill="#a4133c"]').first()).toBeVisible();
      await hand.press(page.getByRole('button', { name: say('brand-save'), exact: true }));
      await expect(page.locator(`link[href*="/brand/${made.slug}/a4133c"]`)).toHaveCount(1);
      await hand.looks();

      // The domain: what to publish, checked on demand, and as a file.
      await page.goto(`${home}/admin/domains`);
      await expect(page.getByRole('heading', { level: 1, name: made.domain })).toBeVisible();
      // What to publish is known within seconds after the mail was set up.
      await expect(async () => {
        await page.reload();
        await expect(page.locator('.dns tbody tr').first()).toBeVisible({ timeout: 500 });
      }).toPass({ timeout: 30_000 });
      await hand.submit('domains/check');
      await hand.looks();
      const [zone] = await Promise.all([
        page.waitForEvent('download'),
        hand.press(page.getByRole('link', { name: say('domain-zone') })),
      ]);
      expect(readFileSync(await zone.path(), 'utf8')).toContain('v=DMARC1');

      // An app of the company's own, on everybody's launcher.
      await page.goto(`${home}/admin/apps`);
      await hand.press(page.getByRole('link', { name: say('link-new'), exact: true }));
      await hand.fill(page.locator('#name'), 'Canteen');
      await hand.fill(page.locator('#url'), 'https://canteen.example/plan');
      await hand.press(page.getByRole('button', { name: say('link-add'), exact: true }));
      await expect(page.getByRole('cell', { name: 'Canteen' }).first()).toBeVisible();
      await hand.looks();
      await page.goto(`${home}/`);
      await expect(page.getByRole('link', { name: 'Canteen' })).toHaveAttribute('href', 'https://canteen.example/plan');
      await hand.looks();
    });

    test('the helpdesk finds who called, sends a link and ends sessions, and may no more than that', async ({ page, another }) => {
      const helpdesk = { name: 'Falko Dahm', address: 'falko.dahm@acme.example', password: 'helpdesk', home: host('acme') };
      const hand = new Hand(page, keys);
      const caller = await another();
      await signIn(caller, people.member);
      await expect(caller.locator('.poster .logo')).toBeVisible();
      takeLetters(people.member.address);

      await signIn(page, helpdesk, '/admin/people');
      await hand.fill(page.getByRole('searchbox'), 'tilo');
      await page.keyboard.press('Enter');
      await expect(page.locator('tbody tr')).toHaveCount(1);
      await hand.looks();
      await hand.press(page.getByRole('link', { name: people.member.name }));
      await expect(page.getByRole('heading', { level: 1, name: people.member.name })).toBeVisible();
      await hand.looks();
      // What isn't theirs isn't there.
      await expect(page.locator('form[action="/api/members/role"]')).toHaveCount(0);
      await expect(page.locator('form[action="/api/members/suspend"]')).toHaveCount(0);

      await hand.submit('members/send_link');
      await expect(page.locator('.toast')).toBeVisible();
      await expect.poll(() => letterTo(people.member.address)?.link ?? '').toContain('flow_token=');
      await hand.submit('members/end_sessions');
      await expect(page.locator('.toast')).toBeVisible();
      await caller.reload();
      await expect(caller.locator('.poster')).toHaveCount(0);
      await hand.looks();
    });

    test('a partner is let in, acts for the company, and is out when the company says so', async ({ page, another }) => {
      const made = makeTenant(uniqueSlug('guest'), 'Guest House');
      await ready(made.slug);
      await setPassword(made.owner, `${made.slug}@private.example`);
      const firm = unique('Nordlicht');
      const agent = await known(unique('kasimir'), firm);

      // The operator makes the partner and its person.
      const desk = await another();
      await signIn(desk, people.operator, '/operator/partners/new');
      await desk.locator('#name').fill(firm);
      await desk.locator('#contact').fill('desk@nordlicht.example');
      await desk.locator('form[action="/api/partners/create"] .primary').click();
      await desk.locator('#email').fill(agent.address);
      await desk.locator('#person_name').fill(agent.name);
      await desk.locator('#subject').fill(agent.sub);
      await desk.locator('form[action="/api/partners/add_person"] button').last().click();
      await expect(desk.getByRole('cell', { name: agent.address })).toBeVisible();

      // The owner lets it in, for a reason and for a while.
      const owner = await another();
      await signIn(owner, made.owner, '/admin/partners/new');
      await owner.locator('#partner').fill(firm);
      await owner.locator('#until').fill(new Date(Date.now() + 30 * 864e5).toISOString().slice(0, 10));
      await owner.locator('#reason').fill('Moves our mail');
      await owner.locator('form[action="/api/grants/give"] .primary').click();
      await expect(owner.getByText('Moves our mail')).toBeVisible();

      // The partner's console, and in.
      const hand = new Hand(page, keys);
      await signIn(page, { ...agent, home: ORIGIN }, '/partner/tenants');
      await hand.looks();
      await hand.submit('partner/enter', page.locator('tr', { hasText: 'Guest House' }));
      await page.waitForURL((url) => url.host.startsWith(made.slug));
      await hand.press(page.locator('form[action="/partner-entry"] button'));
      await page.waitForURL((url) => url.pathname.startsWith('/admin') || url.pathname === '/');
      await page.goto(`${made.owner.home}/admin/people`);
      await expect(page.getByRole('row', { name: 'Anna Bell' })).toBeVisible();
      await hand.looks();
      await page.goto(`${made.owner.home}/admin/audit`);
      expect((await page.reload())?.status()).toBe(403);

      // All of it is on the company's own line, with whose it was; and it ends at once.
      await owner.goto(`${made.owner.home}/admin/audit`);
      await expect(owner.locator('ol[data-from]')).toContainText(agent.name);
      await owner.goto(`${made.owner.home}/admin/partners`);
      await owner.locator('form[action="/api/grants/revoke"] button').last().click();
      const out = await page.goto(`${made.owner.home}/admin/people`);
      // At the door, or refused: whichever, none of its people are told.
      expect([200, 401, 403, 404]).toContain(out?.status());
      await expect(page.getByRole('row', { name: 'Anna Bell' })).toHaveCount(0);
      await expect(page.getByText('Anna Bell')).toHaveCount(0);
    });

    test('a member’s morning: what is new, the apps, one’s own page', async ({ page }) => {
      const made = makeTenant(uniqueSlug('dawn'), 'Dawn');
      await ready(made.slug);
      await setPassword(made.owner, `${made.slug}@private.example`);
      const address = `${unique('ebba')}@${made.domain}`;
      const member = { name: 'Ebba Lind', address, password: 'another long one', home: made.owner.home };
      dezky('person', '--tenant', made.slug, 'add', address, '--name', member.name, '--role', 'member', '--invite-to', `x${made.slug}@private.example`);
      await ready(made.slug);
      await setPassword(member, `x${made.slug}@private.example`);
      const hand = new Hand(page, keys);

      await signIn(page, member);
      await expect(page.getByRole('link', { name: say('console-administration') })).toHaveCount(0);
      await hand.looks();
      await hand.fill(page.getByRole('searchbox'), say('app-files').slice(0, 4));
      await page.keyboard.press('Enter');
      await expect(page.getByRole('link', { name: say('app-files') })).toBeVisible();
      await expect(page.locator('.slot[data-key="app:mail"]:visible')).toHaveCount(0);

      await page.goto(`${member.home}/?arrange=1`);
      await hand.looks();
      await hand.press(page.locator('.slot', { hasText: say('app-files') }).locator('button.pin'));
      await page.goto(`${member.home}/`);
      await expect(page.locator('.slot').first()).toContainText(say('app-files'));

      await hand.press(page.locator('a.face'));
      await expect(page.getByRole('heading', { level: 1, name: member.name })).toBeVisible();
      await hand.looks();
      await hand.choose('theme', 'dark');
      await hand.submit('preferences/choose');
      await expect(page.locator('html')).toHaveAttribute('data-theme', 'dark');
      const [mine] = await Promise.all([page.waitForEvent('download'), hand.press(page.getByRole('link', { name: say('me-export-get') }))]);
      expect(JSON.parse(readFileSync(await mine.path(), 'utf8'))).toMatchObject({ about: expect.any(String), arranged_apps: expect.any(Array) });
    });
  });
}
