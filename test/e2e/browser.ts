/** Finds a browser and starts it: an installed Chromium or Chrome, else the one that comes with the packages. */
import { existsSync } from 'node:fs';
import { type Browser, chromium } from 'playwright-core';

const installed = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
];

const flags = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

/** Every start has a fresh profile of its own, which is deleted when the browser is closed. `more` are further flags. */
export async function launchBrowser(more: readonly string[] = []): Promise<Browser> {
  const found = installed.find((path) => existsSync(path));
  const executablePath = found ?? (await unpackBundled());
  return chromium.launch({ executablePath, headless: true, args: [...flags, ...more] });
}

/** The bundled browser brings its system libraries along when it believes that it runs where there are none. */
export async function unpackBundled(): Promise<string> {
  process.env.AWS_EXECUTION_ENV = 'AWS_Lambda_nodejs20.x';
  const { default: bundled } = await import('@sparticuz/chromium');
  return bundled.executablePath();
}
