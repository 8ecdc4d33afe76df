/** WCAG 2.2 AA: axe finds nothing in any state, and what axe cannot see, such as focus and what is announced. */
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { Browser } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { launchBrowser } from './browser.ts';
import { type RunningServer, startServer } from './server.ts';
import { phone, type Visit, type VisitOptions, visit, wide } from './visit.ts';

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

async function come(options?: VisitOptions): Promise<Visit> {
  open = await visit(browser, server.url, options);
  return open;
}

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const standards = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];

/** One line for every finding, on our page and in the widget's shadow root. */
async function findings({ page }: Visit): Promise<string[]> {
  // what is still moving has no colour of its own yet
  await page.waitForTimeout(300);
  await page.evaluate(axe);
  return page.evaluate(async (values) => {
    const tool = Reflect.get(window, 'axe');
    const { violations } = await tool.run(document, { runOnly: { type: 'tag', values } });
    return violations.flatMap(({ id, nodes }: { id: string; nodes: { target: unknown[]; html: string }[] }) =>
      nodes.map(({ target, html }) => `${id}: ${target.join(' ')} ${html.slice(0, 120)}`),
    );
  }, standards);
}

const personalLimit = '1个身份证可认证几个腾讯云账号？';
const licence = '营业执照是上周五办下来的，最早哪天可以提交认证？';
const lastChange = '我想知道我什么时候能再修改认证信息';

interface State {
  readonly name: string;
  readonly options?: VisitOptions;
  readonly reach: (one: Visit) => Promise<unknown>;
}

async function unfolded({ ask }: Visit): Promise<void> {
  const reply = await ask(licence);
  await reply.locator('.steps summary').click();
  await reply.locator('details.source summary').click();
}

async function offered({ ask, replies }: Visit): Promise<void> {
  const reply = await ask(personalLimit);
  await reply.locator('.offer').click();
  await replies.nth(1).waitFor();
}

const states: readonly State[] = [
  {
    name: 'closed',
    options: { viewport: { width: 800, height: 700 } },
    reach: ({ page }) => page.locator('.launcher').waitFor(),
  },
  { name: 'open and empty', reach: ({ page }) => page.locator('.welcome .option').first().waitFor() },
  { name: 'with an answer', reach: ({ ask }) => ask('企业实名认证多久才能通过？') },
  { name: 'with options', reach: ({ ask }) => ask('能认证几个账号') },
  { name: 'computed and unfolded', reach: unfolded },
  { name: 'asking for a day', reach: ({ ask }) => ask(lastChange) },
  { name: 'asking for a count', reach: offered },
  {
    name: 'asking why it did not help',
    reach: async ({ ask }) => (await ask(personalLimit)).getByRole('button', { name: '没帮助' }).click(),
  },
  {
    name: 'with suggestions',
    async reach({ page, field }) {
      await field.fill('充值');
      await page.locator('.suggestions button').first().waitFor();
    },
  },
  {
    name: 'with a text that is too long',
    reach: ({ field }) => field.fill('问'.repeat(4001)),
  },
  {
    name: 'with a message that was refused',
    async reach({ page, field }) {
      await page.route('**/api/v1/messages', (route) => route.fulfill({ status: 422, json: { code: 'x' } }));
      await field.fill('问');
      await field.press('Enter');
      await page.getByText('没有发出去').waitFor();
    },
  },
  {
    name: 'offline',
    async reach({ page, ask, field }) {
      await ask(personalLimit);
      await page.context().setOffline(true);
      await field.fill('问');
      await field.press('Enter');
      await page.getByText('连接断开了').waitFor();
    },
  },
  {
    name: 'dark, empty',
    options: { ...wide, colorScheme: 'dark' },
    reach: ({ page }) => page.locator('.welcome .option').first().waitFor(),
  },
  { name: 'dark, computed', options: { ...wide, colorScheme: 'dark' }, reach: unfolded },
  {
    name: 'dark, asking for a day',
    options: { ...wide, colorScheme: 'dark' },
    reach: ({ ask }) => ask(lastChange),
  },
  {
    name: 'on a phone',
    options: phone,
    async reach(one) {
      await one.page.locator('.start').click();
      await unfolded(one);
    },
  },
  {
    name: 'in English',
    async reach({ page, ask }) {
      await page.getByTitle('English').click();
      await ask('How many accounts can one ID card verify?');
    },
  },
  { name: 'in forced colours', options: { ...wide, forcedColors: 'active' }, reach: offered },
];

describe('axe finds nothing', () => {
  test.each(states)('$name', async ({ options, reach }) => {
    const one = await come(options);
    await reach(one);
    expect(await findings(one)).toEqual([]);
  });
});

test('axe looks inside the widget: a planted fault is found', async () => {
  const one = await come();
  await one.page.locator('.welcome .option').first().waitFor();
  await one.page.locator('.send').evaluate((button) => button.removeAttribute('aria-label'));
  await one.page.locator('.send').evaluate((button) => button.removeAttribute('title'));
  expect((await findings(one)).join()).toContain('button-name');
});

describe('what is announced', () => {
  test('an answer enters the log once, whole, and no other live region repeats it', async () => {
    const { page, ask } = await come();
    await page.locator('.welcome .option').first().waitFor();
    await page.evaluate(() => {
      const root = document.querySelector('dawen-chat')?.shadowRoot;
      const heard: string[] = [];
      for (const region of root?.querySelectorAll('[role="log"], [role="status"], [role="alert"]') ?? [])
        new MutationObserver((changes) => {
          for (const { addedNodes } of changes)
            for (const node of addedNodes) heard.push(node.textContent ?? '');
        }).observe(region, { childList: true, subtree: true, characterData: true });
      Object.assign(window, { heard });
    });
    await ask(personalLimit);
    await page.waitForTimeout(500);
    const heard: string[] = await page.evaluate('heard');
    expect(heard.filter((text) => text.includes('仅支持实名认证3个腾讯云账号'))).toHaveLength(1);
  });

  test('an answer does not move the focus, wherever it is', async () => {
    const { page, field } = await come();
    await field.fill(personalLimit);
    await field.press('Enter');
    await page.locator('.start').focus();
    await page.locator('.reply').first().waitFor();
    await page.waitForTimeout(300);
    expect(await page.locator('.start').evaluate((button) => button === document.activeElement)).toBe(true);
  });
});

describe('dialogs', () => {
  test('beside the page it is not modal, and the page can be reached', async () => {
    const { page } = await come();
    expect(await page.getByRole('dialog').getAttribute('aria-modal')).toBe('false');
    expect(await page.locator('[inert]').count()).toBe(0);
  });

  test('on a phone Tab never leaves it, and what was inert before stays so after', async () => {
    const { page } = await come({ ...phone, hasTouch: false, isMobile: false });
    await page.evaluate(() => document.querySelector('footer')?.setAttribute('inert', ''));
    await page.locator('.start').click();
    await page.locator('.panel').waitFor();
    for (let n = 0; n < 30; n++) {
      await page.keyboard.press('Tab');
      const outside = await page.evaluate(
        () => !['DAWEN-CHAT', 'BODY', 'HTML'].includes(document.activeElement?.tagName ?? ''),
      );
      expect(outside).toBe(false);
    }
    await page.keyboard.press('Escape');
    await page.locator('.launcher').waitFor();
    expect(await page.locator('main[inert]').count()).toBe(0);
    expect(await page.locator('footer[inert]').count()).toBe(1);
  });
});

describe('how people see', () => {
  test('who wants less motion gets none', async () => {
    const { page, ask } = await come({ ...wide, reducedMotion: 'reduce' });
    await ask(personalLimit);
    const moving = await page.locator('dawen-chat').evaluate(
      (element) =>
        [...(element.shadowRoot?.querySelectorAll('*') ?? [])].filter((part) => {
          const { animationName, transitionDuration } = getComputedStyle(part);
          return animationName !== 'none' || /[1-9]/.test(transitionDuration);
        }).length,
    );
    expect(moving).toBe(0);
  });

  test('in forced colours every button keeps an edge', async () => {
    const { page, ask } = await come({ ...wide, forcedColors: 'active' });
    await ask(personalLimit);
    const bare = await page
      .locator('dawen-chat')
      .evaluate(
        (element) =>
          [
            ...(element.shadowRoot?.querySelectorAll('.send, .option, .launcher, .value button') ?? []),
          ].filter((part) => Number.parseFloat(getComputedStyle(part).borderTopWidth) < 1).length,
      );
    expect(bare).toBe(0);
  });

  test.each([
    ['200 % zoom of a laptop', { viewport: { width: 640, height: 400 }, deviceScaleFactor: 2 }],
    ['320 pixels', { viewport: { width: 320, height: 568 } }],
    ['400 % zoom of a laptop', { viewport: { width: 320, height: 256 }, deviceScaleFactor: 4 }],
  ])('at %s everything is reachable and nothing scrolls sideways', async (_name, options) => {
    const { page, ask, field } = await come(options);
    await page.locator('.launcher').click();
    const reply = await ask(licence);
    const box = await page.locator('.panel').boundingBox();
    expect(box?.x).toBeGreaterThanOrEqual(0);
    expect(box?.y).toBeGreaterThanOrEqual(0);
    expect((box?.x ?? 0) + (box?.width ?? 0)).toBeLessThanOrEqual(options.viewport.width);
    await reply.locator('.steps summary').click();
    await field.click();
    const sideways = await page.locator('.scroller').evaluate((log) => log.scrollWidth - log.clientWidth);
    expect(sideways).toBe(0);
  });

  test('who has set larger letters in the browser gets them here', async () => {
    const { page } = await come();
    const size = () =>
      page.locator('.panel').evaluate((panel) => Number.parseFloat(getComputedStyle(panel).fontSize));
    const before = await size();
    const tools = await page.context().newCDPSession(page);
    await tools.send('Page.enable');
    await tools.send('Page.setFontSizes', { fontSizes: { standard: 32 } });
    await expect.poll(size).toBe(before * 2);
  });
});
