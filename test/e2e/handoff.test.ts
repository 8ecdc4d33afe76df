/** Customer and agent, each in a browser, with the real desk between them; and the server killed under both. */
import type { Browser } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { launchBrowser } from './browser.ts';
import { addAgent, type ConsoleVisit, startConsole, visitConsole } from './console-visit.ts';
import type { RunningServer } from './server.ts';
import { type Visit, visit } from './visit.ts';

let browser: Browser;
let server: RunningServer;
let agent: ConsoleVisit;
let customer: Visit;

beforeAll(async () => {
  [browser, server] = await Promise.all([launchBrowser(), startConsole()]);
  await addAgent(server, 'mei', 'editor');
});
beforeEach(async () => {
  agent = await visitConsole(browser, server, { agent: 'mei', at: '/console#/desk' });
  await agent.page.getByText('实时').waitFor();
  customer = await visit(browser, server.url);
});
afterEach(async () => {
  await agent.close();
  await customer.close();
});
afterAll(async () => {
  await browser?.close();
  await server?.remove();
});

const patience = { timeout: 15_000 } as const;

/** Asks for a human, and is taken over. */
async function meet(): Promise<void> {
  await customer.ask('企业认证要多久');
  await customer.page.getByRole('button', { name: '转人工' }).click();
  await customer.page.getByText('已为您呼叫人工客服，现在有客服在线').waitFor(patience);
  await agent.page.locator('.handoff.waiting').last().click();
  await agent.page.getByRole('button', { name: '接手' }).click();
  await customer.page.getByText('mei 正在为您服务').waitFor(patience);
}

async function answer(text: string): Promise<void> {
  const box = agent.page.getByLabel('写给客户');
  await box.fill(text);
  await box.press('Enter');
  await customer.page.locator('.reply.human', { hasText: text }).waitFor(patience);
}

async function say(text: string): Promise<void> {
  await customer.field.fill(text);
  await customer.field.press('Enter');
  await agent.page.locator('.line-said.person', { hasText: text }).waitFor(patience);
}

test('they write to each other, the assistant is silent meanwhile, and back when the agent is done', async () => {
  await meet();
  await say('在吗？我公司的打款还没到');
  await answer('您好，请问是哪天提交的？');
  expect(await customer.replies.count()).toBe(3);
  await agent.page.getByRole('button', { name: '结束' }).click();
  await customer.page.getByText('人工服务已结束').waitFor(patience);
  await customer.ask('个人认证要多久');
  await customer.page.reload();
  await customer.page.getByText('接下来由我（答问，自动助手）回答').waitFor(patience);
  expect([...customer.complaints, ...agent.complaints]).toEqual([]);
});

test('who waits, and who is talking, is still there after the server was killed', async () => {
  await meet();
  await answer('我在查，请稍等');
  await server.stop('SIGKILL');
  await server.start();
  await agent.page.getByText('实时').waitFor(patience);
  await expect.poll(() => agent.page.locator('.handoff').count(), patience).toBe(1);
  await say('还在吗');
  await answer('在的，已经查到了');
  expect(await customer.page.locator('.reply.human').count()).toBe(2);
  await agent.page.getByRole('button', { name: '交还助手' }).click();
  await customer.page.getByText('您仍在等人工').waitFor(patience);
  await agent.page.locator('.handoff.waiting').waitFor(patience);
});
