/** What a company's page can ask of the widget, before and after it has loaded, and how several get along on one page. */
import type { Browser, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { launchBrowser } from './browser.ts';
import { hostPath, queue, serveHost, tag } from './host-page.ts';
import { type RunningServer, startServer } from './server.ts';
import { type Visit, visit } from './visit.ts';

let browser: Browser;
let server: RunningServer;
let open: Visit | undefined;

beforeAll(async () => {
  [browser, server] = await Promise.all([launchBrowser(), startServer()]);
});
afterEach(() => open?.close());
afterAll(async () => {
  await browser?.close();
  await server?.remove();
});

interface Host {
  readonly head?: string;
  readonly body?: string;
  readonly prepare?: (page: Page) => Promise<unknown>;
}

async function come({ head = tag(), body, prepare }: Host = {}): Promise<Visit> {
  const host = serveHost({ head, ...(body !== undefined && { body }) });
  open = await visit(browser, `${server.url}${hostPath}`, {
    viewport: { width: 1280, height: 860 },
    prepare: async (page) => {
      await host(page);
      await prepare?.(page);
    },
  });
  return open;
}

const question = '1个身份证可认证几个腾讯云账号？';
const call = (page: Page, ...parameters: unknown[]) =>
  page.evaluate((given) => window.dawen?.(String(given[0]), ...given.slice(1)), parameters);
const storageKeys = (page: Page) => page.evaluate(() => Object.keys(localStorage).sort());

describe('calls', () => {
  test('made before the script is there are carried out in their order once it is', async () => {
    const early = `<script>${queue}
      window.seen = [];
      dawen('on', 'open', () => seen.push('open'));
      dawen('on', 'message', (detail) => seen.push(detail.from));
      dawen('on', 'locale', (detail) => seen.push(detail));
      dawen('setLocale', 'zh-TW');
      dawen('ask', '${question}');</script>`;
    const { page, replies } = await come({ head: early + tag() });
    await replies.first().waitFor();
    expect(await page.getByRole('dialog').getAttribute('lang')).toBe('zh-Hant');
    expect(await page.evaluate('seen')).toEqual(['zh-Hant', 'open', 'person', 'assistant']);
  });

  test('open, close, ask, setLocale and off work afterwards', async () => {
    const { page, replies } = await come();
    await page.locator('.launcher').waitFor();
    await page.evaluate(() => {
      const seen: string[] = [];
      const note = () => seen.push('open');
      Object.assign(window, { seen, note });
      window.dawen?.('on', 'open', note);
      window.dawen?.('on', 'close', () => seen.push('close'));
    });
    await call(page, 'open');
    await page.locator('.panel').waitFor();
    await call(page, 'close');
    await page.locator('.launcher').waitFor();
    await page.evaluate(() => window.dawen?.('off', 'open', Reflect.get(window, 'note')));
    await call(page, 'ask', question);
    await replies.first().waitFor();
    await call(page, 'setLocale', 'en-GB');
    await page.getByPlaceholder('Type your question').waitFor();
    expect(await page.evaluate('seen')).toEqual(['open', 'close']);
  });

  test('a fault in a listener of the page is its own, and stops nothing', async () => {
    const head = `<script>${queue} dawen('on', 'open', () => { throw new Error('theirs') }); dawen('open');</script>`;
    const { page, complaints } = await come({ head: head + tag() });
    await page.locator('.panel').waitFor();
    await expect.poll(() => complaints.join()).toContain('theirs');
  });

  test('a chat that cannot be fetched says so on its button and to the page, and a click tries again', async () => {
    const head = `<script>${queue} window.faults = []; dawen('on', 'error', (e) => faults.push(e.code));</script>`;
    const { page } = await come({ head: head + tag() });
    await page.route('**/assets/chat*', (route) => route.abort());
    await page.locator('.launcher').click();
    await page.getByText('没能打开，再试一次').waitFor();
    expect(await page.evaluate('faults')).toEqual(['chat_not_loaded']);
    await page.unroute('**/assets/chat*');
    await page.locator('.launcher').click();
    await page.locator('.panel').waitFor();
  });

  test('a page that opens the chat by itself keeps its focus, a click on the button moves it', async () => {
    const head = `<script>${queue} dawen('open');</script>${tag()}`;
    const { page, field } = await come({ head, body: '<input autofocus aria-label="姓名">' });
    const own = page.getByLabel('姓名');
    await page.locator('.panel').waitFor();
    expect(await own.evaluate((input) => input === document.activeElement)).toBe(true);
    await page.getByRole('button', { name: '关闭' }).click();
    await page.locator('.launcher').click();
    await expect.poll(() => field.evaluate((input) => input.matches(':focus'))).toBe(true);
  });
});

describe('attributes', () => {
  test('language, side and colours are taken from the tag', async () => {
    const { page } = await come({
      head: tag('data-locale="en" data-side="left" data-theme="dark" data-open'),
    });
    const panel = page.locator('.panel');
    await panel.waitFor();
    expect(await panel.getAttribute('lang')).toBe('en');
    expect((await panel.boundingBox())?.x).toBe(20);
    expect(await panel.evaluate((one) => getComputedStyle(one).backgroundColor)).toBe('rgb(22, 29, 27)');
  });

  test('custom properties of the page set accent, corners and distance', async () => {
    const style = '<style>:root { --dawen-accent: rgb(80, 60, 180); --dawen-inset: 40px }</style>';
    const { page } = await come({ head: style + tag() });
    const launcher = page.locator('.launcher');
    await launcher.waitFor();
    expect(await launcher.evaluate((one) => getComputedStyle(one).backgroundColor)).toBe('rgb(80, 60, 180)');
    const box = await launcher.boundingBox();
    expect((box?.x ?? 0) + (box?.width ?? 0)).toBeCloseTo(1280 - 40, 0);
  });

  test('with data-boot="manual" nothing appears before boot', async () => {
    const { page } = await come({ head: tag('data-boot="manual"') });
    await page.waitForFunction(() => window.dawen !== undefined);
    expect(await page.locator('dawen-chat').count()).toBe(0);
    await call(page, 'boot');
    await page.locator('.launcher').waitFor();
  });

  test('with data-help every source leads to its place on the help page', async () => {
    const { page, ask } = await come({ head: tag('data-open data-help="/help.html"') });
    const reply = await ask(question);
    const { hash, pathname } = new URL((await reply.locator('.source a').getAttribute('href')) ?? '');
    expect(pathname).toBe('/help.html');
    expect(hash.length).toBeGreaterThan(2);
    expect(await page.locator('.source a').getAttribute('rel')).toContain('noopener');
  });
});

describe('several on one page', () => {
  const two = tag('data-open') + tag('data-name="billing" data-side="left" data-locale="en"');

  test('have conversations, languages and storage of their own', async () => {
    const { page } = await come({ head: two });
    await page.locator('.launcher').nth(1).waitFor({ state: 'attached' });
    await page.waitForFunction(() => document.querySelectorAll('dawen-chat').length === 2);
    await call(page, 'billing.ask', 'How long does a review take?');
    const billing = page.locator('dawen-chat[side="left"]');
    const first = page.locator('dawen-chat:not([side])');
    await billing.locator('.reply').first().waitFor();
    expect(await first.locator('.reply').count()).toBe(0);
    await call(page, 'ask', question);
    await first.locator('.reply').first().waitFor();
    expect(await billing.locator('.bubble').count()).toBe(1);
    expect(await first.locator('.panel').getAttribute('lang')).toBe('zh-Hans');
    expect(await billing.locator('.panel').getAttribute('lang')).toBe('en');
    const keys = await storageKeys(page);
    for (const slot of ['token', 'conversation']) {
      expect(keys).toContain(`dawen:${slot}`);
      expect(keys).toContain(`billing:${slot}`);
    }
    await call(page, 'billing.shutdown');
    expect(await page.locator('dawen-chat').count()).toBe(1);
    expect(await first.locator('.reply').count()).toBe(1);
  });

  test('the same tag twice is one widget', async () => {
    const { page } = await come({ head: tag() + tag() });
    await page.locator('.launcher').waitFor();
    await page.waitForLoadState('networkidle');
    expect(await page.locator('dawen-chat').count()).toBe(1);
  });
});

describe('a page that never reloads', () => {
  test('mounts and unmounts it again and again without leaving anything behind', async () => {
    const { page } = await come({ head: tag('data-boot="manual"') });
    await page.waitForFunction(() => window.dawen !== undefined);
    const tools = await page.context().newCDPSession(page);
    async function mount(times: number): Promise<void> {
      for (let n = 0; n < times; n++) {
        await call(page, 'boot');
        await page.evaluate(() => window.dawen?.('on', 'open', () => undefined));
        await call(page, 'open');
        await page.locator('.panel').waitFor();
        await call(page, 'shutdown');
      }
    }
    async function weigh() {
      await page.waitForTimeout(700);
      await tools.send('HeapProfiler.collectGarbage');
      const { nodes, jsEventListeners } = await tools.send('Memory.getDOMCounters');
      const { usedSize } = await tools.send('Runtime.getHeapUsage');
      return { nodes, jsEventListeners, usedSize };
    }
    await mount(4);
    const before = await weigh();
    await mount(25);
    const after = await weigh();
    expect(await page.locator('dawen-chat').count()).toBe(0);
    expect(after.jsEventListeners - before.jsEventListeners).toBeLessThanOrEqual(2);
    expect(after.nodes - before.nodes).toBeLessThanOrEqual(25);
    expect(after.usedSize - before.usedSize).toBeLessThan(500_000);
  });

  test('a page that redraws its whole body gets it back with boot, and the conversation with it', async () => {
    const { page, ask, replies } = await come({ head: tag('data-open') });
    await ask(question);
    await page.evaluate(() => document.body.replaceChildren(document.createElement('main')));
    await call(page, 'boot');
    await replies.first().waitFor();
    expect(await page.locator('dawen-chat').count()).toBe(1);
  });
});
