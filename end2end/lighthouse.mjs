// node end2end/lighthouse.mjs: what Lighthouse says of the launcher, the people and the timeline on a phone, beside the
// budgets: 95 for performance, 100 for accessibility and for best practices. Beside the sandbox (`make lighthouse`).

import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromium } from '@playwright/test';
import config from './browser.mjs';
import { ORIGIN, host, people, signIn } from './people.mjs';

const VERSION = '12.8.2';
const PAGES = [
  { name: 'launcher', who: people.owner, url: `${host('acme')}/` },
  { name: 'people', who: people.owner, url: `${host('acme')}/admin/people` },
  { name: 'timeline', who: people.operator, url: `${ORIGIN}/operator/audit` },
];
const LEAST = { performance: 95, accessibility: 100, 'best-practices': 100 };

const browser = await chromium.launch(config);
const folder = mkdtempSync(join(tmpdir(), 'lighthouse-'));
let missed = 0;
for (const { name, who, url } of PAGES) {
  const context = await browser.newContext();
  await signIn(await context.newPage(), who, '/', new URL(url).origin);
  const cookies = (await context.cookies(url)).map((cookie) => `${cookie.name}=${cookie.value}`).join('; ');
  const report = join(folder, `${name}.json`);
  execFileSync('npx', ['--yes', `lighthouse@${VERSION}`, url, '--quiet', '--output=json', `--output-path=${report}`,
    `--only-categories=${Object.keys(LEAST).join(',')}`, `--extra-headers=${JSON.stringify({ Cookie: cookies })}`,
    `--chrome-flags=--headless=new ${config.args.filter((arg) => !arg.includes(' ')).join(' ')}`],
  { stdio: ['ignore', 'inherit', 'inherit'], env: { ...process.env, CHROME_PATH: config.executablePath } });
  const { categories, audits } = JSON.parse(readFileSync(report, 'utf8'));
  const scores = Object.entries(LEAST).map(([key, least]) => ({ key, least, score: Math.round(categories[key].score * 100) }));
  console.log(`${name}: ${scores.map(({ key, least, score }) => `${key} ${score} (at least ${least})`).join(', ')}`);
  for (const { key } of scores.filter(({ score, least }) => score < least)) {
    missed += 1;
    const weak = categories[key].auditRefs.filter(({ id, weight }) => weight > 0 && audits[id].score !== null && audits[id].score < 1);
    for (const { id } of weak) console.log(`  ${id}: ${audits[id].displayValue ?? audits[id].title}`);
  }
  await context.close();
}
await browser.close();
rmSync(folder, { recursive: true });
process.exit(missed === 0 ? 0 : 1);
