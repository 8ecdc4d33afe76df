/** What reviewers look at: security policy, hostile texts, keyboard, narrow screens. */
import type { Browser } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { launchBrowser } from './browser.ts';
import { hostPath, serveHost, tag } from './host-page.ts';
import { hostile, hostileAddresses } from './hostile.ts';
import { type RunningServer, startServer } from './server.ts';
import { phone, type Visit, visit, wide } from './visit.ts';

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

async function come(options?: Parameters<typeof visit>[2]): Promise<Visit> {
  open = await visit(browser, server.url, options);
  return open;
}

const personalLimit = '1个身份证可认证几个腾讯云账号？';
describe('security', () => {
  test('a whole conversation breaks no policy and leaves the console without errors', async () => {
    const { page, ask, complaints } = await come();
    const reply = await ask(personalLimit);
    await reply.locator('.offer').click();
    await ask('2个');
    await ask('今天天气怎么样');
    await page.getByRole('button', { name: '转人工' }).click();
    await page.getByTitle('繁體中文').click();
    await page.getByRole('button', { name: '關閉' }).click();
    await page.reload();
    await page.locator('.launcher').click();
    expect(complaints).toEqual([]);
  });

  test('the page is served under the strict policy', async () => {
    const policy = (await fetch(server.url)).headers.get('content-security-policy') ?? '';
    for (const rule of [
      "default-src 'self'",
      "script-src 'self'",
      "style-src 'self'",
      "require-trusted-types-for 'script'",
    ])
      expect(policy).toContain(rule);
  });

  test('it works where a page allows scripts and connections to itself and nothing else, without any type policy', async () => {
    const policy =
      "default-src 'none'; script-src 'self'; connect-src 'self'; require-trusted-types-for 'script'; trusted-types 'none'";
    const host = { head: tag('data-open'), policy };
    open = await visit(browser, `${server.url}${hostPath}`, { ...wide, prepare: serveHost(host) });
    const reply = await open.ask(personalLimit);
    await reply.getByRole('button', { name: '没帮助' }).click();
    await reply.locator('.offer').click();
    await open.page.getByRole('textbox', { name: '数量' }).waitFor();
    expect(await open.page.locator('.panel').evaluate((panel) => getComputedStyle(panel).position)).toBe(
      'fixed',
    );
    expect(open.complaints.filter((text) => !text.includes('img-src'))).toEqual([]);
  });

  test('whatever hostile thing a person writes stays text, also after a reload', async () => {
    const { page, ask, said, complaints } = await come();
    for (const text of hostile) {
      await ask(text);
      expect(await said.last().textContent()).toContain(text);
    }
    await page.reload();
    await said.nth(hostile.length - 1).waitFor();
    expect((await said.allTextContents()).every((text, at) => text.includes(hostile[at] ?? '-'))).toBe(true);
    expect(await page.locator('dawen-chat .log :is(script, img, iframe, style, math)').count()).toBe(0);
    expect(complaints).toEqual([]);
  });

  test('hostile words in answers, options, links and steps stay text', async () => {
    const { page, ask, complaints } = await come();
    await page.route('**/api/v1/messages', (route) => route.fulfill({ json: hostileTurn }));
    const reply = await ask(personalLimit);
    for (const text of hostile) expect(await reply.locator('.content').textContent()).toContain(text);
    for (const [at, text] of hostile.entries())
      expect(await reply.locator('.option').nth(at).textContent()).toBe(text);
    expect(await reply.locator('.steps').textContent()).toContain(hostile[0]);
    expect(await reply.locator('.source').textContent()).toContain(hostile[1]);
    expect(await reply.locator('.links').textContent()).toContain(hostile[1]);
    expect(await reply.locator('a').count()).toBe(1);
    expect(await reply.locator('a').getAttribute('href')).toBe('https://example.com/');
    expect(await reply.locator('a').getAttribute('rel')).toBe('noopener noreferrer');
    expect(await reply.locator(':is(script, img, iframe, style)').count()).toBe(0);
    expect(complaints).toEqual([]);
  });
});

const hostileTurn = {
  conversationId: 'hostile',
  replies: [
    {
      act: 'computed',
      text: hostile.join('\n'),
      markdown: hostile.join('\n'),
      content: [
        ...hostile.map((text) => ({ type: 'paragraph', children: [{ type: 'text', text }] })),
        {
          type: 'paragraph',
          children: [...hostileAddresses, 'https://example.com/'].map((url) => ({
            type: 'link',
            url,
            children: [{ type: 'strong', children: [{ type: 'text', text: '<b>x</b>' }] }],
          })),
        },
        { type: 'iframe', children: [] },
      ],
      computed: { rule: 'x', asOf: '', facts: {}, values: {}, steps: hostile, basis: 'stated', sources: [] },
      options: hostile.map((label) => ({ label, entry: label })),
      links: [{ title: hostile[1], url: 'vbscript:alert(1)' }],
      sources: [
        { entry: 'x', section: hostile[0], heading: hostile[1], quote: hostile[2], document: hostile[3] },
      ],
      messageId: 'm',
    },
  ],
};

describe('keyboard', () => {
  test('everything can be done with the keyboard alone, and Escape gives the focus back', async () => {
    const { page, field, replies, said } = await come({ viewport: { width: 800, height: 700 } });
    await tabTo(page, 'launcher');
    await page.keyboard.press('Enter');
    await field.waitFor();
    await expect.poll(() => focused(page)).toContain('input');
    await page.keyboard.type(personalLimit);
    await page.keyboard.press('Enter');
    await replies.first().waitFor();
    await tabTo(page, 'offer', 'Shift+Tab');
    await page.keyboard.press('Enter');
    await expect.poll(() => said.count()).toBe(2);
    await page.keyboard.press('Escape');
    await expect.poll(() => focused(page)).toContain('launcher');
    expect(await page.locator('.panel').isVisible()).toBe(false);
  });

  test('a panel that opens by itself does not take the focus', async () => {
    const { page, field } = await come(wide);
    await field.waitFor();
    expect(await page.evaluate(() => document.activeElement === document.body)).toBe(true);
  });

  test('roles and labels are there for screen readers', async () => {
    const { page, ask } = await come();
    await ask(personalLimit);
    expect(await page.getByRole('log').getAttribute('aria-live')).toBe('polite');
    expect(await page.getByRole('dialog').getAttribute('aria-modal')).toBe('false');
    expect(await page.getByRole('dialog').getAttribute('aria-label')).toContain('答问');
    const nameless = await page
      .locator('dawen-chat button')
      .evaluateAll(
        (buttons) =>
          buttons.filter((one) => !(one.getAttribute('aria-label') || one.textContent?.trim())).length,
      );
    expect(nameless).toBe(0);
  });
});

/** Class names of the element that has the focus, inside the shadow root too. */
const focused = (page: Visit['page']) =>
  page.evaluate(() => {
    const outer = document.activeElement;
    return (outer?.shadowRoot?.activeElement ?? outer)?.className ?? '';
  });

async function tabTo(page: Visit['page'], className: string, key = 'Tab'): Promise<void> {
  for (let tries = 0; tries < 60; tries++) {
    if ((await focused(page)).split(' ').includes(className)) return;
    await page.keyboard.press(key);
  }
  throw new Error(`${className} was not reached with ${key}`);
}

describe('screens', () => {
  test('nothing scrolls sideways at 320 pixels, not even for one endless word', async () => {
    const { page, ask } = await come({ ...phone, viewport: { width: 320, height: 640 } });
    expect(await sideways(page)).toBe(0);
    await page.locator('.launcher').click();
    await ask('企业实名认证多久才能通过？');
    await ask('x'.repeat(300));
    expect(await sideways(page)).toBe(0);
  });

  test('on a phone the panel covers the page, which cannot be reached behind it', async () => {
    const { page, field } = await come(phone);
    await page.locator('.launcher').click();
    await field.waitFor();
    expect(await page.getByRole('dialog').getAttribute('aria-modal')).toBe('true');
    expect(await page.locator('main[inert]').count()).toBe(1);
    await page.getByRole('button', { name: '关闭' }).click();
    expect(await page.locator('main[inert]').count()).toBe(0);
  });

  test('above the keyboard of a phone the whole panel stays in sight, but a magnified page moves nothing', async () => {
    const { page, field } = await come({ ...phone, reducedMotion: 'reduce', prepare: fakeKeyboard });
    await page.locator('.launcher').click();
    await field.waitFor();
    const panel = page.locator('.panel');
    const show = (seen: object) => page.evaluate((given) => Reflect.get(window, 'showSeen')(given), seen);
    await show({ height: 480, offsetTop: 20, scale: 1 });
    expect(await panel.boundingBox()).toMatchObject({ y: 20, height: expect.closeTo(480, 0) });
    await show({ height: 200, offsetTop: 90, scale: 2 });
    expect(await panel.boundingBox()).toMatchObject({
      y: 0,
      height: expect.closeTo(phone.viewport.height, 0),
    });
  });

  test.each(['light', 'dark'] as const)('text is readable in %s colours', async (colorScheme) => {
    const { page, ask } = await come({ ...wide, colorScheme });
    await ask(personalLimit);
    const [ink, paper] = await page
      .locator('.panel')
      .evaluate((panel) => [getComputedStyle(panel).color, getComputedStyle(panel).backgroundColor]);
    expect(contrast(ink ?? '', paper ?? '')).toBeGreaterThan(7);
  });
});

/** No keyboard can be brought up in a test: what the browser would tell of it is told by `showSeen`. */
const fakeKeyboard = (page: Visit['page']) =>
  page.addInitScript((height) => {
    const seen = Object.assign(new EventTarget(), { height, offsetTop: 0, scale: 1 });
    Object.defineProperty(window, 'visualViewport', { value: seen });
    Object.assign(window, {
      showSeen: (next: object) => Object.assign(seen, next).dispatchEvent(new Event('resize')),
    });
  }, phone.viewport.height);

/** Pixels by which the page or the log is wider than what is seen of it. */
const sideways = (page: Visit['page']) =>
  page.evaluate(() => {
    const log = document.querySelector('dawen-chat')?.shadowRoot?.querySelector('.scroller');
    const boxes = [document.documentElement, ...(log ? [log] : [])];
    return Math.max(...boxes.map((box) => box.scrollWidth - box.clientWidth));
  });

function contrast(one: string, other: string): number {
  const [dark = 0, light = 0] = [one, other].map(luminance).sort((a, b) => a - b);
  return (light + 0.05) / (dark + 0.05);
}

function luminance(color: string): number {
  const [r = 0, g = 0, b = 0] = (color.match(/[\d.]+/g) ?? [])
    .map((part) => Number(part) / 255)
    .map((part) => (part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4));
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}
