/** A customer's whole message pasted into the console: masked, taken apart, completed and answered in one reply. */
import type { Browser } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { launchBrowser } from './browser.ts';
import { addAgent, type ConsoleVisit, startConsole, visitConsole } from './console-visit.ts';
import type { RunningServer } from './server.ts';

let browser: Browser;
let server: RunningServer;
let open: ConsoleVisit | undefined;

beforeAll(async () => {
  [browser, server] = await Promise.all([launchBrowser(), startConsole()]);
  await addAgent(server, 'mei');
});
afterEach(() => open?.close());
afterAll(async () => {
  await browser?.close();
  await server?.remove();
});

async function come(): Promise<ConsoleVisit> {
  open = await visitConsole(browser, server, { agent: 'mei' });
  await open.field.waitFor();
  return open;
}

const idNumber = '110101199003070011';
const mobile = '13800138000';
const message = `你好，我身份证${idNumber}，电话 ${mobile}。2026年9月18日提交的对公信息到现在没收到钱，什么时候能到？另外金额输错了一次还能输几次？充值认证有时间限制吗？谢谢`;

async function pasteMessage(): Promise<ConsoleVisit> {
  const visit = await come();
  await visit.paste(message);
  await visit.page.locator('.topic').first().waitFor();
  return visit;
}

/** Everything that the page shows or holds in a field, and all that the browser keeps for it. */
const everything = ({ page }: ConsoleVisit) =>
  page.evaluate(() => {
    const fields = [...document.querySelectorAll<HTMLInputElement | HTMLTextAreaElement>('input, textarea')];
    return [
      ...[document.documentElement.outerHTML, ...fields.map(({ value }) => value), location.href],
      ...[JSON.stringify(localStorage), JSON.stringify(sessionStorage), JSON.stringify(history.state)],
    ].join('\n');
  });

describe('personal numbers', () => {
  test('are masked before anything is shown, and are held nowhere, not even for undoing', async () => {
    const visit = await come();
    await visit.page.evaluate(() => {
      window.waits = [];
      new MutationObserver(() => {
        const values = [...document.querySelectorAll('input')].map(({ value }) => value).join();
        if (/1101011990|138001380/.test(document.body.textContent + values)) window.waits?.push(1);
      }).observe(document.body, { subtree: true, childList: true, characterData: true, attributes: true });
    });
    await visit.paste(message);
    await visit.page.locator('.topic').first().waitFor();
    expect(await visit.page.locator('.pasted').textContent()).toContain('已遮盖 2 处个人号码');
    await visit.field.focus();
    await visit.page.keyboard.press('ControlOrMeta+Z');
    const all = await everything(visit);
    expect(all).not.toContain(idNumber);
    expect(all).not.toContain(mobile);
    expect(await visit.page.evaluate(() => window.waits)).toEqual([]);
  });

  test('in a short text they are masked on their way into the field', async () => {
    const visit = await come();
    await visit.paste(`${mobile} 打款没到`);
    await expect.poll(() => visit.field.inputValue()).toBe('*** 打款没到');
    await visit.rows.first().waitFor();
    await visit.page.keyboard.press('ControlOrMeta+Z');
    expect(await visit.field.inputValue()).not.toContain(mobile);
  });

  test('that the agent writes into the reply are not copied', async () => {
    const { page } = await pasteMessage();
    await page.getByRole('button', { name: '修改' }).click();
    await page.getByLabel('修改回复').fill(`请用 ${mobile} 联系`);
    await page.keyboard.press('Alt+2');
    await page.getByText('已复制：纯文本').waitFor();
    expect(await page.evaluate(() => navigator.clipboard.readText())).toContain('请用 *** 联系');
  });
});

describe('the questions', () => {
  test('stand in their order, each with its answer and its facts filled in to confirm', async () => {
    const { page } = await pasteMessage();
    const topics = page.locator('.topic');
    expect(await topics.count()).toBe(3);
    expect(await topics.nth(0).textContent()).toContain('未收到打款');
    expect(await topics.nth(0).locator('[data-fact=transferSubmittedAt] input').inputValue()).toBe(
      '2026-09-18',
    );
    expect(await topics.nth(1).locator('[data-fact=wrongAttempts] input').inputValue()).toBe('1');
    const first = topics.nth(0).locator('[data-fact=transferSubmittedAt]');
    await first.getByRole('button', { name: '消息中读到' }).click();
    expect(await first.getByRole('button', { name: '消息中读到' }).count()).toBe(0);
    await page.getByRole('button', { name: '都对' }).click();
    await expect.poll(() => page.getByRole('button', { name: '消息中读到' }).count()).toBe(0);
  });

  test('make one reply in their order, which follows every fact that is filled in', async () => {
    const { page, reply } = await pasteMessage();
    await expect.poll(() => reply.textContent()).toMatch(/1\. .*未收到打款.*2\. .*输入错误.*3\. .*充值/s);
    await page.locator('.topic').nth(1).locator('[data-fact=wrongAttempts] input').fill('2');
    await expect.poll(() => reply.textContent()).toMatch(/重新提交/);
    await page
      .locator('.topic')
      .nth(2)
      .locator('[data-fact=rechargeAmountIssuedAt] input')
      .fill('2026-09-20');
    await expect.poll(() => reply.textContent()).toMatch(/3\. .*2026年9月/s);
  });

  test('can be left out, and the others are numbered anew', async () => {
    const { page, reply } = await pasteMessage();
    await page.locator('.topic').nth(0).getByLabel('写进回复').uncheck();
    await expect.poll(() => reply.textContent()).toMatch(/^1\. .*输入错误/);
    await expect.poll(() => reply.textContent()).not.toContain('3. ');
  });

  test('can be given another answer', async () => {
    const { page, reply } = await come();
    await open?.paste('我能认证几个账号？打款到了以后多久之内要填？');
    const topic = page.locator('.topic').first();
    await topic.locator('.choices').evaluate((details) => details.setAttribute('open', ''));
    const other = topic.locator('.choices .option').first();
    const question = (await other.locator('span').textContent()) ?? '-';
    await other.click();
    await topic.getByRole('heading', { level: 3, name: question }).waitFor();
    await expect.poll(() => reply.textContent()).toContain(question);
  });
});

describe('the reply', () => {
  test('keeps what the agent wrote when a fact changes afterwards', async () => {
    const { page } = await pasteMessage();
    await page.getByRole('button', { name: '修改' }).click();
    const text = page.getByLabel('修改回复');
    await expect.poll(() => text.inputValue()).toContain('您还可以输入1次');
    await text.fill(`${await text.inputValue()}\n\n另外祝您生活愉快`);
    await page.locator('.topic').nth(1).locator('[data-fact=wrongAttempts] input').fill('2');
    await expect.poll(() => text.inputValue()).toContain('重新提交');
    expect(await text.inputValue()).toContain('另外祝您生活愉快');
  });

  test('says when an answer changed where the agent had edited, and is composed anew on demand', async () => {
    const { page } = await pasteMessage();
    await page.getByRole('button', { name: '修改' }).click();
    const text = page.getByLabel('修改回复');
    await expect.poll(() => text.inputValue()).toContain('您还可以输入1次');
    await text.fill((await text.inputValue()).replace('您还可以输入1次', '您还能输1次'));
    await page.locator('.topic').nth(1).locator('[data-fact=wrongAttempts] input').fill('2');
    await page.getByText('答案有变化').waitFor();
    await page.getByRole('button', { name: '重新生成' }).click();
    expect(await text.inputValue()).toContain('重新提交');
  });

  test('a message may also be typed into its box, and leaves the box with being taken apart', async () => {
    const { page } = await come();
    const box = page.getByLabel('在这里粘贴');
    await box.fill(message);
    await page.getByRole('button', { name: '拆成问题' }).click();
    await page.locator('.topic').first().waitFor();
    await page.getByRole('button', { name: '清空' }).first().click();
    expect(await page.getByLabel('在这里粘贴').inputValue()).toBe('');
  });

  test('a message that is too long says so and nothing of it is shown', async () => {
    const visit = await come();
    await visit.paste('打款没到怎么办？'.repeat(1200));
    await visit.page.getByText('太长了').waitFor();
  });
});
