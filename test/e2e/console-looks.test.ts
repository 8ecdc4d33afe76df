/** How the console looks and who can use it: axe, light and dark, wide and phone, Chinese and English, security policy. */
import type { Browser, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { launchBrowser } from './browser.ts';
import { findBreaches } from './console-axe.ts';
import {
  addAgent,
  type ConsoleVisit,
  type ConsoleVisitOptions,
  startConsole,
  visitConsole,
} from './console-visit.ts';
import type { RunningServer } from './server.ts';
import { phone, wide } from './visit.ts';

let browser: Browser;
let server: RunningServer;
let open: ConsoleVisit | undefined;

beforeAll(async () => {
  [browser, server] = await Promise.all([launchBrowser(), startConsole()]);
  await addAgent(server, 'mei', 'admin');
});
afterEach(() => open?.close());
afterAll(async () => {
  await browser?.close();
  await server?.remove();
});

async function come(options: ConsoleVisitOptions = {}): Promise<ConsoleVisit> {
  open = await visitConsole(browser, server, { agent: 'mei', ...options });
  return open;
}

/** Ways to each screen, from the address it is opened at. */
const screens: Readonly<Record<string, { at: string; reach?: (visit: ConsoleVisit) => Promise<unknown> }>> = {
  start: { at: '/console', reach: ({ page }) => page.getByText('粘贴客户的整段消息').waitFor() },
  results: {
    at: '/console',
    async reach({ field, rows }) {
      await field.fill('几天 打款');
      await rows.nth(1).waitFor();
    },
  },
  entry: {
    at: '/console#/entry/payment-not-received',
    async reach({ page }) {
      await page.locator('[data-fact=transferSubmittedAt] input').fill('2026-09-18');
      await page.locator('.steps').waitFor();
      await page.getByRole('button', { name: '答案有问题' }).click();
    },
  },
  message: {
    at: '/console',
    async reach({ page, field, paste }) {
      await field.focus();
      await paste(
        '身份证110101199003070011，昨天提交的对公信息没收到钱，什么时候能到？金额输错了一次还能输几次？',
      );
      await page.locator('.topic').first().waitFor();
    },
  },
  keys: {
    at: '/console',
    async reach({ page, field }) {
      await field.focus();
      await page.keyboard.press('?');
      await page.locator('.commands li').first().waitFor();
    },
  },
  receipt: {
    at: '/console#/receipt/DW-0000-0000-0000',
    reach: ({ page }) => page.locator('.notice').waitFor(),
  },
  desk: { at: '/console#/desk', reach: ({ page }) => page.locator('.queue').waitFor() },
  review: { at: '/console#/review', reach: ({ page }) => page.locator('.tabs').waitFor() },
  settings: { at: '/console#/settings', reach: ({ page }) => page.locator('table').first().waitFor() },
};

describe.each(Object.entries(screens))('%s', (_, { at, reach }) => {
  test.each(['light', 'dark'] as const)(
    'has no breach that axe finds, in %s colours, and keeps to the policy',
    async (colorScheme) => {
      const visit = await come({ at, colorScheme });
      await reach?.(visit);
      expect(await findBreaches(visit.page)).toEqual([]);
      expect(visit.complaints).toEqual([]);
    },
  );

  test('fits a phone and a narrow window: nothing scrolls sideways', async () => {
    const visit = await come({ at, ...phone, viewport: { width: 360, height: 740 } });
    await reach?.(visit).catch(() => undefined);
    expect(await sideways(visit.page)).toBe(0);
  });
});

/** Pixels by which the page, or what scrolls in it, is wider than what is seen of it. */
const sideways = (page: Page) =>
  page.evaluate(() =>
    Math.max(
      ...[document.documentElement, ...document.querySelectorAll('main')].map(
        ({ scrollWidth, clientWidth }) => scrollWidth - clientWidth,
      ),
    ),
  );

describe('the door', () => {
  test('has no breach that axe finds', async () => {
    open = await visitConsole(browser, server);
    await open.page.getByLabel('账号').waitFor();
    expect(await findBreaches(open.page)).toEqual([]);
  });

  test('is served under the strict policy, and is not for search engines', async () => {
    const response = await fetch(`${server.url}/console`);
    const policy = response.headers.get('content-security-policy') ?? '';
    for (const rule of [
      "default-src 'self'",
      "script-src 'self'",
      "style-src 'self'",
      "require-trusted-types-for 'script'",
    ])
      expect(policy).toContain(rule);
    const html = await response.text();
    expect(html).toContain('noindex');
    expect(html).not.toMatch(/<script>|<style|style=|onload=/);
  });
});

describe('an agent’s own ways', () => {
  test('English and dark are chosen in the settings and stay', async () => {
    const { page } = await come({ at: '/console#/settings' });
    await page.getByRole('button', { name: 'English' }).click();
    await page.getByLabel('Dark').check();
    await page.goto(`${server.url}/console#/`);
    await page.reload();
    await page.getByPlaceholder('Keywords, pinyin').waitFor();
    expect(
      await page.evaluate(() => [document.documentElement.lang, document.documentElement.dataset.theme]),
    ).toEqual(['en', 'dark']);
    expect(await page.locator('body').evaluate((body) => getComputedStyle(body).backgroundColor)).toBe(
      'rgb(15, 20, 19)',
    );
    await page.getByRole('link', { name: 'Desk' }).waitFor();
  });

  test('administrators see the accounts and who did what', async () => {
    const { page } = await come({ at: '/console#/settings' });
    await page.getByRole('cell', { name: 'mei' }).first().waitFor();
    await page.getByRole('region', { name: '操作记录' }).getByText('sign_in').first().waitFor();
  });

  test('three panes stand beside each other at 1280 pixels', async () => {
    const { page, field, reply } = await come(wide);
    await field.fill('打款');
    await reply.getByText('出处').waitFor();
    const boxes = await Promise.all(
      ['.rows', '.entry', '.reply-panel'].map((one) => page.locator(one).boundingBox()),
    );
    const [rows, entry, panel] = boxes.map((box) => ({
      left: box?.x ?? 0,
      right: (box?.x ?? 0) + (box?.width ?? 0),
    }));
    expect(rows?.right).toBeLessThan(entry?.left ?? 0);
    expect(entry?.right).toBeLessThan(panel?.left ?? 0);
    expect(panel?.right).toBeLessThanOrEqual(1280);
  });
});
