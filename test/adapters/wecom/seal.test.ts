/** Sealed calls as they are documented and as they were recorded; a package of WeCom's own scope reads and writes the same. */
import { createCipheriv } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { decrypt, encrypt, getSignature } from '@wecom/crypto';
import { describe, expect, test } from 'vitest';
import { verifyAddress, verifySealed } from '../../../adapters/wecom/callback.ts';
import { replyWithText } from '../../../adapters/wecom/passive-reply.ts';
import { open, readAesKey, type SealKeys, seal } from '../../../adapters/wecom/seal.ts';
import { readXml } from '../../../adapters/wecom/xml.ts';
import { callsSchema } from './calls.ts';

const calls = callsSchema.parse(JSON.parse(readFileSync('test/fixtures/wecom/calls.json', 'utf8')));
const keysFor = (receiveId: string): SealKeys => ({
  ...{ token: calls.keys.token, receiveId },
  aesKey: readAesKey(calls.keys.encodingAESKey) ?? Buffer.alloc(0),
});

test('the documented example opens', () => {
  const { token, corpid, encodingAESKey, text, ...sealed } = calls.documented;
  const keys = { token, receiveId: corpid, aesKey: readAesKey(encodingAESKey) ?? Buffer.alloc(0) };
  expect(open(sealed, keys, Number(sealed.timestamp))).toEqual({ status: 'opened', text });
});

describe('a recorded call', () => {
  test.each(calls.calls.filter(({ format }) => format === 'xml'))('$name', (call) => {
    const query = Object.fromEntries(new URLSearchParams(call.query));
    const keys = keysFor(call.receiveId);
    const opened =
      call.method === 'GET'
        ? verifyAddress(query, keys, call.now)
        : verifySealed({ query, body: call.body }, keys, call.now);
    if (call.refused) expect(opened).toEqual({ status: 'refused', reason: call.refused });
    else if (call.method === 'GET') expect(opened).toEqual({ status: 'opened', text: call.opens });
    else {
      expect(opened.status).toBe('verified');
      if (call.opens) expect(opened).toEqual({ status: 'verified', xml: readXml(call.opens) });
    }
  });

  test('nothing of it reaches a prototype', () => {
    expect('polluted' in {}).toBe(false);
  });

  test('a plus that was not escaped is read as it was meant', () => {
    const [first] = calls.calls;
    const query = Object.fromEntries(new URLSearchParams(first?.query.replaceAll('%2B', '+')));
    expect(verifyAddress(query, keysFor(first?.receiveId ?? ''), first?.now ?? 0).status).toBe('opened');
  });
});

describe('keys', () => {
  test.each(calls.badKeys)('%s is refused', (key) => {
    expect(readAesKey(key)).toBeUndefined();
  });
});

describe('what we seal', () => {
  test('is byte for byte the recorded reply', () => {
    const { plaintext, random16_hex, timestamp, nonce, xml } = calls.reply;
    const stamp = { timestamp, nonce, random: Buffer.from(random16_hex, 'hex') };
    const call = readXml(
      `<xml><ToUserName>${calls.keys.corpid}</ToUserName><FromUserName>zhangsan</FromUserName></xml>`,
    );
    if (!call) throw new Error('the call is no XML');
    const content = /<Content><!\[CDATA\[(.*)\]\]>/.exec(plaintext)?.[1] ?? '';
    expect(replyWithText(content, { call, keys: keysFor(calls.keys.corpid), stamp })).toBe(xml);
  });

  test.each(['x', '退款多久到账？😀👨‍👩‍👧', 'a'.repeat(5000), '<![CDATA[]]>'])(
    'opens again and in @wecom/crypto: %#',
    (text) => {
      const keys = keysFor('corp');
      const sealed = seal(text, keys, { timestamp: '1767225600', nonce: '1' });
      expect(open(sealed, keys, 1767225600)).toEqual({ status: 'opened', text });
      expect(decrypt(calls.keys.encodingAESKey, sealed.encrypted)).toMatchObject({
        message: text,
        id: 'corp',
      });
      expect(getSignature(keys.token, '1767225600', '1', sealed.encrypted)).toBe(sealed.signature);
    },
  );

  test('and what @wecom/crypto seals opens here', () => {
    const encrypted = encrypt(calls.keys.encodingAESKey, '好', 'corp');
    const signature = getSignature(calls.keys.token, '1767225600', '1', encrypted);
    const sealed = { signature, encrypted, timestamp: '1767225600', nonce: '1' };
    expect(open(sealed, keysFor('corp'), 1767225600)).toEqual({ status: 'opened', text: '好' });
  });

  test('a length that points beyond the message is refused', () => {
    const keys = keysFor('corp');
    const plain = Buffer.concat([
      Buffer.alloc(16),
      Buffer.from([0, 0, 39, 15]),
      Buffer.from('xcorp'),
      Buffer.alloc(7, 7),
    ]);
    const cipher = createCipheriv('aes-256-cbc', keys.aesKey, keys.aesKey.subarray(0, 16)).setAutoPadding(
      false,
    );
    const encrypted = Buffer.concat([cipher.update(plain), cipher.final()]).toString('base64');
    const signature = getSignature(keys.token, '1', '1', encrypted);
    const opened = open({ signature, encrypted, timestamp: '1', nonce: '1' }, keys, 1);
    expect(opened).toEqual({ status: 'refused', reason: 'decrypt_error' });
  });
});
