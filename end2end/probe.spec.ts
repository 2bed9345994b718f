import { test, expect, signIn, people, appendLine, uploaded, downloaded, trashed, folderMade, appendBytes } from './support.ts';
import { writeFileSync } from 'node:fs';
test('probe', async ({ page }) => {
  const t = appendLine(uploaded({ path: 'probe-1.odt' }));
  appendLine(downloaded({ path: 'probe-1.odt' }));
  appendLine(folderMade({ path: 'probe' }));
  appendLine(trashed({ path: 'probe-1.odt' }));
  appendBytes('{"Action":"file_create", broken \u001b[31m\n');
  await signIn(page, people.operator, '/operator/audit');
  await page.waitForTimeout(1000);
  await page.reload();
  writeFileSync('/tmp/timeline.html', await page.content());
  await page.screenshot({ path: '/tmp/timeline.png', fullPage: true });
  await page.goto(people.operator.home + '/operator/sources');
  writeFileSync('/tmp/sources.html', await page.content());
  await page.screenshot({ path: '/tmp/sources.png', fullPage: true });
});
