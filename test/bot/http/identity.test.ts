import { createHmac } from 'node:crypto';
import { beforeEach, describe, expect, test } from 'vitest';
import { createIdentify, type Identify } from '../../../bot/http/identity.ts';
import { openStore } from '../../../bot/store/open.ts';
import { createTestClock } from '../clock.ts';
import { goodClaims, keys, now, respell, signToken } from './identity-tokens.ts';

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
  ['one at the last second of the leeway', signToken({ claims: { iat: now - 3000, exp: now - 59.5 } })],
  ['one that begins at the last second of the leeway', signToken({ claims: { nbf: now + 60 } })],
  ['one issued by a clock that is 60 s fast', signToken({ claims: { iat: now + 60, exp: now + 3660 } })],
  ['an audience named twice', signToken({ claims: { aud: ['dawen', 'dawen'] } })],
  ['the last of two subjects, as RFC 7519 reads them', signText('"sub": "cust_41", "sub": "cust_42"')],
  ['claims that it does not know', signToken({ claims: { email: 'a@example.com', roles: ['admin'] } })],
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
  ['one that ran out exactly one leeway ago', signToken({ claims: { exp: now - 60 } })],
  ['one that begins a second after the leeway', signToken({ claims: { nbf: now + 61 } })],
  ['a beginning that is no number', signToken({ claims: { nbf: 'now' } })],
  ['an issue time that is no number', signToken({ claims: { iat: 'now' } })],
  ['an end that never comes', signText('"sub": "cust_42", "exp": 1e400')],
  ['an id that is a number', signToken({ claims: { jti: 7 } })],
  ['an empty id', signToken({ claims: { jti: '' } })],
  ['a subject that is a list', signToken({ claims: { sub: ['cust_42'] } })],
  ['a subject that is nothing', signToken({ claims: { sub: null } })],
  ['a subject that is an object', signToken({ claims: { sub: { id: 'cust_42' } } })],
  ['a subject with a hidden character', signToken({ claims: { sub: 'cust_42\0' } })],
  ['a subject with half a character', signToken({ claims: { sub: 'cust_42\ud800' } })],
  ['a subject without end', signToken({ claims: { sub: 'x'.repeat(257) } })],
  ['an empty list of audiences', signToken({ claims: { aud: [] } })],
  ['an audience that only begins like ours', signToken({ claims: { aud: 'dawen2' } })],
  ['an audience inside a list', signToken({ claims: { aud: [['dawen']] } })],
  ['an issuer in a list', signToken({ claims: { iss: ['https://shop.example'] } })],
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
  ['a kid that is a number', signToken({ header: { kid: 1 } })],
  ['a kid that is a list', signToken({ header: { kid: ['k1'] } })],
  ['a kid of every object', signToken({ header: { kid: '__proto__' }, secret: '' })],
  ['no alg', signToken({ header: { alg: undefined } })],
  ['alg in small letters', signToken({ header: { alg: 'hs256' } })],
  ['b64 that nobody asked for', signToken({ header: { b64: false } })],
  ['b64 as an extension', signToken({ header: { b64: false, crit: ['b64'] } })],
  ['an empty crit', signToken({ header: { crit: [] } })],
  ['a key of its own', signToken({ header: { jwk: { kty: 'oct', k: 'eA' } }, secret: 'x' })],
  ['claims that are a list', signText('', '[]')],
  ['claims that are no JSON', signText('', '{"sub": "cust_42"')],
  ...['none', 'None', 'NONE', 'nOnE'].flatMap((alg): [string, string][] => [
    [`alg ${alg}, signed`, signToken({ header: { alg } })],
    [`alg ${alg}, with an empty signature`, unsigned(signToken({ header: { alg } }))],
    [`alg ${alg}, without kid`, unsigned(signToken({ header: { alg, kid: undefined } }))],
  ]),
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

function unsigned(token: string): string {
  return `${token.split('.').slice(0, 2).join('.')}.`;
}

/** A token over claims that JSON.stringify would not write; `claims` stands before the usual ones. */
function signText(claims: string, whole?: string): string {
  const { sub, exp, ...others } = goodClaims;
  const usual = JSON.stringify({ ...others, ...(claims.includes('"exp"') ? {} : { exp }) }).slice(1);
  const [head] = signToken().split('.');
  const body = Buffer.from(whole ?? `{${claims}, ${usual}`).toString('base64url');
  const signature = createHmac('sha256', keys.get('k1') ?? '')
    .update(`${head}.${body}`)
    .digest('base64url');
  return `${head}.${body}.${signature}`;
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

  test('does not take a key that was rotated away', async () => {
    const rotated = await createWith({ keys: new Map([...keys].slice(1)) });
    expect(await rotated(signToken())).toEqual({ status: 'refused' });
    const byNew = signToken({ header: { kid: 'k2' }, secret: keys.get('k2') ?? '' });
    expect(await rotated(byNew)).toMatchObject({ status: 'verified' });
  });

  test('does not ask for an issuer where none is configured', async () => {
    const { sessions } = await openStore(':memory:');
    const anyone = createIdentify({
      config: { keys, audience: 'dawen' },
      ...{ sessions, clock: createTestClock() },
    });
    expect(await anyone(signToken({ claims: { iss: undefined } }))).toMatchObject({ status: 'verified' });
  });

  test('refuses everybody where there is no key', async () => {
    const closed = await createWith({ keys: new Map() });
    expect(await closed(signToken({ secret: 'undefined' }))).toEqual({ status: 'refused' });
  });
});
