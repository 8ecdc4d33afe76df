import { createHmac } from 'node:crypto';
import { beforeEach, describe, expect, test } from 'vitest';
import { createIdentify, type Identify } from '../../../bot/http/identity.ts';
import { openStore } from '../../../bot/store/open.ts';
import { createTestClock } from '../clock.ts';
import { keys, now, respell, signToken } from './identity-tokens.ts';

const config = { keys, audience: 'dawen', issuer: 'https://shop.example' };
let identify: Identify;

async function createWith(over: Partial<typeof config> = {}): Promise<Identify> {
  const { sessions } = await openStore(':memory:');
  return createIdentify({ config: { ...config, ...over }, sessions, clock: createTestClock() });
}

beforeEach(async () => {
  identify = await createWith();
});

const accepted: [string, string][] = [
  ['a plain token', signToken()],
  ['the other key of a rotation', signToken({ header: { kid: 'k2' }, secret: keys.get('k2') ?? '' })],
  ['our audience among others', signToken({ claims: { aud: ['other', 'dawen'] } })],
  ['one that ran out within the leeway', signToken({ claims: { exp: now - 59 } })],
  ['one that begins within the leeway', signToken({ claims: { nbf: now + 59 } })],
  ['one of exactly an hour', signToken({ claims: { iat: now, exp: now + 3600 } })],
  ['one without iat and jti', signToken({ claims: { iat: undefined } })],
];

const refused: [string, string][] = [
  ['an expired one', signToken({ claims: { exp: now - 61 } })],
  ['one that is not valid yet', signToken({ claims: { nbf: now + 61 } })],
  ['one from the future', signToken({ claims: { iat: now + 120, exp: now + 300 } })],
  ['one that would live for 30 days', signToken({ claims: { exp: now + 2_592_000 } })],
  ['one that ends more than an hour from now', signToken({ claims: { exp: now + 3661 } })],
  ['one with a whole life of more than an hour', signToken({ claims: { iat: now - 3000, exp: now + 3000 } })],
  ['one without an end', signToken({ claims: { exp: undefined } })],
  ['an end that is no number', signToken({ claims: { exp: 'tomorrow' } })],
  ['an empty subject', signToken({ claims: { sub: '' } })],
  ['a blank subject', signToken({ claims: { sub: '  ' } })],
  ['no subject', signToken({ claims: { sub: undefined } })],
  ['a subject that is a number', signToken({ claims: { sub: 42 } })],
  ['another audience', signToken({ claims: { aud: 'other' } })],
  ['no audience', signToken({ claims: { aud: undefined } })],
  ['another issuer', signToken({ claims: { iss: 'https://evil.example' } })],
  ['no issuer', signToken({ claims: { iss: undefined } })],
  ['another secret', signToken({ secret: 'not-the-secret-of-the-shop-0123456789' })],
  ['the secret of another kid', signToken({ header: { kid: 'k2' } })],
  ['an unknown kid', signToken({ header: { kid: 'k9' } })],
  ['a kid that is a path', signToken({ header: { kid: '../../etc/passwd' } })],
  ['no kid where there are several keys', signToken({ header: { kid: undefined } })],
  ['alg none', signToken({ header: { alg: 'none' } })],
  [
    'alg nOnE without a signature',
    `${signToken({ header: { alg: 'nOnE' } })
      .split('.')
      .slice(0, 2)
      .join('.')}.`,
  ],
  ['alg HS512 over the same secret', signWith('sha512', 'HS512')],
  ['alg RS256', signToken({ header: { alg: 'RS256' } })],
  ['a crit header', signToken({ header: { crit: ['b64'], b64: true } })],
  ['a signature spelled in another way', respell(signToken())],
  ['a signature with a pad', `${signToken()}=`],
  ['blanks around it', ` ${signToken()} `],
  ['only two parts', signToken().split('.').slice(0, 2).join('.')],
  ['five parts', `${signToken()}.a.b`],
  ['a changed payload', tamper(signToken())],
  ['more than 4 kB', signToken({ claims: { name: 'x'.repeat(20_000) } })],
  ['nothing', ''],
  ['rubbish', 'x.y.z'],
  ['a very long rubbish', 'A'.repeat(200_000)],
];

function signWith(hash: string, alg: string): string {
  const [head, body] = signToken({ header: { alg } }).split('.');
  return `${head}.${body}.${createHmac(hash, keys.get('k1') ?? '')
    .update(`${head}.${body}`)
    .digest('base64url')}`;
}

function tamper(token: string): string {
  const [head, , signature] = token.split('.');
  const [, body] = signToken({ claims: { sub: 'cust_43' } }).split('.');
  return `${head}.${body}.${signature}`;
}

describe('identity tokens', () => {
  test.each(accepted)('accepts %s', async (_, token) => {
    expect(await identify(token)).toEqual({ status: 'verified', account: 'cust_42' });
  });

  test.each(refused)('refuses %s', async (_, token) => {
    expect(await identify(token)).toEqual({ status: 'refused' });
  });

  test('takes a token with an id once', async () => {
    const token = signToken({ claims: { jti: 'j-1' } });
    expect(await identify(token)).toMatchObject({ status: 'verified' });
    expect(await identify(token)).toEqual({ status: 'refused' });
  });

  test('takes a token with an id once, even when it comes twice at the same time', async () => {
    const token = signToken({ claims: { jti: 'j-1' } });
    const outcomes = await Promise.all([identify(token), identify(token), identify(token)]);
    expect(outcomes.filter(({ status }) => status === 'verified')).toHaveLength(1);
  });

  test('does not use up an id by a token that is refused', async () => {
    expect(await identify(signToken({ claims: { jti: 'j-1' }, secret: 'x'.repeat(40) }))).toEqual({
      status: 'refused',
    });
    expect(await identify(signToken({ claims: { jti: 'j-1' } }))).toMatchObject({ status: 'verified' });
  });

  test('needs no kid where there is one key only', async () => {
    const single = await createWith({ keys: new Map([['k1', keys.get('k1') ?? '']]) });
    expect(await single(signToken({ header: { kid: undefined } }))).toMatchObject({ status: 'verified' });
    expect(await single(signToken({ header: { kid: 'k2' } }))).toEqual({ status: 'refused' });
  });

  test('refuses everybody where there is no key', async () => {
    const closed = await createWith({ keys: new Map() });
    expect(await closed(signToken({ secret: 'undefined' }))).toEqual({ status: 'refused' });
  });
});
