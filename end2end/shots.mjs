// node end2end/shots.mjs DIRECTORY: every page as a picture, at three widths, by day and by night. Beside the sandbox:
//   RATE=2 infrastructure/sandbox/with.sh node end2end/shots.mjs pictures [name…]

import { appendFileSync, mkdirSync } from 'node:fs';
import { chromium } from '@playwright/test';
import config from './browser.mjs';
import { signIn } from './people.mjs';
import { open, pages } from './pages.mjs';

const [directory, ...names] = process.argv.slice(2);
if (!directory) throw new Error('Where to? node end2end/shots.mjs DIRECTORY [name…]');
mkdirSync(directory, { recursive: true });
appendFileSync(`${process.env.DATA}/ocis/audit.log`, '{"Action":"file_create","Path":"./broken\n');

const browser = await chromium.launch(config);
for (const shown of pages.filter(({ name }) => names.length === 0 || names.includes(name))) {
  const context = await browser.newContext({ locale: 'en-GB', timezoneId: 'Europe/Copenhagen', reducedMotion: 'reduce' });
  const page = await context.newPage();
  if (shown.who) await signIn(page, shown.who, '/', shown.home);
  await open(page, shown);
  for (const colorScheme of ['light', 'dark']) {
    await page.emulateMedia({ colorScheme });
    for (const width of [1440, 768, 360]) {
      await page.setViewportSize({ width, height: 900 });
      await page.screenshot({ path: `${directory}/${shown.name}-${width}-${colorScheme}.png`, fullPage: true });
    }
  }
  await context.close();
  console.log(shown.name);
}
await browser.close();
