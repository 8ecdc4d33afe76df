/** A human of the support desk joins: their words appear by themselves, and it is clear who answers. */
import type { Browser, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { launchBrowser } from './browser.ts';
import { type Desk, openDesk } from './desk-server.ts';
import { type RunningServer, startServer } from './server.ts';
import { type Visit, visit, wide } from './visit.ts';

let browser: Browser;
let server: RunningServer;
let desk: Desk;
let one: Visit;

beforeAll(async () => {
  [browser, server] = await Promise.all([launchBrowser(), startServer()]);
});
beforeEach(async () => {
  desk = await openDesk();
  one = await visit(browser, server.url, { ...wide, prepare: desk.prepare });
});
afterEach(async () => {
  await one.close();
  desk.close();
});
afterAll(async () => {
  await browser?.close();
  await server?.remove();
});

const called = (times: number) => expect.poll(() => desk.calls.length, { timeout: 10_000 }).toBe(times);

async function callHuman({ page, replies }: Visit): Promise<void> {
  await page.getByRole('button', { name: '转人工' }).click();
  await replies.first().waitFor();
  await called(1);
}

const from = { from: 'human', at: '2026-11-23T08:00:00Z' };

test('nobody listens before a human has been asked for', async () => {
  await one.ask('1个身份证可认证几个腾讯云账号？');
  await one.page.waitForTimeout(500);
  expect(desk.calls).toEqual([]);
});

test('a human’s words appear once, under their mark, and the head says who helps', async () => {
  const hostile = '<img src=x onerror=alert(1)>您好，我来看看。';
  await callHuman(one);
  desk.say('holder', { holder: 'human', name: '<b>小王</b>' });
  await one.page.getByText('<b>小王</b> 正在为您服务').waitFor();
  desk.sayRaw('event: unheard-of\ndata: {}\n\ndata: not json\n\n');
  desk.say('message', { id: 'h1', text: hostile, ...from });
  desk.say('message', { id: 'h1', text: hostile, ...from });
  desk.say('message', { id: 'h2', text: '请稍等。', ...from });
  const words = one.page.locator('.reply.human');
  await words.nth(1).waitFor();
  expect(await words.count()).toBe(2);
  expect(await words.first().textContent()).toContain(hostile);
  expect(await words.first().textContent()).toContain('人工客服');
  expect(desk.calls[0]).toMatch(/^Bearer ./);
  expect(one.complaints).toEqual([]);
});

test('an event that comes in pieces is put together', async () => {
  await callHuman(one);
  const bytes = 'event: message\r\ndata: {"id":"h1","from":"human",\r\ndata: "text":"一共两行"}\r\n\r\n';
  for (const piece of bytes.match(/[\s\S]{1,7}/g) ?? []) {
    desk.sayRaw(piece);
    await new Promise((wait) => setTimeout(wait, 5));
  }
  await one.page.getByText('一共两行').waitFor();
});

test('when the human leaves, the assistant says that it is back', async () => {
  await callHuman(one);
  desk.say('holder', { holder: 'human' });
  await one.page.getByText('人工客服 正在为您服务').waitFor();
  desk.say('holder', { holder: 'assistant', waiting: true });
  await one.page.getByText('您仍在等人工').waitFor();
  desk.say('holder', { holder: 'assistant' });
  await one.page.getByText('人工服务已结束').waitFor();
});

test('words that come while the panel is closed are counted on the button until it is opened', async () => {
  await callHuman(one);
  await one.page.getByRole('button', { name: '关闭' }).click();
  desk.say('message', { id: 'h1', text: '您好', ...from });
  desk.say('message', { id: 'h2', text: '还在吗？', ...from });
  const launcher = one.page.getByRole('button', { name: '2 条新消息' });
  await launcher.click();
  await one.page.getByText('还在吗？').waitFor();
  await one.page.getByRole('button', { name: '关闭' }).click();
  await one.page.getByRole('button', { name: '问一问' }).waitFor();
});

test('the newest words of a human are in sight, however many came, and when the panel is opened again', async () => {
  await callHuman(one);
  const isInSight = async (text: string) => {
    const [words, log] = await Promise.all([
      one.page.getByText(text).boundingBox(),
      one.page.locator('.scroller').boundingBox(),
    ]);
    return !!words && !!log && words.y >= log.y && words.y + words.height <= log.y + log.height;
  };
  for (let at = 1; at <= 8; at++)
    desk.say('message', { id: `h${at}`, text: `第${at}句\n`.repeat(3), ...from });
  desk.say('message', { id: 'h9', text: '最后一句', ...from });
  await one.page.getByText('最后一句').waitFor();
  await expect.poll(() => isInSight('最后一句')).toBe(true);
  await one.page.getByRole('button', { name: '关闭' }).click();
  desk.say('message', { id: 'h10', text: '关上以后说的', ...from });
  await one.page.getByRole('button', { name: '1 条新消息' }).click();
  await one.page.getByText('关上以后说的').waitFor();
  await expect.poll(() => isInSight('关上以后说的'), { timeout: 3000 }).toBe(true);
  // what appears above takes room from the log
  desk.say('holder', { holder: 'human', name: '小王' });
  await one.page.getByText('小王 正在为您服务').waitFor();
  await expect.poll(() => isInSight('关上以后说的'), { timeout: 3000 }).toBe(true);
});

test('after a broken line what was said meanwhile comes with the history', async () => {
  await callHuman(one);
  await one.page.route(/\/conversations\/[^/]+$/, async (route) => {
    const answer = await route.fetch();
    const history = await answer.json();
    const missed = { id: 'h1', text: '断线的时候说的话', ...from };
    await route.fulfill({ json: { ...history, messages: [...history.messages, missed] } });
  });
  desk.hangUp();
  await one.page.getByText('断线的时候说的话').waitFor();
  await called(2);
  desk.say('message', { id: 'h1', text: '断线的时候说的话', ...from });
  desk.say('message', { id: 'h2', text: '线路恢复以后', ...from });
  await one.page.getByText('线路恢复以后').waitFor();
  expect(await one.page.locator('.reply.human').count()).toBe(2);
});

test('a tab that nobody looks at holds no line', async () => {
  await callHuman(one);
  const hide = (isHidden: boolean) =>
    one.page.evaluate((hidden) => {
      Object.defineProperty(document, 'hidden', { value: hidden, configurable: true });
      document.dispatchEvent(new Event('visibilitychange'));
    }, isHidden);
  await hide(true);
  desk.say('message', { id: 'h1', text: '听不到', ...from });
  await one.page.waitForTimeout(300);
  expect(await one.page.locator('.reply.human').count()).toBe(0);
  await hide(false);
  await called(2);
});

test('a server without a desk is asked once and never again', async () => {
  let calls = 0;
  await withoutDesk(one.page, () => {
    calls += 1;
  });
  await one.page.getByRole('button', { name: '转人工' }).click();
  await one.replies.first().waitFor();
  await one.page.waitForTimeout(2500);
  expect(calls).toBe(1);
  expect(await one.page.locator('.notice').count()).toBe(0);
});

const withoutDesk = (page: Page, count: () => void) =>
  page.route('**/events', (route) => {
    count();
    return route.fulfill({ status: 404, json: { code: 'not_found' } });
  });

test('while a human holds the conversation, silence of the assistant is no fault', async () => {
  await callHuman(one);
  desk.say('holder', { holder: 'human', name: '小王' });
  await one.page.getByText('小王 正在为您服务').waitFor();
  await one.page.route('**/api/v1/messages', async (route) => {
    const { conversationId } = route.request().postDataJSON();
    await route.fulfill({ json: { conversationId, replies: [] } });
  });
  await one.field.fill('好的，谢谢');
  await one.field.press('Enter');
  await one.page.locator('.said.sent', { hasText: '好的，谢谢' }).waitFor();
  expect(await one.page.locator('.notice').count()).toBe(0);
});
