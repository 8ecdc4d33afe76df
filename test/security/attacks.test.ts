/** Attacks on a running server, as somebody with a terminal would try them; docs/security.md says what each is about. */
import { mkdirSync, mkdtempSync, openSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { type IncomingMessage, request } from 'node:http';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createLog } from '../../bot/log.ts';
import { type House, openHouse } from '../bot/house.ts';

const secrets = { identity: 'identity-secret-of-32-characters!', receipt: 'receipt-key-of-the-house' };
const pages = ['index.html', 'console.html', 'widget.js', join('assets', 'chat-0123456789.js')];

let folder: string;
let house: House;
let token: string;
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'dawen-attacks-'));
  mkdirSync(join(folder, 'web', 'assets'), { recursive: true });
  for (const page of pages) writeFileSync(join(folder, 'web', page), 'page');
  writeFileSync(join(folder, 'beside.js'), 'secret');
  house = await openHouse({
    webDir: join(folder, 'web'),
    receiptKey: secrets.receipt,
    identity: { keys: new Map([['k1', secrets.identity]]), audience: 'dawen' },
  });
  token = await house.openSession();
});
afterAll(async () => {
  await house.close();
  rmSync(folder, { recursive: true, force: true });
});

interface Raw {
  readonly status: number | undefined;
  readonly headers: IncomingMessage['headers'];
  readonly body: string;
}

/** A call whose path goes out as it is written, which fetch would tidy up. */
function raw(method: string, path: string, headers = {}): Promise<Raw> {
  const { hostname, port } = new URL(house.url);
  return new Promise((resolve, reject) => {
    const call = request({ method, path, hostname, port, headers }, async (response) => {
      const chunks: Buffer[] = [];
      for await (const chunk of response) chunks.push(chunk);
      resolve({
        status: response.statusCode,
        headers: response.headers,
        body: Buffer.concat(chunks).toString(),
      });
    });
    call.on('error', reject).end();
  });
}

/** What comes back for bytes that no client would send; the connection must end by itself. */
function talk(bytes: string): Promise<string> {
  const { hostname, port } = new URL(house.url);
  return new Promise((resolve) => {
    const socket = connect(Number(port), hostname, () => socket.write(bytes));
    let heard = '';
    socket.on('data', (chunk) => {
      heard += chunk;
    });
    socket.on('error', () => undefined).on('close', () => resolve(heard));
  });
}

describe('a path', () => {
  test.each([
    ...['/assets/../../beside.js', '/assets/..%2f..%2fbeside.js', '/assets/%2e%2e/%2e%2e/beside.js'],
    ...['/assets/....//beside.js', '/assets/..\\..\\beside.js', '/assets/%00', '/assets/%', '/beside.js'],
    ...[
      '/assets//etc/passwd',
      '/%2e%2e/beside.js',
      '/console/../../beside.js',
      '/assets/%252e%252e/beside.js',
    ],
  ])('never leaves the built files: %s', async (path) => {
    const { status, body } = await raw('GET', path);
    expect([400, 404]).toContain(status);
    expect(body).not.toContain('secret');
  });

  test.each([
    ...[
      '/assets/chat-ffffffffff.js',
      '//evil.example/assets/chat-ffffffffff.js',
      '/\\evil.example/chat-ffffffffff.js',
    ],
    ...['/assets//evil.example/chat-ffffffffff.js', '/assets/chat-ffffffffff.js%0d%0aX-Evil:1'],
  ])('is redirected within this server or not at all: %s', async (path) => {
    const { headers } = await raw('GET', path, { host: 'evil.example' });
    expect(headers['x-evil']).toBeUndefined();
    expect(headers.location ?? '/assets/chat-0123456789.js').toBe('/assets/chat-0123456789.js');
  });
});

describe('a method', () => {
  test.each(['TRACE', 'PUT', 'PATCH', 'DELETE', 'PROPFIND', 'OPTIONS'])(
    '%s opens no door',
    async (method) => {
      const { status, body } = await raw(method, '/api/v1/messages', { 'x-secret': 'echoed?' });
      expect([204, 405]).toContain(status);
      expect(body).not.toContain('echoed?');
    },
  );

  test('is not taken from a header', async () => {
    const headers = { 'x-http-method-override': 'DELETE', authorization: `Bearer ${token}` };
    await house.call('POST', '/api/v1/sessions', { headers, body: {} });
    expect((await house.call('POST', '/api/v1/messages', { token, body: { text: '你好' } })).status).toBe(
      200,
    );
  });
});

describe('bytes on the wire', () => {
  test.each([
    ['two lengths', 'Content-Length: 5\r\nContent-Length: 6'],
    ['a length beside chunks', 'Content-Length: 5\r\nTransfer-Encoding: chunked'],
    ['a length that is none', 'Content-Length: 5x'],
    ['a header with a control character', 'X-A: a\u0000b'],
    ['headers without end', `X-A: ${'a'.repeat(20_000)}`],
  ])('that smuggle are refused: %s', async (_, header) => {
    const start = 'POST /api/v1/sessions HTTP/1.1\r\nHost: here\r\nContent-Type: application/json\r\n';
    const smuggled = 'GET /version HTTP/1.1\r\nHost: here\r\n\r\n';
    const heard = await talk(`${start}${header}\r\n\r\n0\r\n\r\n${smuggled}`);
    expect(heard).toMatch(/^HTTP\/1\.1 4\d\d /);
    expect(heard.match(/HTTP\/1\.1/g)).toHaveLength(1);
  });
});

describe('every answer', () => {
  test.each(['/', '/console', '/widget.js', '/readyz', '/nowhere', '/api/v1/suggestions'])(
    '%s carries the policy and no word of what makes it',
    async (path) => {
      const { headers } = await raw('GET', path);
      const policy = String(headers['content-security-policy']);
      for (const directive of [
        "script-src 'self'",
        "base-uri 'none'",
        "object-src 'none'",
        "form-action 'self'",
      ])
        expect(policy).toContain(directive);
      expect(policy).not.toMatch(/unsafe|\*|data:/);
      expect(headers).toMatchObject({
        'x-content-type-options': 'nosniff',
        'referrer-policy': 'no-referrer',
      });
      expect(headers).not.toHaveProperty('x-powered-by');
      expect(headers).not.toHaveProperty('server');
    },
  );

  test('keeps the secrets of the house to itself', async () => {
    const outer = ['/', '/version', '/metrics', '/readyz', '/healthz', '/nowhere', '/assets/%'];
    const seen = await Promise.all(outer.map(async (path) => (await raw('GET', path)).body));
    const refused = await house.call('POST', '/api/v1/sessions', {
      body: { identityToken: secrets.identity },
    });
    const all = [...seen, JSON.stringify(refused.json), JSON.stringify(house.log.lines)].join('\n');
    for (const secret of [...Object.values(secrets), token]) expect(all).not.toContain(secret);
  });
});

describe('the log', () => {
  test('gets no line that somebody else wrote', async () => {
    const forged = '\r\n{"level":50,"msg":"forged"}\u2028\u001b[31m';
    await house.call('POST', '/api/v1/messages', {
      token,
      body: { text: forged, clientMessageId: forged },
    });
    await raw('GET', `/nowhere?${encodeURIComponent(forged)}`, {
      'x-request-id': 'forged',
      'user-agent': 'forged',
    });
    expect(JSON.stringify(house.log.lines)).not.toContain('forged');
    const file = join(folder, 'log');
    createLog('info', openSync(file, 'w')).info({ reason: forged }, forged);
    expect(readFileSync(file, 'utf8').split('\n')).toHaveLength(2);
  });
});

test('secrets that somebody sends are compared in constant time', () => {
  for (const file of ['adapters/slack/verify.ts', 'adapters/wecom/seal.ts', 'bot/console/receipts.ts'])
    expect(readFileSync(file, 'utf8'), file).toMatch(/timingSafeEqual\(\w/);
});
