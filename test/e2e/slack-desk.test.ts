/** An agent's console in a browser, a person in Slack, and the desk between them; the server killed while words are on their way. */
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { secret } from '../channels/slack-requests.ts';
import { openSlackStub, type SlackStub } from '../channels/slack-stub.ts';
import { launchBrowser } from './browser.ts';
import { addAgent, visitConsole } from './console-visit.ts';
import { type RunningServer, startServer } from './server.ts';
import { sayInSlack, shownIn } from './slack-person.ts';

let browser: Browser;
let server: RunningServer;
let stub: SlackStub;

beforeAll(async () => {
  stub = await openSlackStub();
  const env = { SLACK_BOT_TOKEN: 'xoxb-1', SLACK_SIGNING_SECRET: secret, SLACK_API_URL: stub.apiUrl };
  [browser, server] = await Promise.all([launchBrowser(), startServer({ env })]);
  await addAgent(server, 'mei');
}, 120_000);
afterAll(async () => {
  await browser?.close();
  await server?.remove();
  await stub?.close();
});

const patience = { timeout: 15_000 } as const;
const say = (text: string): Promise<void> => sayInSlack(server.url, text);
const shown = () => shownIn(stub);
const hears = (words: string) =>
  vi.waitFor(() => expect(shown().join('\n')).toContain(words), { timeout: 40_000, interval: 100 });

test('the agent writes into Slack, each word once, also through a fault of Slack and a killed server', async () => {
  const agent = await visitConsole(browser, server, { agent: 'mei', at: '/console#/desk' });
  await agent.page.getByText('实时').waitFor(patience);
  await say('转人工');
  await hears('已为您呼叫人工客服，现在有客服在线');
  const waiting = agent.page.locator('.handoff.waiting').last();
  await expect.poll(() => waiting.textContent(), patience).toContain('Slack');
  await waiting.click();
  await agent.page.getByRole('button', { name: '接手' }).click();
  await hears('人工客服已经接手');
  await say('我的打款三天没到');
  await agent.page.getByText('我的打款三天没到').last().waitFor(patience);
  const field = agent.page.getByLabel('写给客户');
  await field.fill('您好，请问是哪天提交的？');
  await field.press('Enter');
  await hears('您好，请问是哪天提交的？');
  // posted, but the answer is lost, and the server dies before it looks again
  stub.failNext('chat.postMessage', 'lost');
  await field.fill('我再查一下');
  await field.press('Enter');
  await hears('我再查一下');
  await server.stop('SIGKILL');
  await server.start();
  await agent.page.getByText('实时').waitFor(patience);
  await field.fill('查到了，已经在路上');
  await field.press('Enter');
  await hears('查到了，已经在路上');
  const words = shown().filter((text) => text.includes('人工客服 mei：'));
  expect(words.map((text) => text.split('\n').at(-1))).toEqual([
    '您好，请问是哪天提交的？',
    '我再查一下',
    '查到了，已经在路上',
  ]);
  if (process.env.DESK_SCREENSHOT) await agent.page.screenshot({ path: process.env.DESK_SCREENSHOT });
  await agent.page.getByRole('button', { name: '结束' }).click();
  await hears('人工服务已结束');
  await say('审核要多久');
  await hears('立即通过');
  expect(agent.complaints).toEqual([]);
  await agent.close();
}, 90_000);
