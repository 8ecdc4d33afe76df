/** `dawen doctor --online` against stand-ins of the platforms and of our own server: every finding says what to do. */
import { once } from 'node:events';
import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import express from 'express';
import { afterEach, describe, expect, test } from 'vitest';
import { botScopes } from '../../../adapters/slack/manifest.ts';
import { openWecomApp } from '../../../bot/channels/wecom-app.ts';
import { checkAddresses } from '../../../bot/cli/online/address.ts';
import { checkSlack } from '../../../bot/cli/online/slack.ts';
import { checkWecom } from '../../../bot/cli/online/wecom.ts';
import { systemClock } from '../../../bot/clock.ts';
import { addWecomRoutes } from '../../../bot/http/routes/wecom.ts';
import { openStore } from '../../../bot/store/open.ts';
import { appSettings } from '../../channels/wecom-app-door.ts';
import { freePort } from '../../free-port.ts';
import { createEcho, createTestLog, plainExpertise } from '../house.ts';

const closing: (() => unknown)[] = [];
afterEach(async () => {
  for (const close of closing.splice(0).reverse()) await close();
});

async function serve(listener: RequestListener): Promise<string> {
  const server = createServer(listener).listen(0, '127.0.0.1');
  await once(server, 'listening');
  closing.push(
    () => server.closeAllConnections(),
    () => server.close(),
  );
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

/** Answers every path with its JSON and headers. */
const answering =
  (
    answers: Readonly<Record<string, object>>,
    headers: Readonly<Record<string, string>> = {},
  ): RequestListener =>
  (request, response) => {
    const path = (request.url ?? '').split('?')[0] ?? '';
    response.writeHead(200, headers).end(JSON.stringify(answers[path] ?? {}));
  };

const now = () => Date.now();

describe('Slack', () => {
  const scopes = { 'x-oauth-scopes': botScopes.join(',') };
  const good = { '/api/auth.test': { ok: true, user: 'dawen', team: 'Example' } };
  const check = async (listener: RequestListener, more: { appToken?: string } = {}, at = now()) => {
    const apiUrl = `${await serve(listener)}/api/`;
    return (await checkSlack({ botToken: 'xoxb-secret', apiUrl, ...more }, at)).map(
      ({ state, text }) => `${state} ${text}`,
    );
  };

  test('says who the bot is', async () => {
    expect(await check(answering(good, scopes))).toEqual(['ok slack: bot dawen in workspace Example']);
  });

  test('names the scopes that the token lacks', async () => {
    const [, lack] = await check(answering(good, { 'x-oauth-scopes': 'chat:write,im:history' }));
    expect(lack).toMatch(/^failed slack: the bot token lacks app_mentions:read, .*reinstall the app$/);
    expect(lack).not.toContain('chat:write,');
  });

  test('says what to do about a refused token, and never the token', async () => {
    const refused = { '/api/auth.test': { ok: false, error: 'invalid_auth' } };
    const said = await check(answering(refused));
    expect(said).toEqual([expect.stringMatching(/^failed slack: SLACK_BOT_TOKEN is refused.*copy it again/)]);
    expect(said.join()).not.toContain('xoxb-secret');
  });

  test('tries the token of Socket Mode', async () => {
    const missing = { ...good, '/api/apps.connections.open': { ok: false, error: 'missing_scope' } };
    const said = await check(answering(missing, scopes), { appToken: 'xapp-1' });
    expect(said[1]).toMatch(/SLACK_APP_TOKEN is refused.*connections:write/);
  });

  test('knows a proxy by its page', async () => {
    const said = await check((_, response) => response.writeHead(403).end('<html>Login</html>'));
    expect(said).toEqual([expect.stringMatching(/HTTP 403 with a page instead of JSON: a proxy/)]);
  });

  test.each([
    [400_000, 'failed clock: this machine is 400 s ahead of'],
    [-60_000, 'warning clock: this machine is 60 s behind'],
  ])('compares the clocks: %i ms', async (skew, text) => {
    const date = { date: new Date(1_790_000_000_000).toUTCString() };
    const said = await check(answering(good, { ...scopes, ...date }), {}, 1_790_000_000_000 + skew);
    expect(said[1]).toContain(text);
  });

  test('says that nobody can be reached', async () => {
    const apiUrl = `http://127.0.0.1:${await freePort()}/api/`;
    expect(await checkSlack({ botToken: 'xoxb-1', apiUrl }, now())).toEqual([
      { state: 'failed', text: expect.stringContaining('cannot be reached (ECONNREFUSED)') },
    ]);
  });
});

describe('WeCom', () => {
  const token = { errcode: 0, access_token: 't', expires_in: 7200 };
  const check = async (answers: Readonly<Record<string, object>>) => {
    const url = await serve(answering(answers));
    return (await checkWecom({ ...appSettings, WECOM_API_URL: url }, now())).map(
      ({ state, text }) => `${state} ${text}`,
    );
  };

  test('says that a secret is good and the address trusted', async () => {
    expect(await check({ '/cgi-bin/gettoken': token, '/cgi-bin/agent/get': { errcode: 0 } })).toEqual([
      'ok wecom app: WeCom takes its secret and the address of this machine',
    ]);
  });

  test.each([
    [40001, 'the secret is wrong'],
    [40013, 'check WECOM_CORP_ID'],
  ])('says what to do about %i', async (errcode, remedy) => {
    const said = await check({ '/cgi-bin/gettoken': { errcode, errmsg: 'no' } });
    expect(said).toEqual([expect.stringContaining(remedy)]);
    expect(said.join()).not.toContain(appSettings.WECOM_APP_SECRET);
  });

  test('names the address that is to be entered as trusted', async () => {
    const errmsg = 'not allow to access from your ip, hint: [1], from ip: 203.0.113.7, more info';
    const said = await check({
      '/cgi-bin/gettoken': token,
      '/cgi-bin/agent/get': { errcode: 60020, errmsg },
    });
    expect(said).toEqual([expect.stringMatching(/企业可信IP.*sees this server as 203\.0\.113\.7$/)]);
  });
});

describe('an address of ours', () => {
  async function openServer(): Promise<string> {
    const store = await openStore(':memory:');
    const [log, current] = [createTestLog(), () => plainExpertise];
    const deps = { assistant: createEcho(store), store, current, clock: systemClock, log };
    const wecomApp = openWecomApp(appSettings, deps);
    if (!wecomApp) throw new Error('a setting is missing');
    closing.push(
      () => store.close(),
      () => wecomApp.desk.stop(),
    );
    const app = express().set('query parser', 'simple');
    addWecomRoutes(app, { ...deps, channels: { wecomApp } });
    return serve(app);
  }

  test('verifies as WeCom would verify it', async () => {
    expect(await checkAddresses(await openServer(), appSettings, now())).toEqual([
      { state: 'ok', text: 'wecom app address: /channels/wecom/app verifies' },
    ]);
  });

  test('of a server with another token does not', async () => {
    const other = { ...appSettings, WECOM_TOKEN: 'Other1' };
    const [finding] = await checkAddresses(await openServer(), other, now());
    expect(finding).toEqual({ state: 'failed', text: expect.stringContaining('it has other settings') });
  });

  test.each<[string, number, string, string]>([
    ['without these settings', 404, '{}', 'start the server with these settings'],
    ['behind a proxy with a page', 200, '<html>', 'a proxy answers in the server'],
    ['that sends elsewhere', 301, '', 'leads elsewhere'],
    ['whose answer is changed', 200, '"simulated"', 'came back changed'],
  ])('%s says so', async (_, code, body, remedy) => {
    const base = await serve((_request, response) => response.writeHead(code, { location: '/x' }).end(body));
    const [finding] = await checkAddresses(base, appSettings, now());
    expect(finding).toEqual({ state: 'failed', text: expect.stringContaining(remedy) });
  });
});
