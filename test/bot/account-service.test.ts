/** The company's account service, over a real server that misbehaves in every way we thought of. */
import { once } from 'node:events';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { createAccountService } from '../../bot/account-service.ts';
import type { Accounts } from '../../bot/store/store.ts';

type Respond = (response: ServerResponse, request: IncomingMessage) => void;

let server: Server;
let url: string;
/** What is answered to one request after the other; the last goes on. */
let responds: Respond[];
let service: Accounts;
const asked: { path: string | undefined; authorization: string | undefined }[] = [];

const rest = 150;
const open = (over: { url?: string } = {}) =>
  createAccountService({ url, token: 'secret', patience: 600, attemptPatience: 150, rest, ...over });

beforeEach(async () => {
  asked.length = 0;
  server = createServer((request, response) => {
    asked.push({ path: request.url, authorization: request.headers.authorization });
    const respond = responds.length > 1 ? responds.shift() : responds[0];
    respond?.(response, request);
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/accounts/`;
  service = open();
});
afterEach(() => {
  server.closeAllConnections();
  server.close();
});

const status =
  (code: number, headers = {}): Respond =>
  (response) =>
    response.writeHead(code, headers).end('{"idCardBoundAccounts": 9}');
const facts: Respond = (response) => response.end('{"idCardBoundAccounts": 2}');
const never: Respond = () => undefined;
const hangUp: Respond = (response) => response.destroy();

describe('the account service', () => {
  test('is asked for one account, with its token', async () => {
    responds = [facts];
    expect(await service.find('a/../b?c')).toEqual({ idCardBoundAccounts: 2 });
    expect(asked).toEqual([{ path: '/accounts/a%2F..%2Fb%3Fc', authorization: 'Bearer secret' }]);
  });

  test('keeps what its address asks for besides the account', async () => {
    responds = [facts];
    await open({ url: `${url}?site=7` }).find('acc-7');
    expect(asked[0]?.path).toBe('/accounts/acc-7?site=7');
  });

  test('is never asked for another folder', async () => {
    responds = [facts];
    expect([await service.find('..'), await service.find('.'), await service.find('')]).toEqual([
      undefined,
      undefined,
      undefined,
    ]);
    expect(asked).toEqual([]);
  });

  test('may know nothing of an account, and is asked once', async () => {
    responds = [status(404)];
    expect(await service.find('acc-7')).toBeUndefined();
    expect(asked).toHaveLength(1);
  });

  test('may name the account by a number', async () => {
    responds = [(response) => response.end('{"accountId": 1001, "idCardBoundAccounts": 2}')];
    expect(await service.find('1001')).toMatchObject({ idCardBoundAccounts: 2 });
  });
});

describe('what may pass is tried again', () => {
  test.each<[string, Respond]>([
    ['fails', status(500)],
    ['is overloaded', status(503)],
    ['asks for patience', status(429)],
    ['hangs up', hangUp],
    ['is slow', never],
    ['hangs up in the middle', (response) => response.write('{"idCard', () => response.destroy())],
    ['stops in the middle', (response) => response.write('{"idCard')],
  ])('when it %s once', async (_, fault) => {
    responds = [fault, facts];
    expect(await service.find('acc-7')).toEqual({ idCardBoundAccounts: 2 });
    expect(asked).toHaveLength(2);
  });

  test('three times at most', async () => {
    responds = [status(500)];
    await expect(service.find('acc-7')).rejects.toMatchObject({ reason: 'status_500' });
    expect(asked).toHaveLength(3);
  });

  test('only as long as the whole patience lasts', async () => {
    responds = [never];
    const start = performance.now();
    const slow = createAccountService({ url, patience: 200, attemptPatience: 150 });
    await expect(slow.find('acc-7')).rejects.toMatchObject({ reason: 'slow' });
    expect(performance.now() - start).toBeLessThan(1000);
  });
});

describe('what will be wrong again is not tried again', () => {
  test.each<[string, string, Respond]>([
    ['sends elsewhere', 'status_302', status(302, { location: 'http://127.0.0.1:1/' })],
    ['refuses our token', 'status_401', status(401)],
    ['does not speak JSON', 'not_json', (response) => response.end('<html>')],
    ['says nothing', 'not_json', (response) => response.end()],
    ['gives a list', 'not_an_object', (response) => response.end('[]')],
    ['gives nothing', 'not_an_object', (response) => response.end('null')],
    ['says too much', 'too_big', (response) => response.end(`{"a": "${'x'.repeat(70_000)}"}`)],
    ['tells of somebody else', 'another_account', (response) => response.end('{"accountId": "acc-8"}')],
  ])('when it %s', async (_, reason, fault) => {
    responds = [fault, facts];
    await expect(service.find('acc-7')).rejects.toMatchObject({ code: 'ACCOUNTS_UNAVAILABLE', reason });
    expect(asked).toHaveLength(1);
  });

  test('and a body without end is given up early', async () => {
    let sent = 0;
    responds = [
      (response) => {
        const more = () => {
          while (!response.destroyed && response.write('x'.repeat(65_536))) sent += 1;
        };
        response.on('drain', more);
        more();
      },
    ];
    await expect(service.find('acc-7')).rejects.toMatchObject({ reason: 'too_big' });
    expect(sent).toBeLessThan(1000);
  });
});

describe('a service that fails again and again', () => {
  const fail = () => expect(service.find('acc-7')).rejects.toMatchObject({ code: 'ACCOUNTS_UNAVAILABLE' });

  test('is left alone, then tried by one lookup, and used again when it is well', async () => {
    responds = [status(500)];
    await fail();
    await fail();
    expect(asked).toHaveLength(5);
    await expect(service.find('acc-7')).rejects.toMatchObject({ reason: 'resting' });
    expect(asked).toHaveLength(5);
    await new Promise((resolve) => setTimeout(resolve, rest + 20));
    await expect(service.find('acc-7')).rejects.toMatchObject({ code: 'ACCOUNTS_UNAVAILABLE' });
    expect(asked).toHaveLength(6);
    await new Promise((resolve) => setTimeout(resolve, rest + 20));
    responds = [facts];
    expect(await service.find('acc-7')).toEqual({ idCardBoundAccounts: 2 });
    expect(await service.find('acc-7')).toEqual({ idCardBoundAccounts: 2 });
    expect(asked).toHaveLength(8);
  });

  test('is not left alone because it does not know accounts', async () => {
    responds = [status(404)];
    for (let at = 0; at < 8; at++) expect(await service.find('acc-7')).toBeUndefined();
    expect(asked).toHaveLength(8);
  });

  test('and one that is not there at all', async () => {
    service = open({ url: 'http://127.0.0.1:1/' });
    await expect(service.find('acc-7')).rejects.toMatchObject({ reason: 'network' });
  });
});

test('what the service said is in no error', async () => {
  responds = [(response) => response.writeHead(500).end('姓名李雷')];
  const error = await service.find('acc-7').catch((thrown: Error) => thrown);
  expect(String(error)).not.toContain('李雷');
  expect(String(error)).not.toContain('acc-7');
});
