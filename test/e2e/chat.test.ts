/** A person talks with the assistant on the demo page, in a real browser and with the built server. */
import type { Browser } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { launchBrowser } from './browser.ts';
import { type RunningServer, startServer } from './server.ts';
import { type Visit, visit } from './visit.ts';

let browser: Browser;
let server: RunningServer;
let open: Visit[] = [];

beforeAll(async () => {
  [browser, server] = await Promise.all([launchBrowser(), startServer()]);
});
afterEach(async () => {
  await Promise.all(open.map((one) => one.close()));
  open = [];
});
afterAll(async () => {
  await browser?.close();
  await server?.remove();
});

async function come(options?: Parameters<typeof visit>[2]): Promise<Visit> {
  const one = await visit(browser, server.url, options);
  open.push(one);
  return one;
}

const personalLimit = '1个身份证可认证几个腾讯云账号？';
const personalLimitAnswer = '1个个人身份信息（身份证号）仅支持实名认证3个腾讯云账号。';

describe('asking', () => {
  test('a typed question gets the authored answer with its source', async () => {
    const { ask } = await come();
    const reply = await ask(personalLimit);
    expect(await reply.locator('.content').textContent()).toBe(personalLimitAnswer);
    expect(await reply.locator('.source').textContent()).toContain(personalLimit);
  });

  test('an opening question is asked with one click, in the chat and on the page', async () => {
    const { page, said, replies } = await come();
    await page.locator('.welcome .option').first().click();
    await replies.first().waitFor();
    const card = page.locator('#questions .cards button').nth(1);
    const question = await card.textContent();
    await card.click();
    await replies.nth(1).waitFor();
    expect(await said.last().textContent()).toContain(question);
  });

  test('suggestions come while typing, and the arrow keys walk to them', async () => {
    const { page, field, said, replies } = await come();
    await field.fill('充值');
    const suggestions = page.locator('.suggestions button');
    await suggestions.first().waitFor();
    const last = await suggestions.last().textContent();
    await field.press('Home');
    await field.press('ArrowUp');
    await page.keyboard.press('Enter');
    await replies.first().waitFor();
    expect(await said.last().textContent()).toContain(last);
  });

  test('Shift+Enter breaks the line and Enter sends both lines', async () => {
    const { page, field, said } = await come();
    await field.fill('第一行');
    await field.press('Shift+Enter');
    await page.keyboard.type('第二行');
    expect(await said.count()).toBe(0);
    await field.press('Enter');
    expect(await said.first().textContent()).toContain('第一行\n第二行');
  });

  test('Enter that ends a composition sends nothing, the next Enter does', async () => {
    const { page, field, said } = await come();
    await field.focus();
    const keyboard = await page.context().newCDPSession(page);
    await keyboard.send('Input.imeSetComposition', { text: 'shiming', selectionStart: 7, selectionEnd: 7 });
    await page.keyboard.press('Enter');
    await field.dispatchEvent('keydown', { key: 'Enter', keyCode: 229, bubbles: true, composed: true });
    expect(await said.count()).toBe(0);
    await keyboard.send('Input.insertText', { text: '实名认证要多久' });
    expect(await said.count()).toBe(0);
    await page.keyboard.press('Enter');
    await expect.poll(() => said.count()).toBe(1);
  });

  test('too long a text is not sent, and says why', async () => {
    const { page, field, said } = await come();
    await field.fill('问'.repeat(4001));
    await field.press('Enter');
    expect(await page.getByRole('alert').textContent()).toContain('4000');
    expect(await said.count()).toBe(0);
  });
});

describe('options and facts', () => {
  test('an unclear question offers options, and a click on one answers it', async () => {
    const { page, ask, replies } = await come();
    const reply = await ask('能认证几个账号');
    const option = reply.locator('.option', { hasText: '个人' });
    await option.click();
    await replies.nth(1).waitFor();
    expect(await page.locator('.reply .content').last().textContent()).toBe(personalLimitAnswer);
  });

  test('a missing fact is asked for, and the result shows its steps when they are unfolded', async () => {
    const { ask, replies } = await come();
    const answer = await ask(personalLimit);
    await answer.locator('.offer').click();
    await replies.nth(1).waitFor();
    const computed = await ask('2个');
    expect(await computed.locator('.content').textContent()).toMatch(/还能|还可以|1\s*个/);
    const steps = computed.locator('.steps');
    expect(await steps.locator('li').first().isVisible()).toBe(false);
    await steps.locator('summary').click();
    expect(await steps.locator('li').first().isVisible()).toBe(true);
    expect(await steps.locator('summary').textContent()).toBe('计算过程');
  });

  test('an option of an earlier answer still does what it says', async () => {
    const { ask, replies } = await come();
    const first = await ask(personalLimit);
    await ask('充值认证有时间限制吗？');
    await first.locator('.offer').click();
    await replies.nth(2).waitFor();
    expect(await replies.nth(2).textContent()).toMatch(/几个|多少/);
  });

  test('the way to a human is one click away', async () => {
    const { page, replies } = await come();
    await page.getByRole('button', { name: '转人工' }).click();
    await replies.first().waitFor();
    const ticket = replies.first().locator('a', { hasText: '提交工单' }).first();
    expect(await ticket.getAttribute('rel')).toBe('noopener noreferrer');
    expect(await ticket.getAttribute('target')).toBe('_blank');
    expect(await replies.first().locator('a[href^="tel:"]').count()).toBe(1);
  });
});

describe('what stays', () => {
  test('the conversation is there again after a reload', async () => {
    const { page, ask, said, replies } = await come();
    await ask(personalLimit);
    await page.reload();
    await replies.first().waitFor();
    expect(await said.count()).toBe(1);
    expect(await replies.count()).toBe(1);
  });

  test('a second tab of the same person shows what is said in the first', async () => {
    const { page, ask } = await come();
    const other = await page.context().newPage();
    await other.goto(server.url);
    await ask(personalLimit);
    await other.locator('.reply').first().waitFor();
    expect(await other.locator('.bubble').count()).toBe(1);
  });

  test('a new conversation begins with the greeting, also after a reload', async () => {
    const { page, ask, said } = await come();
    await ask(personalLimit);
    await page.getByRole('button', { name: '新对话' }).click();
    await page.locator('.welcome').waitFor();
    await page.reload();
    await page.locator('.welcome').waitFor();
    expect(await said.count()).toBe(0);
  });

  test('the chosen language is kept, and English questions are offered in it', async () => {
    const { page } = await come();
    await page.getByTitle('English').click();
    await page.getByPlaceholder('Type your question').waitFor();
    expect(await page.locator('h1').textContent()).toContain('Just ask');
    await page.reload();
    await expect.poll(() => page.locator('.welcome .option').first().textContent()).toMatch(/^[\x20-\x7e]+$/);
  });
});

describe('a verdict', () => {
  test('thumbs down asks for the reason and sends both', async () => {
    const { page, ask } = await come();
    const reply = await ask(personalLimit);
    await reply.getByRole('button', { name: '没帮助' }).click();
    const sent = page.waitForRequest(
      (request) => request.url().endsWith('/feedback') && (request.postData() ?? '').includes('reason'),
    );
    await reply.getByRole('button', { name: '答非所问' }).click();
    expect((await sent).postDataJSON()).toMatchObject({ rating: 'down', reason: 'off_topic' });
    await expect.poll(() => reply.locator('.verdict').textContent()).toBe('谢谢，已记下。');
  });

  test('an answer can be copied as plain text', async () => {
    const { page, ask } = await come();
    await page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
    const reply = await ask(personalLimit);
    await reply.getByRole('button', { name: '复制' }).click();
    await reply.getByRole('button', { name: '已复制' }).waitFor();
    expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(personalLimitAnswer);
  });
});
