import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { readConfig } from '../../../bot/config.ts';
import { type House, openHouse } from '../house.ts';

const shop = 'https://shop.example';
const local = 'http://localhost:8080';
const chat = '/assets/chat-0123456789.js';
const pages = {
  'index.html': '<!doctype html><title>Dawen</title>',
  'widget.js': 'loader();',
  [chat.slice(1)]: 'chat();',
  'assets/notes.txt.js': 'plain();',
};

const foreign = [
  ['somebody else', 'https://evil.example'],
  ['the name at the front of another', 'https://shop.example.evil.example'],
  ['the name at the end of another', 'https://evilshop.example'],
  ['a name below it', 'https://www.shop.example'],
  ['the name as a user', 'https://shop.example@evil.example'],
  ['another scheme', 'http://shop.example'],
  ['another port', 'https://shop.example:8443'],
  ['its default port written out', 'https://shop.example:443'],
  ['no port where the list has one', 'http://localhost'],
  ['another case', 'https://SHOP.example'],
  ['a slash at the end', 'https://shop.example/'],
  ['a path', 'https://shop.example/help'],
  ['a dot at the end', 'https://shop.example.'],
  ['two at once', 'https://shop.example, https://shop.example'],
  ['a letter that looks alike', 'https://xn--shp-wna.example'],
  ['a sandboxed frame or a local file', 'null'],
  ['a star', '*'],
  ['nothing at all', ''],
] as const;

let folder: string;
let house: House;
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'dawen-origins-'));
  mkdirSync(join(folder, 'assets'));
  for (const [name, text] of Object.entries(pages)) writeFileSync(join(folder, name), text);
  house = await openHouse({
    webDir: folder,
    config: { allowedOrigins: [shop, local], publicUrl: 'https://help.example/dawen/' },
  });
});
afterAll(async () => {
  await house.close();
  rmSync(folder, { recursive: true, force: true });
});

const allowOrigin = 'access-control-allow-origin';
const from = (origin: string, path: string, method = 'GET', headers = {}) =>
  house.call(method, path, { headers: { origin, ...headers } });

test('asks for https for our own host alone, not for others below its name', async () => {
  const { headers } = await house.call('GET', '/healthz');
  expect(headers.get('strict-transport-security')).toBe('max-age=31536000');
});

describe('the API', () => {
  test.each([shop, local])('lets in %s, and names it alone', async (origin) => {
    const answer = await from(origin, '/api/v1/sessions', 'POST');
    expect(answer.status).toBe(201);
    expect(answer.headers.get(allowOrigin)).toBe(origin);
    expect(answer.headers.get('vary')).toContain('Origin');
    expect(answer.headers.get('access-control-allow-credentials')).toBeNull();
    expect(answer.headers.get('access-control-expose-headers')).toContain('retry-after');
  });

  test.each(foreign)('refuses %s', async (_what, origin) => {
    for (const method of ['POST', 'OPTIONS']) {
      const answer = await from(origin, '/api/v1/sessions', method);
      expect(answer).toMatchObject({ status: 403, json: { code: 'origin_refused' } });
      expect(answer.headers.get(allowOrigin)).toBeNull();
      expect(answer.headers.get('vary')).toContain('Origin');
    }
  });

  test.each(['https://help.example', ''])('needs no list for its own pages (%s)', async (own) => {
    const answer = await from(own || house.url, '/api/v1/sessions', 'POST');
    expect(answer.status).toBe(201);
    expect(answer.headers.get(allowOrigin)).toBeNull();
  });

  test('answers what browsers ask first, for every call of the widget', async () => {
    const asked = {
      'access-control-request-method': 'DELETE',
      'access-control-request-headers': 'authorization',
    };
    for (const path of ['sessions', 'messages', 'feedback', 'suggestions?q=a', 'conversations/x']) {
      const answer = await from(shop, `/api/v1/${path}`, 'OPTIONS', asked);
      expect(answer.status).toBe(204);
      expect(answer.headers.get(allowOrigin)).toBe(shop);
      expect(answer.headers.get('access-control-allow-methods')?.split(', ')).toEqual([
        'GET',
        'POST',
        'DELETE',
      ]);
      expect(answer.headers.get('access-control-allow-headers')?.split(', ')).toEqual([
        'authorization',
        'content-type',
      ]);
      expect(Number(answer.headers.get('access-control-max-age'))).toBeGreaterThan(0);
    }
  });

  test('lets a listed page read errors too', async () => {
    const answer = await from(shop, '/api/v1/messages', 'POST');
    expect(answer.status).toBeGreaterThanOrEqual(400);
    expect(answer.headers.get(allowOrigin)).toBe(shop);
  });
});

describe.each(['/widget.js', chat])('%s', (path) => {
  test('can be read by listed pages, and be embedded by isolated ones', async () => {
    for (const origin of [shop, local]) {
      const { status, headers } = await from(origin, path);
      expect([status, headers.get(allowOrigin)]).toEqual([200, origin]);
      expect(headers.get('cross-origin-resource-policy')).toBe('cross-origin');
      expect(headers.get('access-control-allow-credentials')).toBeNull();
    }
  });

  test.each(foreign)('names nobody to %s', async (_what, origin) => {
    const { status, headers } = await from(origin, path);
    expect([status, headers.get(allowOrigin)]).toEqual([200, null]);
  });

  test('is kept apart for every origin, also when it has not changed', async () => {
    const first = await house.call('GET', path);
    expect(first.headers.get('vary')).toBe('Origin, Accept-Encoding');
    const again = await from(shop, path, 'GET', { 'if-none-match': String(first.headers.get('etag')) });
    expect([again.status, again.headers.get(allowOrigin), again.headers.get('vary')]).toEqual([
      304,
      shop,
      'Origin, Accept-Encoding',
    ]);
  });
});

describe('what browsers keep', () => {
  test.each([
    ['/', 'no-cache'],
    ['/widget.js', 'public, max-age=300'],
    [chat, 'public, max-age=31536000, immutable'],
    ['/assets/notes.txt.js', 'no-cache'],
  ])('%s: %s', async (path, kept) => {
    const { headers } = await house.call('GET', path);
    expect(headers.get('cache-control')).toBe(kept);
    expect(headers.get('etag')).toMatch(/^"[\w-]{22}"$/);
  });

  test('a page from before an update gets the present file under its former name', async () => {
    const answer = await from(shop, '/assets/chat-ffffffffff.js');
    expect(answer).toMatchObject({ status: 200, json: 'chat();' });
    expect(answer.headers.get(allowOrigin)).toBe(shop);
    expect((await house.call('GET', '/assets/other-ffffffffff.js')).status).toBe(404);
  });

  test('our own page is for nobody else to embed', async () => {
    const { headers } = await from(shop, '/');
    expect(headers.get('cross-origin-resource-policy')).toBe('same-origin');
    expect(headers.get(allowOrigin)).toBeNull();
    expect(headers.get('content-security-policy')).toContain("frame-ancestors 'self'");
  });
});

test.each([
  'https://SHOP.example',
  'https://shop.example:443',
  'https://shop.example/help',
  'https://*.shop.example',
  'shop.example',
  'null',
  '*',
])('ALLOWED_ORIGINS does not take %s, which no browser would ever send', (origin) => {
  const accepted = () => readConfig({}, { ALLOWED_ORIGINS: origin });
  expect(accepted).toThrow('ALLOWED_ORIGINS: must be origins without a path or a star');
});
