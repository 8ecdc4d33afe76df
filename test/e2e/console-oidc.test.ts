/** Sign-in with the company's own service: from the console to a real provider on another site, and back. */
import type { Browser, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { type IdentityProvider, openIdentityProvider } from '../bot/console/identity-provider.ts';
import { launchBrowser } from './browser.ts';
import { inviteAgent, startConsole } from './console-visit.ts';
import type { RunningServer } from './server.ts';

/** A name that the browser alone resolves, so that console and provider are two sites to it. */
const publicUrl = 'http://help.test';
const people = {
  mei: { email: 'mei@example.com', email_verified: true },
  stranger: { email: 'stranger@example.com', email_verified: true },
};

let browser: Browser;
let provider: IdentityProvider;
let server: RunningServer;
let page: Page;

beforeAll(async () => {
  provider = await openIdentityProvider(people, { publicUrl });
  const { issuer, clientId, clientSecret } = provider.config;
  const oidc = { OIDC_ISSUER: issuer, OIDC_CLIENT_ID: clientId, OIDC_CLIENT_SECRET: clientSecret };
  server = await startConsole({ PUBLIC_URL: publicUrl, ...oidc });
  const { host } = new URL(server.url);
  browser = await launchBrowser([`--host-resolver-rules=MAP help.test ${host}`]);
  inviteAgent(server, 'mei@example.com');
});
beforeEach(async () => {
  page = await browser.newPage({ locale: 'zh-CN' });
  await page.goto(`${publicUrl}/console`);
});
afterEach(() => page.close());
afterAll(async () => {
  await browser?.close();
  await server?.remove();
  await provider?.close();
});

async function signInAs(login: string): Promise<void> {
  await page.getByRole('link', { name: '用公司账号登录' }).click();
  await page.waitForURL(`${provider.config.issuer}/interaction/**`);
  await page.fill('input[name=login]', login);
  await page.fill('input[name=password]', 'anything');
  await page.click('[type=submit]');
  // the provider asks whether the console may know who it is
  await page.locator('input[name=prompt][value=consent]').waitFor({ state: 'attached' });
  await page.click('[type=submit]');
  await page.waitForURL(/\/console/);
}

test('who has an account comes in, and stays in when the page is loaded anew', async () => {
  await signInAs('mei');
  const field = page.getByRole('combobox', { name: '查找' });
  await field.waitFor();
  await page.reload();
  await field.waitFor();
  const cookies = (await page.context().cookies(`${publicUrl}/console`)).map(({ name, sameSite }) => ({
    name,
    sameSite,
  }));
  expect(cookies).toEqual([{ name: 'dawen_console', sameSite: 'Strict' }]);
});

test('who has none is told so, and can try another way', async () => {
  await signInAs('stranger');
  await page.getByRole('alert').waitFor();
  await page.getByLabel('密码').waitFor();
  expect(new URL(page.url()).hash).not.toContain('oidc');
});
