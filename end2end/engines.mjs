// The engines' doubles as they are from outside Dezky: told to fail, changed by hand, asked. And Dezky's own command line.

import { execFileSync } from 'node:child_process';
import { readFileSync, readdirSync, rmSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { SANDBOX, host } from './people.mjs';

const AUTHENTIK = `${SANDBOX}/api/v3`;
const TOKEN = 'sandbox-only-authentik';

/**
 * Dezky's own command line, beside the server that runs.
 * @param {...string} words
 */
export function dezky(...words) {
  return told(words);
}

/**
 * @param {string[]} words
 * @param {Record<string, string>} [settings] of this one call
 */
export function told(words, settings = {}) {
  const root = fileURLToPath(new URL('..', import.meta.url));
  const env = { ...process.env, ...settings };
  return execFileSync(process.env.DEZKY ?? 'target/debug/dezky', words, { cwd: root, encoding: 'utf8', env, stdio: ['ignore', 'pipe', 'pipe'] });
}

/**
 * Asks Authentik as an administrator does who knows nothing of Dezky.
 * @param {string} method
 * @param {string} path
 * @param {object} [body]
 */
export async function authentik(method, path, body) {
  const headers = { authorization: `Bearer ${TOKEN}`, 'content-type': 'application/json' };
  const answer = await fetch(AUTHENTIK + path, { method, headers, body: body && JSON.stringify(body) });
  if (!answer.ok) throw new Error(`${method} ${path}: ${answer.status} ${await answer.text()}`);
  return answer.status === 204 ? null : answer.json();
}

/**
 * Somebody in Authentik, by their address.
 * @param {string} address
 */
export async function userOf(address) {
  const { results } = await authentik('GET', `/core/users/?username=${encodeURIComponent(address)}`);
  if (results.length !== 1) throw new Error(`${results.length} users are ${address}`);
  return results[0];
}

/**
 * Changes somebody in Authentik by hand.
 * @param {string} address
 * @param {object} change
 */
export async function changeByHand(address, change) {
  const { pk } = await userOf(address);
  await authentik('PATCH', `/core/users/${pk}/`, change);
}

/**
 * Replaces all faults of the engines (infrastructure/sandbox/src/engine/faults.rs); none makes them sound again.
 * @param {...object} faults
 */
export async function fail(...faults) {
  const answer = await fetch(`${SANDBOX}/sandbox/faults`, {
    method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(faults),
  });
  if (!answer.ok) throw new Error(`/sandbox/faults: ${answer.status} ${await answer.text()}`);
}

/**
 * A tenant as `dezky tenant create` makes it, with its owner, who has no password yet. Its host is its owner's home.
 * @param {string} slug
 * @param {string} name
 * @param {{ owner?: string, letter?: boolean }} [plan]
 */
export function makeTenant(slug, name, { owner = 'Anna Bell', letter = true } = {}) {
  const domain = `${slug}.example`;
  const address = `${owner.toLowerCase().replace(' ', '.')}@${domain}`;
  told(['tenant', 'create', slug, '--name', name, '--domain', domain, '--owner', address, '--owner-name', owner,
    ...(letter ? ['--invite-to', `${slug}@private.example`] : ['--no-letter'])]);
  return { slug, domain, owner: { name: owner, address, password: 'a long password', home: host(slug) } };
}

/**
 * Waits until a tenant is as wanted in every engine.
 * @param {string} slug
 */
export async function ready(slug) {
  let said = '';
  for (let looks = 0; looks < 80; looks += 1) {
    try {
      return told(['tenant', 'status', slug]);
    } catch (error) {
      said = `${error.stdout}${error.stderr}`;
    }
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  throw new Error(`${slug} did not become as wanted:\n${said}`);
}

/** The letters to an address that are in the outbox: name of the file, and what is in it. */
function lettersTo(to) {
  const folder = `${process.env.DATA}/outbox`;
  let names = [];
  try {
    names = readdirSync(folder);
  } catch {
    // Nobody was written to yet.
  }
  const letters = names.map((name) => ({ path: `${folder}/${name}`, letter: readFileSync(`${folder}/${name}`, 'utf8') }));
  return letters.filter(({ letter }) => letter.includes(`\r\nTo: ${to}\r\n`));
}

/**
 * Takes the letters to an address out of the outbox.
 * @param {string} to
 */
export function takeLetters(to) {
  for (const { path } of lettersTo(to)) rmSync(path);
}

/**
 * The letter to an address: its subject, its plain text, and the link that sets a password.
 * @param {string} to
 */
export function letterTo(to) {
  const letter = lettersTo(to).at(-1)?.letter;
  if (!letter) return undefined;
  const boundary = letter.match(/boundary="([^"]+)"/)?.[1] ?? '';
  const part = letter.split(`--${boundary}`)[1] ?? '';
  const [head, ...body] = part.split('\r\n\r\n');
  const plain = decoded(head, body.join('\n\n'));
  return {
    subject: letter.match(/^Subject: (.*)$/m)?.[1].trim() ?? '',
    plain,
    link: plain.match(/^https?:\/\/\S+flow_token=\S+$/m)?.[0] ?? '',
  };
}

function decoded(head, body) {
  if (/base64/i.test(head)) return Buffer.from(body, 'base64').toString('utf8').replaceAll('\r\n', '\n');
  if (!/quoted-printable/i.test(head)) return body.replaceAll('\r\n', '\n');
  const bytes = body.replaceAll('=\r\n', '').replaceAll('\r\n', '\n').replace(/=([0-9A-F]{2})/g, (_, hex) => String.fromCharCode(parseInt(hex, 16)));
  return Buffer.from(bytes, 'latin1').toString('utf8');
}

/**
 * Sets a password by the link of a letter, as the person would, and without a browser.
 * @param {{ address: string, password: string }} who
 * @param {string} to where the letter went
 */
export async function setPassword(who, to) {
  const letter = letterTo(to);
  if (!letter?.link) throw new Error(`no letter with a link to ${to}`);
  const { password } = who;
  const answer = await fetch(letter.link, { method: 'POST', body: new URLSearchParams({ password, password_repeat: password }) });
  const page = await answer.text();
  if (!page.includes('Your password is set')) throw new Error(`the link of ${to} sets no password: ${answer.status}\n${page}`);
}
