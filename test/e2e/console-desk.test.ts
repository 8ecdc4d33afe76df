/** The handoff desk in a browser: who waits appears live, is taken over, answered with suggestions, handed back or closed. */
import type { Browser } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import type { HandoffView } from '../../adapters/console/console-api.ts';
import { launchBrowser } from './browser.ts';
import { findBreaches } from './console-axe.ts';
import { addAgent, type ConsoleVisit, startConsole, visitConsole } from './console-visit.ts';
import { type DeskStandIn, startDeskStandIn } from './desk-stand-in.ts';
import type { RunningServer } from './server.ts';

let browser: Browser;
let server: RunningServer;
let desk: DeskStandIn;
let open: ConsoleVisit;

beforeAll(async () => {
  [browser, server] = await Promise.all([launchBrowser(), startConsole()]);
  await addAgent(server, 'mei', 'editor');
});
beforeEach(async () => {
  desk = await startDeskStandIn(server.url, 'mei');
});
afterEach(async () => {
  await open?.close();
  await desk.close();
});
afterAll(async () => {
  await browser?.close();
  await server?.remove();
});

async function come(at = '/console#/desk'): Promise<ConsoleVisit> {
  open = await visitConsole(browser, { ...server, url: desk.url }, { agent: 'mei', at });
  return open;
}

const at = '2026-09-21T02:00:00Z';
const waiting: HandoffView = {
  ...{ id: 'h1', conversation: 'c1', channel: 'web', status: 'waiting', requestedAt: at },
  lastMessage: '转人工',
  messages: [
    { id: 'm1', from: 'person', text: '打款金额输错了一次还能输几次？', at },
    { id: 'm2', from: 'assistant', text: '有2次输入金额数的机会', at },
    { id: 'm3', from: 'person', text: '转人工', at },
  ],
  facts: [{ label: '金额已输错的次数', value: '1', basis: 'stated' }],
  tried: [{ entry: 'payment-amount-wrong', question: '打款金额输入错误怎么办？' }],
};

test('a customer who begins to wait appears without a reload, and is counted in the title', async () => {
  const { page } = await come('/console');
  await page.locator('.search-field').waitFor();
  await expect.poll(() => page.title()).not.toMatch(/^\(/);
  await page.waitForTimeout(500);
  desk.put(waiting);
  await expect.poll(() => page.title()).toMatch(/^\(1\) /);
  await page.getByRole('link', { name: '接待' }).click();
  await page.locator('.handoff.waiting').getByText('转人工').waitFor();
});

test('the conversation shows what was said, what was tried and what is known', async () => {
  desk.put(waiting);
  const { page } = await come('/console#/desk/h1');
  await page.getByRole('log').getByText('打款金额输错了一次还能输几次？').waitFor();
  await page.locator('.help').getByText('金额已输错的次数').first().waitFor();
  await page.locator('.tried').getByRole('link', { name: '打款金额输入错误怎么办？' }).waitFor();
  expect(await page.getByLabel('写给客户').count()).toBe(0);
});

test('taken over it can be answered with a suggestion, by the keyboard', async () => {
  desk.put(waiting);
  const { page } = await come('/console#/desk/h1');
  await page.getByRole('button', { name: '接手' }).click();
  const box = page.getByLabel('写给客户');
  await expect.poll(() => box.evaluate((one) => one === document.activeElement)).toBe(true);
  await page.locator('.suggestion').first().getByText('还可以输入1次').waitFor();
  await page.getByRole('button', { name: '填入回复' }).first().click();
  await expect.poll(() => box.inputValue()).toContain('您还可以输入1次');
  await box.press('End');
  await page.keyboard.press('Enter');
  await page.locator('.line-said.human').getByText('您还可以输入1次').waitFor();
  expect(await box.inputValue()).toBe('');
  expect(desk.deeds).toEqual(['claim h1']);
});

test('what the customer writes meanwhile comes by itself, and brings its own suggestion', async () => {
  desk.put({ ...waiting, status: 'held', heldBy: 'mei' });
  const { page } = await come('/console#/desk/h1');
  await page.getByLabel('写给客户').waitFor();
  await page.getByText('实时', { exact: true }).waitFor();
  desk.hear('h1', { id: 'm4', from: 'person', text: '充值认证有时间限制吗？', at });
  await page.getByRole('log').getByText('充值认证有时间限制吗？').waitFor();
  await page.locator('.suggestion').getByText('充值认证有时间限制吗？').waitFor();
});

test('an answer whose confirmation got lost is sent again as the same one', async () => {
  desk.put({ ...waiting, status: 'held', heldBy: 'mei' });
  const { page } = await come('/console#/desk/h1');
  const box = page.getByLabel('写给客户');
  await box.fill('您好，我来看一下');
  desk.loseNext();
  await box.press('Enter');
  await page.getByRole('alert').getByText('暂时连不上').waitFor();
  expect(await box.inputValue()).toBe('您好，我来看一下');
  await box.press('Enter');
  await expect.poll(() => box.inputValue()).toBe('');
  expect(await page.locator('.line-said.human').count()).toBe(1);
});

const held: HandoffView = { ...waiting, status: 'held', heldBy: 'mei' };

test('what is begun is there again after a look elsewhere, and what is typed while an answer leaves stays', async () => {
  desk.put(held);
  const { page } = await come('/console#/desk/h1');
  const box = page.getByLabel('写给客户');
  await box.fill('您好，我查一下');
  await page.getByRole('link', { name: '查找' }).click();
  await page.locator('.search-field').waitFor();
  await page.goBack();
  expect(await box.inputValue()).toBe('您好，我查一下');
  await page.route('**/console/api/handoffs/*/messages', async (route) => {
    await new Promise((wait) => setTimeout(wait, 500));
    await route.continue();
  });
  await box.press('Enter');
  await box.press('End');
  await box.pressSequentially('另外');
  await page.locator('.line-said.human').getByText('您好，我查一下').waitFor();
  await expect.poll(() => box.inputValue()).toBe('另外');
});

test('an answer of 4,001 characters is not cut: it says so and waits', async () => {
  desk.put(held);
  const { page } = await come('/console#/desk/h1');
  const box = page.getByLabel('写给客户');
  await box.fill('长'.repeat(4001));
  await page.getByRole('alert').getByText('4000').waitFor();
  expect((await box.inputValue()).length).toBe(4001);
  expect(await page.getByRole('button', { name: '发送' }).isDisabled()).toBe(true);
});

test('a customer who writes while another conversation is open is marked and counted until opened', async () => {
  desk.put(held);
  desk.put({ ...held, id: 'h2' });
  const { page } = await come('/console#/desk/h2');
  await page.getByText('实时', { exact: true }).waitFor();
  await page.getByLabel('写给客户').waitFor();
  desk.hear('h2', { id: 'm5', from: 'person', text: '看得见的', at });
  desk.hear('h1', { id: 'm6', from: 'person', text: '看不见的', at });
  const row = page.locator('.handoff[href$=h1]');
  await row.getByText('有新消息').waitFor();
  expect(await page.getByText('有新消息').count()).toBe(1);
  expect(await page.title()).toMatch(/^\(1\) /);
  await row.click();
  await expect.poll(() => page.getByText('有新消息').count()).toBe(0);
});

test('who reads further up is left there when the customer writes', async () => {
  const messages = Array.from({ length: 40 }, (_, at) => ({ ...waiting.messages[0], id: `p${at}` }));
  desk.put({ ...held, messages: messages as HandoffView['messages'] });
  const { page } = await come('/console#/desk/h1');
  const log = page.getByRole('log');
  const scrolled = () => log.evaluate(({ scrollTop }) => Math.round(scrollTop));
  await page.getByText('实时', { exact: true }).waitFor();
  await expect.poll(scrolled).toBeGreaterThan(100);
  await log.evaluate((one) => one.scrollTo({ top: 40 }));
  await page.waitForTimeout(100);
  desk.hear('h1', { id: 'm7', from: 'person', text: '还在吗', at });
  await log.getByText('还在吗').waitFor();
  expect(await scrolled()).toBe(40);
});

test('it is handed back or closed, and leaves the list when it is over', async () => {
  desk.put({ ...waiting, status: 'held', heldBy: 'mei' });
  const { page } = await come('/console#/desk/h1');
  await page.getByRole('button', { name: '交还助手' }).click();
  await page.getByRole('button', { name: '接手' }).click();
  await page.getByRole('button', { name: '结束' }).click();
  await page.getByText('这个对话已经结束').waitFor();
  await page.getByText('现在没有人在等').waitFor();
  expect(desk.deeds).toEqual(['release h1', 'claim h1', 'close h1']);
});

test('a broken line is told, and what was missed meanwhile is there when it is back', async () => {
  const { page } = await come();
  await page.getByText('实时', { exact: true }).waitFor();
  await page.route('**/console/api/events', (route) => route.abort());
  desk.cutLines();
  await page.getByText('正在重新连接').waitFor();
  desk.put(waiting);
  expect(await page.locator('.handoff').count()).toBe(0);
  await page.unroute('**/console/api/events');
  await page.locator('.handoff.waiting').waitFor({ timeout: 20_000 });
});

test('a notification tells an agent who looks elsewhere', async () => {
  const visit = await come();
  await visit.page.evaluate(() => {
    window.alerts = [];
    document.hasFocus = () => false;
    window.Notification = class {
      static permission = 'granted';
      constructor(title: string, { body }: { body: string }) {
        window.alerts?.push(`${title}: ${body}`);
      }
    } as unknown as typeof Notification;
  });
  await visit.page.getByText('实时', { exact: true }).waitFor();
  await visit.page.getByText('现在没有人在等').waitFor();
  desk.put(waiting);
  await expect.poll(() => visit.page.evaluate(() => window.alerts)).toEqual(['有客户在等人工客服: 转人工']);
});

declare global {
  interface Window {
    alerts?: string[];
  }
}

test('an answer is marked wrong with a reason, and the mark stands with the entry from then on', async () => {
  const { page } = await come('/console#/entry/payment-amount-wrong');
  await page.getByRole('button', { name: '答案有问题' }).click();
  await page.getByLabel('不清楚').check();
  await page.getByLabel('原因').selectOption('incomplete');
  await page.getByLabel('说明').fill('没说还能不能再提交');
  await page.getByRole('button', { name: '发送' }).click();
  await page.getByText('已记下').waitFor();
  expect(desk.feedback[0]).toMatchObject({
    entry: 'payment-amount-wrong',
    rating: 'unclear',
    reason: 'incomplete',
  });
  await page.getByText('没说还能不能再提交').waitFor();
  await page.getByRole('link', { name: '反馈' }).click();
  await page.getByRole('button', { name: '对答案的反馈' }).click();
  await page.getByText('没说还能不能再提交').waitFor();
});

test('unanswered questions stand with the entries that lie nearest', async () => {
  const nearest = [
    {
      entry: 'payment-amount-wrong',
      question: '打款金额输入错误怎么办？',
      section: '',
      why: [],
      confidence: 0.2,
    },
  ];
  desk.unanswered.push({ text: '能开发票吗', act: 'fallback', times: 7, lastAt: at, nearest });
  const { page } = await come('/console#/review');
  await page.getByText('能开发票吗').waitFor();
  await page.getByText('问过 7 次').waitFor();
  await page.getByRole('link', { name: /打款金额输入错误怎么办/ }).click();
  await page.getByRole('heading', { level: 2, name: '打款金额输入错误怎么办？' }).waitFor();
});

test.each(['light', 'dark'] as const)('has no breach that axe finds, in %s colours', async (colorScheme) => {
  desk.put({ ...waiting, status: 'held', heldBy: 'mei' });
  desk.put({ ...waiting, id: 'h2' });
  desk.unanswered.push({ text: '能开发票吗', act: 'boundary', times: 2, lastAt: at, nearest: [] });
  const { page } = await come('/console#/desk/h1');
  await page.emulateMedia({ colorScheme });
  await page.locator('.suggestion .outcome').waitFor();
  expect(await findBreaches(page)).toEqual([]);
  await page.getByRole('link', { name: '反馈' }).click();
  await page.getByText('能开发票吗').waitFor();
  expect(await findBreaches(page)).toEqual([]);
  expect(open.complaints).toEqual([]);
});
