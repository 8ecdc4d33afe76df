/** From Slack to the company's sign-in and back: somebody links an account in a real browser, asks, and undoes it. */
import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { keys, signToken } from '../bot/http/identity-tokens.ts';
import { secret } from '../channels/slack-requests.ts';
import { openSlackStub, type SlackStub } from '../channels/slack-stub.ts';
import { freePort } from '../free-port.ts';
import { launchBrowser } from './browser.ts';
import { findBreaches } from './console-axe.ts';
import { type RunningServer, startServer } from './server.ts';
import { sayInSlack, shownIn } from './slack-person.ts';
import { phone, type Visit, visit } from './visit.ts';

let browser: Browser;
let server: RunningServer;
let stub: SlackStub;
let site: Server;
/** How the company's own server is told apart from a stranger's: it signs with the shared secret. */
let sign = () => identityOf('cust_42');

const identityOf = (sub: string) => {
  const now = Math.floor(Date.now() / 1000);
  return signToken({ claims: { sub, name: '陈小美', iat: now, exp: now + 300 } });
};

beforeAll(async () => {
  stub = await openSlackStub();
  const port = await freePort();
  // the page that docs/slack.md asks the company for
  site = createServer((request, response) => {
    const { searchParams } = new URL(request.url ?? '/', 'http://site');
    const back = new URLSearchParams({ identity: sign(), state: searchParams.get('state') ?? '' });
    response.writeHead(302, { location: `http://127.0.0.1:${port}/link#${back}` }).end();
  }).listen(0, '127.0.0.1');
  await once(site, 'listening');
  server = await startServer({
    port,
    env: {
      ...{ SLACK_BOT_TOKEN: 'xoxb-1', SLACK_SIGNING_SECRET: secret, SLACK_API_URL: stub.apiUrl },
      ...{
        IDENTITY_KEYS: [...keys].map((pair) => pair.join(':')).join(','),
        PUBLIC_URL: `http://127.0.0.1:${port}`,
      },
      LINK_SIGN_IN_URL: `http://127.0.0.1:${(site.address() as AddressInfo).port}/dawen`,
    },
    accounts: [{ accountId: 'cust_42', lastModifiedAt: '2026-11-01' }],
  });
  browser = await launchBrowser();
}, 120_000);
afterAll(async () => {
  await browser?.close();
  await server?.remove();
  site?.close();
  await stub?.close();
});

const say = (text: string): Promise<void> => sayInSlack(server.url, text);
const shown = () => shownIn(stub);
const hears = (words: string, from = 0) =>
  vi.waitFor(() => expect(shown().slice(from).join('\n')).toContain(words), 10_000);
const linkIn = () => /\((http:\/\/127\.0\.0\.1:\d+\/link#[\w-]{43})\)/.exec(shown().at(-1) ?? '')?.[1] ?? '';
const question = '我什么时候可以再次修改认证信息';

async function come(url: string): Promise<Visit> {
  const guest = await visit(browser, url, phone);
  await guest.page.getByRole('button', { name: '登录公司账号' }).click();
  return guest;
}

test('asked in Slack, confirmed in a browser, used in Slack, and undone there', async () => {
  await say(question);
  await hears('哪一天');
  await hears('关联我的账号');
  const guest = await come(linkIn());
  await guest.page.getByText('陈小美 (cust_42)').waitFor();
  await guest.page.getByText('Slack 用户 U1（T1）').waitFor();
  expect(guest.page.url()).toBe(`${server.url}/link`);
  expect(await findBreaches(guest.page)).toEqual([]);
  if (process.env.LINK_SCREENSHOT) await guest.page.screenshot({ path: process.env.LINK_SCREENSHOT });
  const before = shown().length;
  await guest.page.getByRole('button', { name: '是我本人，关联' }).click();
  await guest.page.getByText('已关联').waitFor();
  await hears('如果不是您本人操作的', before);
  await say(question);
  await hears('根据您账号的记录', before);
  await hears('2026年12月1日', before);
  // the same link again
  const again = await come(linkIn() || `${server.url}/link#${'x'.repeat(43)}`);
  await again.page.getByText('已经用过或者过期了').waitFor();
  await say('取消关联');
  await hears('已取消关联', before);
  const after = shown().length;
  await say(question);
  await hears('哪一天', after);
  expect(guest.complaints).toEqual([]);
  await Promise.all([guest.close(), again.close()]);
}, 60_000);

test('who does not confirm, or was signed in by somebody else’s word, links nobody', async () => {
  await say('关联账号');
  await hears('链接 10 分钟内有效', shown().length - 1);
  const url = linkIn();
  const guest = await come(url);
  await guest.page.getByRole('button', { name: '不关联' }).click();
  await guest.page.getByText('没有关联').waitFor();
  sign = () => 'not.a.token';
  const stranger = await come(url);
  await stranger.page.getByText('没能确认您的登录').waitFor();
  // an address that carries a sign-in which this tab did not ask for
  await stranger.page.goto(`${server.url}/link#identity=${identityOf('cust_13')}&state=1`);
  await stranger.page.getByRole('button', { name: '登录公司账号' }).waitFor();
  expect(await stranger.page.getByText('是我本人').count()).toBe(0);
  const after = shown().length;
  await say(question);
  await hears('哪一天', after);
  await Promise.all([guest.close(), stranger.close()]);
}, 60_000);

test('a browser that lets the page keep nothing is told so, before anybody signs in for nothing', async () => {
  const deny = (page: Visit['page']) =>
    page.addInitScript(() =>
      Object.defineProperty(window, 'sessionStorage', {
        get() {
          throw new DOMException('denied', 'SecurityError');
        },
      }),
    );
  const url = `${server.url}/link#${'x'.repeat(43)}`;
  const guest = await visit(browser, url, { ...phone, prepare: deny });
  await guest.page.getByText('浏览器不让这个页面保存数据').waitFor();
  expect(guest.complaints).toEqual([]);
  await guest.close();
});
