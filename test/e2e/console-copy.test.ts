/** Copying a reply in five forms and pasting it where agents paste; receipts under computed answers. */
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

async function come(at = '/console#/entry/payment-not-received'): Promise<ConsoleVisit> {
  open = await visitConsole(browser, server, { agent: 'mei', at });
  return open;
}

/** The entry with a result beside it. */
async function computed(): Promise<ConsoleVisit> {
  const visit = await come();
  await visit.page.locator('[data-fact=transferSubmittedAt] input').fill('2026-09-18');
  await visit.page.locator('[name=asOf]').fill('2026-09-21');
  await visit.reply.getByText('根据您提供的信息').waitFor();
  return visit;
}

async function copy({ page }: ConsoleVisit, key: string, name: string): Promise<string> {
  await page.keyboard.press(key);
  await page.getByText(`已复制：${name}`).waitFor();
  return page.evaluate(() => navigator.clipboard.readText());
}

/** Pastes into a page of our own with a rich editor and a plain one, as a ticket system has them. */
async function pasteInto(visit: ConsoleVisit, editor: 'rich' | 'plain'): Promise<string> {
  const ticket = await visit.context.newPage();
  await ticket.goto(`${server.url}/console`);
  await ticket.evaluate((kind) => {
    const field = document.createElement(kind === 'rich' ? 'div' : 'textarea');
    if (kind === 'rich') field.contentEditable = 'true';
    document.body.replaceChildren(field);
    field.focus();
  }, editor);
  await ticket.keyboard.press('ControlOrMeta+V');
  const pasted = await ticket.evaluate(() => {
    const field = document.body.firstElementChild;
    return field instanceof HTMLTextAreaElement ? field.value : (field?.innerHTML ?? '');
  });
  await ticket.close();
  return pasted;
}

describe('forms of a copy', () => {
  test('the rich one keeps links, bold and paragraphs in a rich editor', async () => {
    const visit = await computed();
    await visit.page.getByLabel('计算过程').check();
    await copy(visit, 'Control+Enter', '富文本');
    const html = await pasteInto(visit, 'rich');
    expect(html).toMatch(
      /<a [^>]*href="https:\/\/console\.cloud\.tencent\.com\/workorder[^"]*"[^>]*>提交工单<\/a>/,
    );
    expect(html).toContain('<ol');
    expect(html).not.toMatch(/\*\*|&gt; 1\./);
  });

  test('the same copy is clean text in a plain editor', async () => {
    const visit = await computed();
    await copy(visit, 'Alt+1', '富文本');
    const text = await pasteInto(visit, 'plain');
    expect(text).toContain('提交工单 (https://console.cloud.tencent.com/workorder');
    expect(text).not.toMatch(/<\w|\*\*|\]\(/);
    expect(text).toContain('现在还没有超时');
  });

  test('plain, Markdown, Slack and WeCom each have their key and their own marks', async () => {
    const visit = await computed();
    expect(await copy(visit, 'Alt+2', '纯文本')).toMatch(/提交工单 \(https:/);
    expect(await copy(visit, 'Alt+3', 'Markdown')).toMatch(/\[提交工单\]\(https:/);
    expect(await copy(visit, 'Alt+4', 'Slack')).toMatch(/<https:[^|]+\|提交工单>/);
    expect(await copy(visit, 'Alt+5', '企业微信')).toMatch(/提交工单 https:/);
  });

  test('a long WeCom text is copied message by message', async () => {
    const visit = await computed();
    await visit.page.getByRole('button', { name: '修改' }).click();
    const long = Array.from({ length: 120 }, (_, at) => `第${at}段：${'打款金额'.repeat(3)}👨‍👩‍👧`).join(
      '\n\n',
    );
    await visit.page.getByLabel('修改回复').fill(long);
    const pieces: string[] = [];
    for (;;) {
      await visit.page.keyboard.press('Alt+5');
      await visit.page.getByText(`第 ${pieces.length + 1} 段，共`).waitFor();
      pieces.push(await visit.page.evaluate(() => navigator.clipboard.readText()));
      const said = (await visit.page.locator('.copied').textContent()) ?? '';
      const [, piece, all] = /第 (\d+) 段，共 (\d+) 段/.exec(said) ?? [];
      if (piece === all) break;
    }
    expect(pieces.length).toBeGreaterThan(2);
    for (const piece of pieces) expect(Buffer.byteLength(piece)).toBeLessThanOrEqual(2048);
    expect(pieces.join('\n').match(/第\d+段/g)).toHaveLength(120);
  });
});

describe('what goes along', () => {
  test('greeting and closing carry the name of the agent, and can be left out', async () => {
    const visit = await come('/console#/settings');
    const { page } = visit;
    await page.getByLabel('对客户显示的名字').fill('小梅');
    await page.getByRole('textbox', { name: '称呼' }).fill('您好，我是{agent}。');
    await page.getByRole('textbox', { name: '结尾' }).fill('祝您顺利，{agent}');
    await page.getByRole('button', { name: '保存' }).click();
    await page.getByText('已保存').waitFor();
    await page.goto(`${server.url}/console#/entry/payment-amount-wrong`);
    await expect.poll(() => visit.reply.textContent()).toMatch(/^您好，我是小梅。.*祝您顺利，小梅/s);
    expect(await copy(visit, 'Alt+2', '纯文本')).toMatch(/^您好，我是小梅。\n\n/);
    await page.getByLabel('称呼和结尾').uncheck();
    await expect.poll(() => visit.reply.textContent()).toMatch(/^有2次/);
  });

  test('the source line can be left out', async () => {
    const visit = await computed();
    expect(await copy(visit, 'Alt+2', '纯文本')).toContain('出处：');
    await visit.page.getByRole('checkbox', { name: '出处' }).uncheck();
    await expect.poll(() => visit.reply.textContent()).not.toContain('出处：');
    expect(await copy(visit, 'Alt+2', '纯文本')).not.toContain('出处：');
  });

  test('a computed answer carries a receipt, which tells later what was answered', async () => {
    const visit = await computed();
    const { page } = visit;
    const code = /DW(-[0-9A-Z]{4}){3}/.exec(await copy(visit, 'Alt+2', '纯文本'))?.[0] ?? '';
    expect(code).not.toBe('');
    await page.getByRole('link', { name: '回执' }).click();
    await page.getByLabel('回执码').fill(code.toLowerCase());
    await page.getByRole('button', { name: '核对' }).click();
    await page.getByText('仍然成立', { exact: true }).waitFor();
    const receipt = page.locator('.receipt');
    expect(await receipt.textContent()).toContain('2026-09-21');
    await receipt.getByRole('link', { name: '企业认证超过3个工作日未收到打款怎么办？' }).waitFor();
  });

  test('an unknown code is said to be one', async () => {
    const { page } = await come('/console#/receipt/DW-0000-0000-0000');
    await page.getByText('没有这张回执').waitFor();
  });
});
