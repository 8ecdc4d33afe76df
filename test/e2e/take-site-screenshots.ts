/** Takes the pictures of the help centre: `npx tsx test/e2e/take-site-screenshots.ts`, after a build, with Chinese fonts installed. */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { launchBrowser } from './browser.ts';
import { phone, type VisitOptions, visit, wide } from './visit.ts';

const images = resolve(import.meta.dirname, '..', '..', 'docs', 'images');
const desktop = { ...wide, viewport: { width: 1280, height: 720 }, deviceScaleFactor: 1.5 };

const pictures: readonly { name: string; page: string; options: VisitOptions; search?: string }[] = [
  { name: 'help-desktop', page: 'index.html', options: desktop, search: 'dakuan jine' },
  {
    name: 'help-dark',
    page: 'index.html#payment-not-received',
    options: { ...desktop, colorScheme: 'dark' },
  },
  { name: 'help-phone', page: 'en.html', options: { ...phone, deviceScaleFactor: 2 } },
];

const folder = mkdtempSync(join(tmpdir(), 'dawen-pictures-'));
const site = join(folder, 'site');
execFileSync(process.execPath, [resolve('dist', 'bot', 'cli.js'), 'site', '--out', site]);
const browser = await launchBrowser();
try {
  for (const { name, page, options, search } of pictures) {
    const guest = await visit(browser, `${pathToFileURL(site).href}/${page}`, options);
    if (search !== undefined) await guest.page.locator('#_field').fill(search);
    await guest.page.waitForTimeout(400);
    await guest.page.screenshot({ path: join(images, `${name}.png`) });
    await guest.close();
  }
} finally {
  await browser.close();
  rmSync(folder, { recursive: true, force: true });
}
