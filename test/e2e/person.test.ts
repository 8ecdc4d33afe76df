/** A person whom the host's page vouches for: their account's facts, their name, and nobody else's conversation. */
import { createHmac } from 'node:crypto';
import type { Browser } from 'playwright-core';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { launchBrowser } from './browser.ts';
import { hostPath, queue, serveHost, tag } from './host-page.ts';
import { type RunningServer, startServer } from './server.ts';
import { type Visit, visit } from './visit.ts';

const secret = 'a secret of this test that is long enough for HS256';
let browser: Browser;
let server: RunningServer;
let open: Visit | undefined;

beforeAll(async () => {
  const accounts = [
    { accountId: '100001', verifiedAs: 'personal', idCardBoundAccounts: 2 },
    { accountId: '100002', verifiedAs: 'personal', idCardBoundAccounts: 3 },
  ];
  const env = { IDENTITY_KEYS: `k1:${secret}` };
  [browser, server] = await Promise.all([launchBrowser(), startServer({ env, accounts })]);
});
afterEach(() => open?.close());
afterAll(async () => {
  await browser?.close();
  await server?.remove();
});

const encode = (part: object) => Buffer.from(JSON.stringify(part)).toString('base64url');

/** What the host's own server would sign. */
function sign(claims: object): string {
  const content = `${encode({ alg: 'HS256', typ: 'JWT', kid: 'k1' })}.${encode({
    aud: 'dawen',
    exp: Math.floor(Date.now() / 1000) + 300,
    ...claims,
  })}`;
  return `${content}.${createHmac('sha256', secret).update(content).digest('base64url')}`;
}

/** A page that signs in whoever `window.signedIn` names, if anybody. */
async function come(first: object | undefined): Promise<Visit> {
  const head = `<script>${queue} dawen('identify', () => window.newToken());</script>${tag('data-open')}`;
  const host = serveHost({ head });
  let claims = first;
  open = await visit(browser, `${server.url}${hostPath}`, {
    viewport: { width: 1280, height: 860 },
    async prepare(page) {
      await page.exposeFunction('newToken', () => claims && sign(claims));
      await page.exposeFunction('become', (next: object | undefined) => {
        claims = next;
      });
      await host(page);
    },
  });
  return open;
}

type Page = Visit['page'];
const become = (page: Page, claims: object | undefined) =>
  page.evaluate((next) => Reflect.get(window, 'become')(next), claims);

const mine = '我的身份证还能认证几个账号？';

test('the answer rests on the account and says so, and the name stands in the head', async () => {
  const { page, ask, complaints } = await come({ sub: '100001', name: '王小明' });
  const reply = await ask(mine);
  expect(await reply.locator('.basis').textContent()).toBe('您账号的情况');
  expect(await reply.locator('.content').textContent()).toContain('1');
  expect(await page.locator('.signed-in').textContent()).toBe('已登录：王小明');
  expect(complaints).toEqual([]);
});

test('a hostile name stays text', async () => {
  const { page, complaints } = await come({ sub: '100001', name: '<img src=x onerror=alert(1)>' });
  await page.locator('.signed-in').waitFor();
  expect(await page.locator('.signed-in').textContent()).toContain('<img src=x onerror=alert(1)>');
  expect(await page.locator('dawen-chat img').count()).toBe(0);
  expect(complaints).toEqual([]);
});

test('history is there after a reload, on the same session and without a new token', async () => {
  const { page, ask, replies } = await come({ sub: '100001' });
  await ask(mine);
  let sessions = 0;
  page.on('request', (request) => {
    if (request.url().endsWith('/sessions')) sessions += 1;
  });
  await page.reload();
  await replies.first().waitFor();
  expect(sessions).toBe(0);
});

test('when another person signs in, the first one’s words are gone, and come back with them', async () => {
  const { page, ask, replies } = await come({ sub: '100001', name: '甲' });
  await ask(mine);
  await become(page, { sub: '100002', name: '乙' });
  await page.evaluate(() => window.dawen?.('identify', () => Reflect.get(window, 'newToken')()));
  await page.getByText('乙').waitFor();
  expect(await replies.count()).toBe(0);
  const reply = await ask(mine);
  expect(await reply.locator('.content').textContent()).toContain('0');
  await become(page, { sub: '100001', name: '甲' });
  await page.reload();
  await page.getByText('甲').waitFor();
  await replies.first().waitFor();
  expect(await replies.first().locator('.content').textContent()).toContain('1');
});

test('signing out forgets the person in this browser', async () => {
  const { page, ask, replies } = await come({ sub: '100001', name: '甲' });
  await ask(mine);
  await page.evaluate(() => window.dawen?.('identify'));
  await page.locator('.welcome').waitFor();
  expect(await replies.count()).toBe(0);
  expect(await page.locator('.signed-in').count()).toBe(0);
  const keys = await page.evaluate(() => Object.keys(localStorage));
  expect(keys.filter((key) => key.includes('100001'))).toEqual([]);
});

test('a session that has run out is renewed with a fresh token, in the same conversation', async () => {
  const { page, ask, replies } = await come({ sub: '100001' });
  await ask(mine);
  await page.evaluate(() => localStorage.setItem('dawen@100001:token', 'run-out'));
  const reply = await ask('为什么？');
  await reply.waitFor();
  await page.reload();
  await expect.poll(() => replies.count()).toBeGreaterThan(1);
});

test('a token that the server refuses sends nothing under a false flag', async () => {
  const { page, field } = await come({ sub: '100001', aud: 'somebody else' });
  await field.fill(mine);
  await field.press('Enter');
  await page.getByText('没有发出去').waitFor();
});

test('where nobody is signed in the chat is an anonymous one', async () => {
  const { page, ask } = await come(undefined);
  const reply = await ask('1个身份证可认证几个腾讯云账号？');
  expect(await reply.locator('.basis').count()).toBe(0);
  expect(await page.locator('.signed-in').count()).toBe(0);
});
