// What every story stands on: a browser that reports what it should not have done, and the log that Dezky follows.

import { appendFileSync } from 'node:fs';
import { test as base, expect, type BrowserContext, type Locator, type Page } from '@playwright/test';
import { SANDBOX } from './people.mjs';

export { expect };
export * from './engines.mjs';
export * from './people.mjs';

/** Fails a test in whose pages something was wrong: a console error such as one of the CSP, an exception, a request to another machine. */
export const test = base.extend<{ faults: string[]; another: () => Promise<Page> }>({
  faults: async ({}, use) => {
    const faults: string[] = [];
    await use(faults);
    expect(faults, 'what the browser complained about').toEqual([]);
  },
  context: async ({ context, faults }, use) => {
    watch(context, faults);
    await use(context);
  },
  /** A page in a browser of its own, with cookies of its own. */
  another: async ({ browser, faults, javaScriptEnabled, contextOptions, locale, timezoneId }, use) => {
    const contexts: BrowserContext[] = [];
    await use(async () => {
      const context = await browser.newContext({ ...contextOptions, javaScriptEnabled, locale, timezoneId });
      contexts.push(context);
      watch(context, faults);
      return context.newPage();
    });
    await Promise.all(contexts.map((context) => context.close()));
  },
});

const ours = (url: URL) => url.hostname === 'localhost' || url.hostname.endsWith('.localhost');
const loaded = (url: URL) => ['http:', 'https:', 'ws:', 'wss:'].includes(url.protocol);

function watch(context: BrowserContext, faults: string[]) {
  // Chromium also calls it an error when a page is a refusal. That a page is one is for the stories to say. What the
  // provider's pages do is not Dezky's.
  const pages = new Set<string>();
  context.on('request', (request) => {
    const url = new URL(request.url());
    if (loaded(url) && !ours(url)) faults.push(`asked ${url.href}`);
    if (request.isNavigationRequest()) pages.add(url.href);
  });
  context.on('console', (message) => {
    const where = message.location().url;
    const refusal = message.text().startsWith('Failed to load resource') && pages.has(where);
    if (message.type() !== 'error' || refusal || where.startsWith(SANDBOX)) return;
    faults.push(`console: ${message.text()} (${where})`);
  });
  context.on('weberror', (error) => faults.push(`exception: ${error.error().stack ?? error.error().message}`));
}

// --- The sandbox -------------------------------------------------------------------------------------------------------

/** Ends all of somebody's sessions at the provider; answers when it has told Dezky. */
export async function endAtProvider(who: { address: string }) {
  await ask('/sandbox/end-sessions', { username: who.address });
}

/** Somebody whom the provider knows and no tenant does. */
export async function stranger() {
  const who = { name: 'Vera Nowhere', address: 'vera@nowhere.example', password: 'stranger' };
  await ask('/sandbox/people', {
    username: who.address, name: who.name, role: 'member', password: who.password, groups: [],
    sub: '5f0c3a52-8d4e-4a6e-9a3e-2f6f1c8f7b11', ocis_user: '9d1f0b64-3c2a-4b57-8b60-6f3f7c1e2a90',
  });
  return who;
}

/** Somebody whom the provider knows and who works for a partner; Dezky is told by an operator. */
export async function known(stem: string, firm: string) {
  const sub = crypto.randomUUID();
  const who = { name: `Kasimir of ${firm}`, address: `${stem}@nordlicht.example`, password: 'partner', sub };
  await ask('/sandbox/people', {
    username: who.address, name: who.name, role: 'partner', password: who.password, groups: [], sub, ocis_user: crypto.randomUUID(),
  });
  return who;
}

async function ask(path: string, body: unknown) {
  const answer = await fetch(SANDBOX + path, {
    method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body),
  });
  expect(answer.ok, `${path}: ${answer.status}`).toBe(true);
}

// --- OCIS' audit log ---------------------------------------------------------------------------------------------------

export const ocis = {
  storage: '9bb1900d-ba99-436f-b21d-50801ee98bba',
  acme: '441903e0-690f-40e3-81d6-c99b51d915a5',
  mara: '7e0374a5-5bf1-46cd-acca-6ca051c4e09d',
  tilo: '0e65c318-89d7-48dc-b4d1-8bca84c77b6c',
};

const LOG = `${process.env.DATA}/ocis/audit.log`;

/** Appends a record as OCIS does: the file opened, one write, closed. Returns when it was written, in ms. */
export function appendLine(record: object): number {
  appendBytes(`${JSON.stringify(record)}\n`);
  return Date.now();
}

export function appendBytes(bytes: string | Buffer) {
  appendFileSync(LOG, bytes);
}

/** The keys that every record has, in OCIS' order; its own come after them. */
function record(action: string, message: string, user: string, own: object, at = new Date()) {
  const time = at.toISOString().replace(/\.\d+Z$/, 'Z');
  return {
    RemoteAddr: '', User: user, URL: '', Method: '', UserAgent: '', Time: time, App: 'admin_audit', Message: message,
    Action: action, CLI: false, Level: 1, ...own,
  };
}

type File = { by?: string; space?: string; path: string; at?: Date };
const fileId = ({ space = ocis.acme, path }: File) => `${ocis.storage}$${space}!${space}/${path}`;

/** `User` and `Owner` are some member of the space, not who did it: that stands in `Message` alone. */
export function uploaded(file: File) {
  const { by = ocis.tilo, path, at } = file;
  const own = { Path: `./${path}`, Owner: ocis.mara, FileID: fileId(file) };
  return record('file_create', `user '${by}' created file '${fileId(file)}'`, ocis.mara, own, at);
}

export function folderMade(file: File) {
  const { by = ocis.tilo, path, at } = file;
  const own = { Path: `./${path}`, Owner: '', FileID: fileId(file) };
  return record('container_create', `user '${by}' created folder '${fileId(file)}'`, '', own, at);
}

export function trashed(file: File) {
  const { by = ocis.tilo, path, at } = file;
  const own = { Path: `./${path}`, Owner: '', FileID: fileId(file) };
  return record('file_delete', `user '${by}' trashed file '${fileId(file)}'`, '', own, at);
}

/** Reads are counted and not kept. */
export function downloaded(file: File) {
  const { by = ocis.tilo, path, at } = file;
  const own = { Path: `./${path}`, Owner: '', FileID: fileId(file) };
  return record('file_read', `user '${by}' read file '${fileId(file)}'`, '', own, at);
}

/** A name that no other test has, so that a search for it finds nothing else. */
export const unique = (stem: string) => `${stem}-${Date.now().toString(36)}${Math.floor(Math.random() * 1e6).toString(36)}`;

/** The same as a short name of a tenant. */
export const uniqueSlug = (stem: string) => unique(stem).slice(0, 32);

/** Loads a page again until it shows something: what was written to the log is there within a second. */
export async function appears(page: Page, address: string, what: () => Locator) {
  await expect(async () => {
    await page.goto(address);
    await expect(what()).toBeVisible({ timeout: 100 });
  }).toPass({ timeout: 5_000, intervals: [50, 100, 200, 400] });
}

/**
 * Waits until a tenant's page says how far it is. With a script it says so by itself, and was not loaded again; without
 * one it says so when it is asked for again.
 */
export async function becomes(page: Page, state: string, live: boolean) {
  const mark = page.locator('#run-state');
  const far = { timeout: 15_000 };
  if (live) {
    await expect(mark).toHaveAttribute('data-state', state, far);
    return;
  }
  await expect(async () => {
    await page.reload();
    await expect(mark).toHaveAttribute('data-state', state, { timeout: 100 });
  }).toPass({ ...far, intervals: [100, 200, 400] });
}
