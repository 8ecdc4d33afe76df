/** Whatever is sent to a callback: it is read or refused, never a crash, an expansion or a hang. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { parseApp } from '../../../adapters/wecom/app/parse.ts';
import { parseBotCall } from '../../../adapters/wecom/bot/parse.ts';
import { verifySealed } from '../../../adapters/wecom/callback.ts';
import { open, seal } from '../../../adapters/wecom/seal.ts';
import { cdata, readXml, textOf } from '../../../adapters/wecom/xml.ts';

const keys = { token: 'FaqBotTok3nX9', aesKey: Buffer.alloc(32, 7), receiveId: 'ww1a2b3c4d5e6f7a8b' };
const stamp = { timestamp: '1767225601', nonce: '1' };
const now = 1_767_225_601;

/** Texts that look like XML more often than not. */
const pieces = fc.constantFrom(
  ...['<', '>', '</', '/>', '<xml>', '</xml>', '<a>', '</a>', '<![CDATA[', ']]>', '&amp;', '&#38;', '&x;'],
  ...[
    '<!DOCTYPE a [',
    '<!ENTITY x "y">',
    '<?xml version="1.0"?>',
    '<!--',
    '-->',
    ' b="c"',
    '<__proto__>',
    '\0',
  ],
);
const nearlyXml = fc
  .array(fc.oneof(pieces, fc.string({ unit: 'binary', maxLength: 8 })), { maxLength: 60 })
  .map((parts) => parts.join(''));
/** Text that comes back as it was: a lone half of a character has no UTF-8. */
const words = fc.string({ unit: 'grapheme', maxLength: 300 });

describe('the XML reader', () => {
  test('reads or refuses any text', () => {
    fc.assert(
      fc.property(nearlyXml, (source) => {
        const root = readXml(source);
        if (root) expect(source).not.toMatch(/<!DOCTYPE|<!ENTITY|<!--/);
      }),
      { numRuns: 2000 },
    );
  });

  test('refuses a DOCTYPE or an entity of one’s own wherever it stands', () => {
    const bad = fc.constantFrom(
      '<!DOCTYPE xml SYSTEM "file:///etc/passwd">',
      '<!ENTITY x "y">',
      '&x;',
      '&#0;',
      '&#xD800;',
    );
    const good = '<xml><Content>1</Content></xml>';
    const places = fc.integer({ min: 0, max: good.length });
    fc.assert(
      fc.property(bad, places, (text, at) => {
        expect(readXml(good.slice(0, at) + text + good.slice(at))).toBeUndefined();
      }),
    );
  });

  test('gives back any words as they were written', () => {
    fc.assert(
      fc.property(words, (text) => {
        const root = readXml(`<xml><Content>${cdata(text)}</Content></xml>`);
        expect(root && textOf(root, 'Content')).toBe(text);
      }),
    );
  });

  test('reads the characters that a number stands for', () => {
    const root = readXml('<xml><Content>&#35748;&#x8BC1; &lt;&#38;&gt;&#10;!</Content></xml>');
    expect(root && textOf(root, 'Content')).toBe('认证 <&>\n!');
  });

  test('takes the blanks of a layout for nothing', () => {
    const root = readXml(
      '<xml>\n  <MsgType>\n    <![CDATA[text]]>\n  </MsgType>\n  <AgentID> 1 </AgentID>\n</xml>',
    );
    expect(root && textOf(root, 'MsgType')).toBe('text');
    expect(root && textOf(root, 'AgentID')).toBe('1');
  });

  test.each([
    ['open elements', '<a>'],
    ['closed elements', '</a>'],
    ['openings of CDATA', '<![CDATA['],
    ['half a tag', '<a'],
    ['ampersands', '&'],
    ['blanks', ' '],
    ['declarations', '<?xml '],
  ])('takes a megabyte of %s in less than a second', (_, unit) => {
    const started = performance.now();
    readXml(unit.repeat(Math.ceil(1_000_000 / unit.length)));
    readXml(`<xml>${unit.repeat(Math.ceil(1_000_000 / unit.length))}</xml>`);
    expect(performance.now() - started).toBeLessThan(1000);
  });
});

describe('the seal', () => {
  test('gives back any words', () => {
    fc.assert(
      fc.property(words, (text) => {
        expect(open(seal(text, keys, stamp), keys, now)).toEqual({ status: 'opened', text });
      }),
    );
  });

  test('refuses whatever was not sealed with these keys', () => {
    const anything = fc.string({ unit: 'binary', maxLength: 200 });
    const sealed = fc.record({
      ...{ signature: anything, timestamp: anything, nonce: anything },
      encrypted: fc.oneof(anything, fc.base64String({ maxLength: 200 })),
    });
    fc.assert(
      fc.property(sealed, (one) => open(one, keys, now).status === 'refused'),
      { numRuns: 1000 },
    );
  });

  test('refuses any change of what was sealed', () => {
    fc.assert(
      fc.property(words, fc.nat(), fc.constantFrom('A', '/', '=', ''), (text, where, by) => {
        const sealed = seal(text, keys, stamp);
        const at = where % sealed.encrypted.length;
        const encrypted = sealed.encrypted.slice(0, at) + by + sealed.encrypted.slice(at + 1);
        fc.pre(encrypted !== sealed.encrypted);
        expect(open({ ...sealed, encrypted }, keys, now)).toMatchObject({ reason: 'signature_mismatch' });
      }),
    );
  });

  test('refuses by one reason whatever was signed and is no message', () => {
    // the token is known to somebody, the key is not: what they make up must tell them nothing
    const other = { ...keys, aesKey: Buffer.alloc(32, 9) };
    fc.assert(
      fc.property(words, (text) => {
        const opened = open(seal(text, other, stamp), keys, now);
        expect(opened.status === 'refused' && ['decrypt_error', 'receiveid_mismatch']).toContain(
          opened.status === 'refused' ? opened.reason : '',
        );
      }),
      { numRuns: 500 },
    );
  });
});

describe('a genuine call with anything inside', () => {
  const query = (text: string) => {
    const { encrypted, signature, timestamp, nonce } = seal(text, keys, stamp);
    const body = `<xml><Encrypt>${cdata(encrypted)}</Encrypt></xml>`;
    return { query: { msg_signature: signature, timestamp, nonce }, body };
  };

  test('is a message or is ignored', () => {
    const inner = fc.oneof(
      nearlyXml,
      fc
        .dictionary(
          fc.constantFrom(
            'MsgType',
            'FromUserName',
            'Event',
            'EventKey',
            'MsgId',
            'Content',
            'SelectedItems',
          ),
          fc.oneof(fc.constantFrom('text', 'event', 'template_card_event', 'enter_agent'), words),
        )
        .map((fields) => {
          const elements = Object.entries(fields).map(([name, text]) => `<${name}>${cdata(text)}</${name}>`);
          return `<xml>${elements.join('')}</xml>`;
        }),
    );
    fc.assert(
      fc.property(inner, (text) => {
        const verified = verifySealed(query(text), keys, now);
        if (verified.status === 'refused') return;
        expect(parseApp(verified.xml, '2026-01-01T00:00:00Z').status).toMatch(/^(delivery|ignored)$/);
      }),
      { numRuns: 1000 },
    );
  });

  test('to a bot is a message, a thumb, a look, or is ignored', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (json) => {
        expect(parseBotCall(json, '2026-01-01T00:00:00Z').status).toMatch(/^(delivery|rated|look|ignored)$/);
      }),
      { numRuns: 1000 },
    );
  });
});
