/** The help centre as a visitor has it: from the disk and from a web server, without a server of ours. */
import { execFile } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import { createRequire } from 'node:module';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { extname, join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { promisify } from 'node:util';
import type { Browser, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { launchBrowser } from './browser.ts';
import { phone, type Visit, type VisitOptions, visit, wide } from './visit.ts';

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const pages = ['index.html', 'zh-hant.html', 'en.html'] as const;
const types: Readonly<Record<string, string>> = {
  ...{ '.html': 'text/html', '.js': 'text/javascript', '.css': 'text/css', '.svg': 'image/svg+xml' },
};

let folder: string;
let browser: Browser;
let host: Server;
let hostUrl: string;
let guest: Visit | undefined;
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'dawen-help-'));
  host = createServer((request, response) => {
    const path = new URL(request.url ?? '/', 'http://host').pathname.replace(/\/$/, '/index.html');
    response.setHeader('content-type', types[extname(path)] ?? 'text/plain');
    response.end(readFileSync(join(folder, 'placed', path)));
  }).listen(0, '127.0.0.1');
  const [opened] = await Promise.all([launchBrowser(), make('plain')]);
  browser = opened;
  hostUrl = `http://127.0.0.1:${(host.address() as AddressInfo).port}/`;
  await make('placed', '--url', hostUrl);
});
afterEach(async () => {
  await guest?.close();
  guest = undefined;
});
afterAll(async () => {
  await browser.close();
  host.close();
  rmSync(folder, { recursive: true, force: true });
});

async function make(name: string, ...more: string[]): Promise<void> {
  const command = [resolve('dist', 'bot', 'cli.js'), 'site', '--out', join(folder, name), ...more];
  await promisify(execFile)(process.execPath, command);
}

async function come(name = 'index.html', options: VisitOptions = wide): Promise<Visit> {
  guest = await visit(browser, pathToFileURL(join(folder, 'plain', name)).href, options);
  return guest;
}

const fieldOf = (page: Page) => page.locator('#_field');
const resultsOf = (page: Page) => page.locator('#_results a');

async function findings(page: Page): Promise<string[]> {
  await page.evaluate(axe);
  return page.evaluate(async () => {
    const { violations } = await Reflect.get(window, 'axe').run();
    return violations.map((one: { id: string; nodes: { html: string }[] }) =>
      [one.id, ...one.nodes.map(({ html }) => html)].join(' '),
    );
  });
}

describe('from the disk', () => {
  test.each(pages)('%s loads all it needs and breaks no rule of its policy', async (name) => {
    const { page, complaints } = await come(name);
    await fieldOf(page).waitFor();
    expect(await page.locator('article').count()).toBe(31);
    expect(await page.evaluate(() => getComputedStyle(document.body).backgroundColor)).toBe(
      'rgb(245, 248, 247)',
    );
    expect(complaints).toEqual([]);
  });

  test('what is typed is found, in the words, the pinyin or the first letters', async () => {
    const { page, complaints } = await come();
    for (const text of ['刷脸总是失败', 'renlian shibie', 'rlsb', '人臉識別']) {
      await fieldOf(page).fill(text);
      expect(await resultsOf(page).allTextContents()).toEqual(
        expect.arrayContaining([expect.stringContaining('人脸识别认证方式进行实名认证时，总是识别失败')]),
      );
      expect(await page.getByRole('status').textContent()).toMatch(/^找到 \d 个相关问题$/);
    }
    expect(complaints).toEqual([]);
  });

  test('a result leads to its answer, and the list goes away', async () => {
    const { page } = await come('en.html');
    await fieldOf(page).fill('face recognition');
    await resultsOf(page).first().click();
    expect(new URL(page.url()).hash).toBe('#face-recognition-fails');
    await expect.poll(() => page.locator('.panel.open').count()).toBe(0);
    const top = (await page.locator('#face-recognition-fails').boundingBox())?.y ?? 0;
    const stuck = (await page.locator('#_search').boundingBox())?.height ?? 0;
    expect(top).toBeGreaterThanOrEqual(stuck);
    expect(top).toBeLessThan(stuck + 60);
  });

  test('what is not there is said, and hostile text stays text', async () => {
    const { page, complaints } = await come();
    for (const text of ['vvvv', '<img src=x onerror=alert(1)>', '"><script>alert(1)</script>认证']) {
      await fieldOf(page).fill(text);
      expect(await page.locator('#_search :is(img, script)').count()).toBe(0);
    }
    await fieldOf(page).fill('vvvv');
    expect(await page.getByRole('status').textContent()).toContain('没有找到');
    expect(complaints).toEqual([]);
  });

  test('the keyboard is enough', async () => {
    const { page } = await come();
    await page.keyboard.press('Tab');
    expect(await page.evaluate(() => document.activeElement?.className)).toBe('skip');
    await fieldOf(page).focus();
    await page.keyboard.type('shenhe duojiu');
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('ArrowDown');
    const second = await resultsOf(page).nth(1).getAttribute('href');
    expect(await page.evaluate(() => document.activeElement?.getAttribute('href'))).toBe(second);
    await page.keyboard.press('ArrowUp');
    await page.keyboard.press('ArrowUp');
    expect(await page.evaluate(() => document.activeElement?.id)).toBe('_field');
    await page.keyboard.press('Escape');
    expect(await fieldOf(page).inputValue()).toBe('');
    await page.keyboard.type('充值期限');
    await page.keyboard.press('Enter');
    expect(new URL(page.url()).hash).toBe('#recharge-deadline');
  });

  test('keys of an input method do nothing else', async () => {
    const { page } = await come();
    await fieldOf(page).focus();
    const typing = await page.context().newCDPSession(page);
    await typing.send('Input.imeSetComposition', { text: 'chong zhi', selectionStart: 9, selectionEnd: 9 });
    expect(await resultsOf(page).count()).toBe(0);
    await page.evaluate(() => {
      const press = { key: 'Enter', isComposing: true, bubbles: true };
      document.querySelector('#_field')?.dispatchEvent(new KeyboardEvent('keydown', press));
    });
    expect(new URL(page.url()).hash).toBe('');
    await typing.send('Input.insertText', { text: '充值' });
    await expect.poll(() => resultsOf(page).count()).toBeGreaterThan(0);
  });

  test('every question can be linked to, and the contents follow the reader', async () => {
    const { page } = await come('index.html');
    await page.goto(`${page.url()}#recharge-refund`);
    const marked = page.locator('.contents a[aria-current]');
    await expect.poll(() => marked.getAttribute('href')).toBe('#recharge-refund');
  });

  test('without scripts everything can be read, and no dead field is shown', async () => {
    const { page } = await come('index.html', { ...wide, javaScriptEnabled: false });
    expect(await page.locator('article .answer').count()).toBe(31);
    expect(await fieldOf(page).isVisible()).toBe(false);
  });

  test('languages lead to each other', async () => {
    const { page } = await come();
    await page.getByRole('link', { name: 'English' }).click();
    expect(await page.locator('html').getAttribute('lang')).toBe('en');
    await page.getByRole('link', { name: '繁體' }).click();
    expect(await page.locator('h1').textContent()).toContain('實名認證');
  });
});

describe('for everyone', () => {
  const looks = [
    ['in dark colours', { ...wide, colorScheme: 'dark' }],
    ['on a phone', { ...phone }],
    ['in forced colours', { ...wide, forcedColors: 'active' }],
  ] as const;

  async function expectNothing(name: string, options: VisitOptions): Promise<void> {
    const { page } = await come(name, options);
    expect(await findings(page)).toEqual([]);
    await fieldOf(page).fill('认证 account');
    await resultsOf(page).first().waitFor();
    expect(await findings(page)).toEqual([]);
  }

  test.each(pages)('axe finds nothing in %s', (name) => expectNothing(name, wide));
  test.each(looks)('axe finds nothing %s', (_look, options) => expectNothing('index.html', options));

  test('nothing scrolls sideways at 320 pixels, nor with letters twice as large', async () => {
    for (const name of pages) {
      const { page } = await come(name, { ...phone, viewport: { width: 320, height: 640 } });
      const sideways = () => page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
      expect(await sideways()).toBe(0);
      await page.evaluate(() => document.documentElement.style.setProperty('font-size', '200%'));
      expect(await sideways()).toBe(0);
      await guest?.close();
    }
  });

  test('on paper stand the answers and where links lead, without what only works on a screen', async () => {
    const { page } = await come();
    await page.emulateMedia({ media: 'print' });
    expect(await page.locator('article .answer').first().isVisible()).toBe(true);
    for (const hidden of ['#_search', '.contents', '.opening', '.languages', '.anchor'])
      expect(await page.locator(hidden).first().isVisible()).toBe(false);
    const address = await page
      .locator('.answer a[href^="https:"]')
      .first()
      .evaluate((link) => getComputedStyle(link, '::after').content);
    expect(address).toContain('https://');
  });
});

describe('from a web server', () => {
  test('its policy is without files, and nothing else is asked for', async () => {
    const asked: string[] = [];
    guest = await visit(browser, hostUrl, {
      ...wide,
      prepare: async (page) => page.on('request', (request) => asked.push(request.url())),
    });
    const { page, complaints } = guest;
    await fieldOf(page).fill('rlsb');
    await resultsOf(page).first().waitFor();
    expect(await page.locator('meta[http-equiv]').getAttribute('content')).not.toContain('file:');
    expect(await page.locator('link[rel="canonical"]').getAttribute('href')).toBe(hostUrl);
    expect(asked.filter((url) => !url.startsWith(hostUrl))).toEqual([]);
    expect(complaints).toEqual([]);
  });

  test('the structured data says what the page says', async () => {
    guest = await visit(browser, hostUrl);
    const { page } = guest;
    const data = JSON.parse((await page.locator('script[type="application/ld+json"]').textContent()) ?? '');
    expect(data['@type']).toBe('FAQPage');
    expect(data.mainEntity.map(({ name }: { name: string }) => name)).toEqual(
      await page.locator('article h3').allTextContents(),
    );
  });
});
