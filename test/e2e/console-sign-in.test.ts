/** Agents come in: by the one-time link, by name and password, and out again. */
import type { Browser } from 'playwright-core';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { launchBrowser } from './browser.ts';
import {
  addAgent,
  type ConsoleVisit,
  type ConsoleVisitOptions,
  inviteAgent,
  password,
  startConsole,
  visitConsole,
} from './console-visit.ts';
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

async function come(options?: ConsoleVisitOptions): Promise<ConsoleVisit> {
  open = await visitConsole(browser, server, options);
  return open;
}

async function signIn({ page }: ConsoleVisit, name: string, word: string): Promise<void> {
  await page.getByLabel('账号').fill(name);
  await page.getByLabel('密码', { exact: true }).fill(word);
  await page.getByRole('button', { name: '登录' }).click();
}

test('the one-time link sets a password once, and its token leaves the address at once', async () => {
  const link = inviteAgent(server, 'newcomer');
  const at = link.slice(server.url.length);
  const { page, field } = await come({ at });
  expect(page.url()).not.toContain('welcome');
  await page.getByLabel('新密码').fill(password);
  await page.getByLabel('再输一次').fill('something else');
  await page.getByRole('button', { name: '设置并登录' }).click();
  await page.getByText('两次输入的不一样').waitFor();
  await page.getByLabel('再输一次').fill(password);
  await page.getByRole('button', { name: '设置并登录' }).click();
  await field.waitFor();
  await open?.close();
  const again = await come({ at });
  await again.page.getByLabel('新密码').fill(password);
  await again.page.getByLabel('再输一次').fill(password);
  await again.page.getByRole('button', { name: '设置并登录' }).click();
  await again.page.getByText('已经用过或过期').waitFor();
});

test('name and password lead to the field, which has the focus', async () => {
  const visit = await come();
  await signIn(visit, 'mei', password);
  await visit.field.waitFor();
  await expect.poll(() => visit.field.evaluate((one) => one === document.activeElement)).toBe(true);
  expect(visit.complaints).toEqual([]);
});

test('a wrong password says so and empties its field', async () => {
  const visit = await come();
  await signIn(visit, 'mei', 'wrong');
  await visit.page.getByRole('alert').getByText('账号或密码不对').waitFor();
  expect(await visit.page.getByLabel('密码').inputValue()).toBe('');
});

test('too many tries are locked out, and the page says for how long', async () => {
  const visit = await come();
  for (let tries = 0; tries < 30; tries++) {
    const answered = visit.page.waitForResponse((response) => response.url().endsWith('/sign-in'));
    await signIn(visit, 'nobody-of-ours', `wrong ${tries}`);
    if ((await answered).status() === 429) break;
  }
  await visit.page.getByText(/已暂时锁定，请 \d+ 分钟后再试/).waitFor();
});

test('where the company has its own sign-in there is a button for it, and a refusal is told', async () => {
  const visit = await come();
  expect(await visit.page.getByText('用公司账号登录').count()).toBe(0);
  await visit.page.route('**/console/api/sign-in', (route) => route.fulfill({ json: { oidc: true } }));
  await visit.page.goto(`${server.url}/console#oidc=refused`);
  await visit.page.reload();
  const link = visit.page.getByRole('link', { name: '用公司账号登录' });
  expect(await link.getAttribute('href')).toBe('/console/oidc/start');
});

test('a session that ends while somebody works keeps what was written', async () => {
  const visit = await come({ agent: 'mei' });
  await visit.field.fill('打款金额输入错误怎么办');
  await visit.reply.getByText('2次输入金额数').waitFor();
  await visit.page.getByRole('button', { name: '修改' }).click();
  await visit.page.getByLabel('修改回复').fill('我自己写的一句话');
  await visit.context.clearCookies();
  await visit.page.getByRole('button', { name: '看效果' }).click();
  await visit.page.getByText('登录已过期').waitFor();
  await signIn(visit, 'mei', password);
  await visit.page.getByText('登录已过期').waitFor({ state: 'detached' });
  await visit.page.getByRole('button', { name: '修改' }).click();
  expect(await visit.page.getByLabel('修改回复').inputValue()).toBe('我自己写的一句话');
});

test('signing out everywhere ends the other browser too', async () => {
  const first = await visitConsole(browser, server, { agent: 'mei' });
  const visit = await come({ agent: 'mei', at: '/console#/settings' });
  await visit.page.getByRole('button', { name: '退出所有设备' }).click();
  await visit.page.getByRole('heading', { level: 1, name: '登录' }).waitFor();
  await first.field.fill('打款');
  await first.page.getByText('登录已过期').waitFor();
  await first.close();
});

test('an agent changes the password, and signs in with the new one', async () => {
  const visit = await come({ agent: 'mei', at: '/console#/settings' });
  const { page } = visit;
  await page.getByText('修改密码').click();
  await page.getByLabel('现在的密码').fill('not the one');
  await page.getByLabel('新密码').fill(`${password} again`);
  await page.getByRole('button', { name: '修改' }).click();
  await page.getByText('现在的密码不对').waitFor();
  await page.getByLabel('现在的密码').fill(password);
  await page.getByRole('button', { name: '修改' }).click();
  await page.getByText('登录已过期').waitFor();
  await signIn(visit, 'mei', `${password} again`);
  await page.getByText('登录已过期').waitFor({ state: 'detached' });
});
