import { existsSync } from 'node:fs';
import { defineConfig } from '@playwright/test';

const usual = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome', '/usr/bin/google-chrome-stable'];
const executablePath = process.env.CHROMIUM ?? usual.find(existsSync);
if (!executablePath) throw new Error('No Chromium here. infrastructure/setup/browser.sh installs one; CHROMIUM names another.');

export default defineConfig({
  testDir: '.',
  testMatch: '*.spec.ts',
  outputDir: 'results',
  // One after the other: all of them share one Dezky, and its latency is measured.
  workers: 1,
  retries: 0,
  forbidOnly: true,
  timeout: 30_000,
  expect: { timeout: 5_000 },
  reporter: [['list']],
  use: {
    browserName: 'chromium',
    viewport: { width: 1280, height: 800 },
    locale: 'en-GB',
    timezoneId: 'Europe/Copenhagen',
    colorScheme: 'light',
    // Nothing on the screen is between two states when it is looked at.
    contextOptions: { reducedMotion: 'reduce' },
    actionTimeout: 5_000,
    navigationTimeout: 10_000,
    launchOptions: {
      executablePath,
      args: [
        '--no-sandbox',
        '--disable-gpu',
        '--no-first-run',
        '--disable-background-networking',
        '--disable-component-update',
        '--disable-sync',
        // Only names of this machine are found.
        '--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE localhost, EXCLUDE *.localhost',
      ],
    },
  },
  projects: [
    { name: 'js' },
    { name: 'no-js', use: { javaScriptEnabled: false }, grepInvert: /@js/ },
  ],
});
