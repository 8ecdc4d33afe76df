/** The line breaks, the server restarts, a session runs out: nothing is lost and nothing is answered twice. */
import type { Browser } from 'playwright-core';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { launchBrowser } from './browser.ts';
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

async function come(): Promise<Visit> {
  open = await visit(browser, server.url);
  return open;
}

const question = '充值认证有时间限制吗？';
const messages = '**/api/v1/messages';

test('without a connection it says so, keeps what is typed, and answers once when the line is back', async () => {
  const { page, field, said, replies, ask } = await come();
  await ask('1个身份证可认证几个腾讯云账号？');
  await page.context().setOffline(true);
  await field.fill(question);
  await field.press('Enter');
  await page.getByText('连接断开了').waitFor();
  expect(await page.locator('.said.waiting').count()).toBe(1);
  await field.fill('还没写完的下一句');
  await page.context().setOffline(false);
  await replies.nth(1).waitFor();
  expect(await field.inputValue()).toBe('还没写完的下一句');
  expect(await page.getByText('连接断开了').count()).toBe(0);
  await page.reload();
  await replies.nth(1).waitFor();
  expect([await said.count(), await replies.count()]).toEqual([2, 2]);
});

test('several messages and a verdict without a connection: all are said to wait, the newest in sight', async () => {
  const { page, field, replies, ask } = await come();
  await ask('1个身份证可认证几个腾讯云账号？');
  await page.context().setOffline(true);
  await page.getByRole('button', { name: '有帮助' }).click();
  await page.locator('.verdict').getByText('没有发出去').waitFor();
  for (const text of [question, '打款', '最后一句']) {
    await field.fill(text);
    await field.press('Enter');
    await page.locator('.said.waiting', { hasText: text }).waitFor();
  }
  const [said, log] = await Promise.all([
    page.locator('.said').last().boundingBox(),
    page.locator('.scroller').boundingBox(),
  ]);
  expect((said?.y ?? 0) + (said?.height ?? 0)).toBeLessThanOrEqual((log?.y ?? 0) + (log?.height ?? 0));
  expect(await page.locator('.delivery').count()).toBe(3);
  await page.context().setOffline(false);
  await replies.nth(3).waitFor();
  expect(await page.locator('.delivery').count()).toBe(0);
});

test('an answer that got lost on its way is fetched again, not given twice', async () => {
  const { page, field, said, replies } = await come();
  const ids: string[] = [];
  await page.route(messages, async (route) => {
    ids.push(route.request().postDataJSON().clientMessageId);
    if (ids.length > 1) return route.continue();
    await route.fetch();
    await route.abort();
  });
  await field.fill(question);
  await field.press('Enter');
  await replies.first().waitFor();
  expect(ids).toEqual([ids[0], ids[0]]);
  await page.reload();
  await replies.first().waitFor();
  expect([await said.count(), await replies.count()]).toEqual([1, 1]);
});

test('a message that was not sent before a reload is sent after it', async () => {
  const { page, field, said, replies } = await come();
  await page.route(messages, (route) => route.abort());
  await field.fill(question);
  await field.press('Enter');
  await page.getByText('连接断开了').waitFor();
  await page.unroute(messages);
  await page.reload();
  await replies.first().waitFor();
  expect(await said.count()).toBe(1);
});

test.each(['SIGTERM', 'SIGKILL'] as const)(
  'a restart of the server in the middle (%s) loses nothing',
  async (signal) => {
    const { page, field, said, replies, ask } = await come();
    await ask('1个身份证可认证几个腾讯云账号？');
    await server.stop(signal);
    await field.fill(question);
    await field.press('Enter');
    await page.getByText('连接断开了').waitFor();
    await server.start();
    await page
      .getByRole('button', { name: '立即重试' })
      .click({ timeout: 2000 })
      .catch(() => undefined);
    await replies.nth(1).waitFor();
    await page.reload();
    await replies.nth(1).waitFor();
    expect([await said.count(), await replies.count()]).toEqual([2, 2]);
  },
);

test('a session that has run out is replaced without a word', async () => {
  const { page, ask, replies } = await come();
  await ask(question);
  await page.evaluate(() => localStorage.setItem('dawen:token', 'run-out'));
  await ask('1个身份证可认证几个腾讯云账号？');
  expect(await replies.count()).toBe(2);
  expect(await page.locator('.notice').count()).toBe(0);
});

test('when it is asked to slow down it says so and sends by itself later', async () => {
  const { page, field, replies } = await come();
  let calls = 0;
  await page.route(messages, (route) => {
    calls += 1;
    return calls > 1 ? route.continue() : route.fulfill({ status: 429, headers: { 'retry-after': '1' } });
  });
  await field.fill(question);
  await field.press('Enter');
  await page.getByText('问得有点快').waitFor();
  await replies.first().waitFor();
  expect(calls).toBe(2);
});

test('an answer within 300 ms shows no indicator, a slower one does', async () => {
  const { page, ask, field } = await come();
  await page.evaluate(() => {
    const log = document.querySelector('dawen-chat')?.shadowRoot?.querySelector('.scroller');
    if (log)
      new MutationObserver(() => {
        if (log.querySelector('.dots')) document.body.dataset.dots = 'shown';
      }).observe(log, { subtree: true, childList: true });
  });
  await ask(question);
  expect(await page.evaluate(() => document.body.dataset.dots)).toBeUndefined();
  await page.route(messages, async (route) => {
    await new Promise((wait) => setTimeout(wait, 800));
    await route.continue();
  });
  await field.fill('1个身份证可认证几个腾讯云账号？');
  await field.press('Enter');
  await page.locator('.dots').waitFor();
});
