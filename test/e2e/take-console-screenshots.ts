/** Takes the pictures of the console that the documents show: `npx tsx test/e2e/take-console-screenshots.ts [NAME]`, after a build, with Chinese fonts installed. */
import { join, resolve } from 'node:path';
import type { BrowserContextOptions } from 'playwright-core';
import type { HandoffView } from '../../adapters/console/console-api.ts';
import { launchBrowser } from './browser.ts';
import { addAgent, type ConsoleVisit, startConsole, visitConsole } from './console-visit.ts';
import { startDeskStandIn } from './desk-stand-in.ts';
import { phone, wide } from './visit.ts';

const folder = resolve(process.env.PICTURES ?? join(import.meta.dirname, '..', '..', 'docs', 'images'));
const desktop = { ...wide, viewport: { width: 1280, height: 800 }, deviceScaleFactor: 1.5 };
const small = { ...phone, deviceScaleFactor: 2 };
const dark = { colorScheme: 'dark' } as const;

interface Picture {
  readonly name: string;
  readonly options: BrowserContextOptions;
  readonly at?: string;
  readonly prepare: (one: ConsoleVisit) => Promise<unknown>;
}

const message =
  '你好，我是王芳，身份证110101199003070011，手机13800138000。我们公司上周五提交的对公账户信息，到现在没收到钱，什么时候能到？另外金额我输错了一次，还能输几次？还有充值认证有时间限制吗？谢谢';

async function showMessage({ page, field, paste }: ConsoleVisit): Promise<void> {
  await field.focus();
  await paste(message);
  await page.locator('.topic').first().waitFor();
}

async function showSearch({ page, field }: ConsoleVisit): Promise<void> {
  await field.fill('几天 打款');
  await page.locator('[data-fact=paymentReceivedAt] input').fill(daysAgo(5));
  await page.locator('.steps').waitFor();
}

const daysAgo = (days: number) => new Date(Date.now() - days * 86_400_000).toISOString().slice(0, 10);
const minutesAgo = (minutes: number) => new Date(Date.now() - minutes * 60_000).toISOString();

const waiting: HandoffView = {
  ...{
    id: 'h1',
    conversation: 'c1',
    channel: 'web',
    status: 'held',
    heldBy: 'lin',
    requestedAt: minutesAgo(4),
  },
  lastMessage: '还是想问问人工，金额输错一次了还能输几次？',
  messages: [
    { id: 'm1', from: 'person', text: '打款金额输错了怎么办', at: minutesAgo(7) },
    {
      ...{ id: 'm2', from: 'assistant', at: minutesAgo(7) },
      text: '有2次输入金额数的机会，如果2次都输入错误，则需要重新提交【银行对公账户】信息进行认证。',
    },
    { id: 'm3', from: 'person', text: '转人工', at: minutesAgo(5) },
    { id: 'm4', from: 'assistant', text: '已为您转接人工客服，请稍候。', at: minutesAgo(5) },
    { id: 'm5', from: 'person', text: '还是想问问人工，金额输错一次了还能输几次？', at: minutesAgo(4) },
  ],
  facts: [{ label: '金额已输错的次数', value: '1', basis: 'stated' }],
  tried: [{ entry: 'payment-amount-wrong', question: '打款金额输入错误怎么办？' }],
};
const other: HandoffView = {
  ...waiting,
  ...{ id: 'h2', channel: 'wecom', status: 'waiting', requestedAt: minutesAgo(2), account: 'acc-20417' },
  lastMessage: '我们公司的营业执照换了，原来的认证还算数吗',
};

const pictures: readonly Picture[] = [
  { name: 'console-search', options: desktop, prepare: showSearch },
  { name: 'console-message', options: desktop, prepare: showMessage },
  { name: 'console-message-dark', options: { ...desktop, ...dark }, prepare: showMessage },
  { name: 'console-phone', options: small, prepare: showMessage },
  {
    name: 'console-desk',
    options: desktop,
    at: '#/desk/h1',
    async prepare({ page }) {
      await page.getByRole('button', { name: '填入回复' }).first().click();
      await page.locator('.handoff').nth(1).waitFor();
    },
  },
];

const only = process.argv[2];
const [browser, server] = await Promise.all([launchBrowser(), startConsole()]);
await addAgent(server, 'lin', 'admin');
const desk = await startDeskStandIn(server.url, 'lin');
desk.put(waiting);
desk.put(other);
try {
  const manner = { displayName: '林晓', greeting: '您好，我是客服{agent}。', closing: '祝您顺利！' };
  for (const { name, options, at = '', prepare } of pictures) {
    if (only !== undefined && !name.includes(only)) continue;
    const front = { ...server, url: desk.url };
    const visit = await visitConsole(browser, front, { ...options, at: '/console/missing', agent: 'lin' });
    await visit.context.request.put(`${desk.url}/console/api/me`, { data: manner });
    await visit.page.goto(`${desk.url}/console${at}`);
    await visit.page.locator('.top').waitFor();
    await prepare(visit);
    await visit.page.waitForTimeout(900);
    await visit.page.screenshot({ path: join(folder, `${name}.png`) });
    await visit.close();
  }
} finally {
  await browser.close();
  await desk.close();
  await server.remove();
}
