import { once } from 'node:events';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { createAccountService } from '../../bot/account-service.ts';

let server: Server;
let url: string;
let respond: (response: ServerResponse, request: IncomingMessage) => void;
const asked: { path: string | undefined; authorization: string | undefined }[] = [];

beforeEach(async () => {
  asked.length = 0;
  server = createServer((request, response) => {
    asked.push({ path: request.url, authorization: request.headers.authorization });
    respond(response, request);
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/accounts/`;
});
afterEach(() => {
  server.closeAllConnections();
  server.close();
});

const find = (account: string) => createAccountService({ url, token: 'secret', patience: 100 }).find(account);

describe('the account service', () => {
  test('is asked for one account, with its token', async () => {
    respond = (response) => response.end('{"idCardBoundAccounts": 2}');
    expect(await find('a/../b?c')).toEqual({ idCardBoundAccounts: 2 });
    expect(asked).toEqual([{ path: '/accounts/a%2F..%2Fb%3Fc', authorization: 'Bearer secret' }]);
  });

  test('may know nothing of an account', async () => {
    respond = (response) => response.writeHead(404).end('{}');
    expect(await find('acc-7')).toBeUndefined();
  });

  test.each<[string, typeof respond]>([
    ['fails', (response) => response.writeHead(500).end()],
    ['sends elsewhere', (response) => response.writeHead(302, { location: 'http://127.0.0.1:1/' }).end()],
    ['does not speak JSON', (response) => response.end('<html>')],
    ['gives a list', (response) => response.end('[]')],
    ['says too much', (response) => response.end(`{"a": "${'x'.repeat(70_000)}"}`)],
    ['never answers', () => undefined],
    ['hangs up', (response) => response.destroy()],
  ])('is told as unavailable when it %s', async (_, answer) => {
    respond = answer;
    await expect(find('acc-7')).rejects.toMatchObject({ code: 'ACCOUNTS_UNAVAILABLE' });
  });
});
