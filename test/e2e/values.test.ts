/** Days, counts and amounts can be given by a small field as well as in words. */
import type { Browser } from 'playwright-core';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { launchBrowser } from './browser.ts';
import { type RunningServer, startServer } from './server.ts';
import { phone, type Visit, visit } from './visit.ts';

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

const lastChange = '我想知道我什么时候能再修改认证信息';
/** Three weeks ago, so that no month is always the same. */
const day = new Date(Date.now() - 21 * 86_400_000).toISOString().slice(0, 10);
const inWords = () => {
  const [year, month, date] = day.split('-').map(Number);
  return `${year}年${month}月${date}日`;
};

test('a day is picked from a calendar, and the result counts from it', async () => {
  const { page, ask, said, replies } = await come();
  const question = await ask(lastChange);
  const give = question.getByRole('button', { name: '确定' });
  expect(await give.isDisabled()).toBe(true);
  await question.getByLabel('日期').fill(day);
  await give.click();
  await replies.nth(1).waitFor();
  expect(await said.last().textContent()).toContain(day);
  await page.locator('.steps summary').click();
  expect(await page.locator('.steps').textContent()).toContain(inWords());
  expect(await page.locator('.value').count()).toBe(0);
});

test('a near day is one click, in words', async () => {
  const { ask, said, replies } = await come(phone);
  await open?.page.locator('.start').click();
  const question = await ask(lastChange);
  await question.getByRole('button', { name: '昨天' }).click();
  await replies.nth(1).waitFor();
  expect(await said.last().textContent()).toContain('昨天');
  expect(await replies.nth(1).locator('.steps').count()).toBe(1);
});

test('the same day in words does as well, and takes the field away', async () => {
  const { ask, page } = await come();
  await ask(lastChange);
  const reply = await ask('上周五');
  expect(await reply.locator('.steps').count()).toBe(1);
  expect(await page.locator('.value').count()).toBe(0);
});

test('a count goes up and down by buttons and never below nothing, with the keyboard too', async () => {
  const { page, ask, said, replies } = await come();
  const answer = await ask('1个身份证可认证几个腾讯云账号？');
  await answer.locator('.offer').click();
  const field = page.getByRole('textbox', { name: '数量' });
  await page.getByRole('button', { name: '减一' }).click();
  await page.getByRole('button', { name: '减一' }).click();
  expect(await field.inputValue()).toBe('0');
  await page.getByRole('button', { name: '加一' }).press('Enter');
  await page.getByRole('button', { name: '加一' }).press('Enter');
  expect(await field.inputValue()).toBe('2');
  await field.press('Enter');
  await replies.nth(2).waitFor();
  expect(await said.last().textContent()).toMatch(/2$/);
  expect(await replies.nth(2).locator('.content').textContent()).toContain('1个');
});

test('an amount takes figures only, and is not sent while it is none', async () => {
  const { page, ask, said, replies } = await come();
  const answer = await ask('充值认证有时间限制吗？');
  await answer.locator('.offer', { hasText: '金额对不对' }).click();
  const field = page.getByRole('textbox', { name: '金额' });
  await field.fill('十块');
  await field.press('Enter');
  expect(await said.count()).toBe(2);
  await field.fill('12.34');
  await field.press('Enter');
  await replies.nth(2).waitFor();
  expect(await said.last().textContent()).toContain('12.34');
});

test('in English the same fields answer in English', async () => {
  const { page, ask, replies } = await come();
  await page.getByTitle('English').click();
  const question = await ask('When can I change my verified information again?');
  const offer = question.locator('.offer').first();
  if (await offer.isVisible()) await offer.click();
  await page.getByRole('textbox', { name: 'Date' }).fill(day);
  const before = await replies.count();
  await page.getByRole('button', { name: 'OK', exact: true }).click();
  await replies.nth(before).waitFor();
  expect(await replies.last().locator('.content').textContent()).toMatch(/^[\x20-\x7e’–\n]+$/);
});
