// node end2end/size.mjs: weighs the pages against their budgets. Plain Node: it runs before anything is installed.

import { readFileSync, readdirSync } from 'node:fs';
import { request } from 'node:http';
import { fileURLToPath } from 'node:url';
import { brotliCompressSync, constants } from 'node:zlib';
import { ORIGIN, host, people } from './people.mjs';

const KB = 1000;
const brotli = (content) =>
  brotliCompressSync(content, { params: { [constants.BROTLI_PARAM_QUALITY]: 11, [constants.BROTLI_PARAM_SIZE_HINT]: content.length } }).length;

/** A browser that keeps cookies and follows redirects, and nothing else. Node doesn't find `*.localhost` by itself. */
class Browser {
  cookies = new Map();

  async get(address, form) {
    const url = new URL(address);
    const body = form && new URLSearchParams(form).toString();
    const headers = { host: url.host, accept: 'text/html,*/*', cookie: this.#cookies(url) };
    if (body) Object.assign(headers, { 'content-type': 'application/x-www-form-urlencoded', origin: url.origin });
    const options = { host: '127.0.0.1', port: url.port, path: url.pathname + url.search, method: body ? 'POST' : 'GET', headers };
    const answer = await new Promise((resolve, reject) => {
      const asked = request(options, (answer) => {
        const parts = [];
        answer.on('data', (part) => parts.push(part));
        answer.on('end', () => resolve({ status: answer.statusCode, headers: answer.headers, body: Buffer.concat(parts), url: url.href }));
      });
      asked.on('error', reject).end(body);
    });
    for (const cookie of answer.headers['set-cookie'] ?? []) {
      const [, name, value] = cookie.match(/^([^=]+)=([^;]*)/);
      this.cookies.set(`${url.host} ${name}`, value);
    }
    const next = answer.headers.location;
    return next ? this.get(new URL(next, url).href) : answer;
  }

  #cookies(url) {
    const own = [...this.cookies].filter(([key]) => key.startsWith(`${url.host} `));
    return own.map(([key, value]) => `${key.split(' ')[1]}=${value}`).join('; ');
  }

  async signIn(who) {
    const { url } = await this.get(`${who.home}/sign-in`);
    const { status, url: arrived } = await this.get(url, { username: who.address, password: who.password });
    if (status !== 200 || !arrived.startsWith(who.home)) throw new Error(`${who.address} could not sign in: ${status} at ${arrived}`);
  }

  async page(address) {
    const { status, body } = await this.get(address);
    if (status !== 200) throw new Error(`${address}: ${status}`);
    return body.toString();
  }
}

const hrefs = (html, pattern) => [...html.matchAll(pattern)].map((match) => match[1]);
const scripts = (html) => [...hrefs(html, /<script[^>]*\ssrc="([^"]+)"/g), ...hrefs(html, /["'(]([^"'() ]+\.(?:js|wasm))["')]/g)];

const rows = [];
const weigh = (what, bytes, budget) =>
  rows.push({ what, is: `${(bytes / KB).toFixed(1)} kB`, budget: budget ? `≤ ${budget} kB` : '', fine: !budget || bytes <= budget * KB });
const check = (what, is, fine) => rows.push({ what, is, budget: '', fine });

// What an island needs: fetched after the first paint, and only where there is one.
const built = fileURLToPath(new URL('../target/site/pkg/', import.meta.url));
const packed = (end) => readdirSync(built).filter((name) => name.endsWith(end)).map((name) => brotli(readFileSync(built + name)));
const sum = (sizes) => sizes.reduce((total, size) => total + size, 0);
weigh('wasm', sum(packed('.wasm')));
weigh('js', sum(packed('.js')));
weigh('wasm + js', sum([...packed('.wasm'), ...packed('.js')]), 110);

// The first load of the launcher, which is complete with that alone.
const browser = new Browser();
await browser.signIn(people.owner);
const launcher = await browser.page(`${host('acme')}/`);
const sheets = hrefs(launcher, /<link rel="stylesheet" href="([^"]+)"/g);
const css = await Promise.all(sheets.map(async (sheet) => brotli((await browser.get(host('acme') + sheet)).body)));
const html = brotli(Buffer.from(launcher));
weigh('launcher, html', html);
weigh(`launcher, css (${sheets.length} sheets)`, sum(css));
weigh('launcher, html + css', html + sum(css), 25);

// Script only for who is signed in: every page of theirs has the palette. A stranger's door needs none.
const stranger = new Browser();
for (const address of [`${ORIGIN}/`, `${host('acme')}/`, `${ORIGIN}/sign-in/refused?why=denied`]) {
  const found = scripts(await stranger.page(address));
  check(`${address} asks for no script`, found[0] ?? 'none', found.length === 0);
}
const desk = new Browser();
await desk.signIn(people.operator);
for (const path of ['/', '/operator/audit', '/operator/tenants/acme', '/operator/jobs']) {
  const found = scripts(await desk.page(ORIGIN + path));
  check(`${path} asks for one`, `${found.length} files`, ['.js', '.wasm'].every((end) => found.some((file) => file.endsWith(end))));
}
// A central navigation stands in somebody else's frame, where nothing of ours may run.
const framed = scripts(await browser.page(`${host('acme')}/nav.html`));
check('/nav.html asks for no script', framed[0] ?? 'none', framed.length === 0);

const width = Math.max(...rows.map(({ what }) => what.length));
for (const { what, is, budget, fine } of rows) console.log(`  ${fine ? '✓' : '✕'} ${what.padEnd(width)}  ${is.padStart(9)}  ${budget}`);
if (rows.some(({ fine }) => !fine)) {
  console.error('Over budget.');
  process.exitCode = 1;
}
