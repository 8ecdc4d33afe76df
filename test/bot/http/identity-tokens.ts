/** Makes identity tokens as an embedding site does, and tokens that no honest site would make. */
import { createHmac } from 'node:crypto';

export const keys = new Map([
  ['k1', 'first-secret-of-the-shop-0123456789abcdef'],
  ['k2', 'second-secret-of-the-shop-0123456789abcdef'],
]);

/** Seconds of the test clock, 2026-11-23T05:00:00Z. */
export const now = Date.parse('2026-11-23T05:00:00Z') / 1000;

export const goodClaims = {
  iss: 'https://shop.example',
  aud: 'dawen',
  sub: 'cust_42',
  iat: now - 10,
  exp: now + 300,
};

export interface TokenParts {
  readonly header?: object;
  readonly claims?: object;
  readonly secret?: string;
}

/** A token over these claims, signed with HMAC-SHA-256 whatever its header says. */
export function signToken({ header, claims, secret = keys.get('k1') ?? '' }: TokenParts = {}): string {
  const head = encode({ alg: 'HS256', typ: 'JWT', kid: 'k1', ...header });
  const body = encode({ ...goodClaims, ...claims });
  const signature = createHmac('sha256', secret).update(`${head}.${body}`).digest('base64url');
  return `${head}.${body}.${signature}`;
}

/** The same bytes spelled in another way: the last character differs in bits that no byte uses. */
export function respell(token: string): string {
  const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';
  const last = alphabet.indexOf(token.at(-1) ?? 'A');
  return token.slice(0, -1) + alphabet[last ^ 1];
}

function encode(value: object): string {
  return Buffer.from(JSON.stringify(value)).toString('base64url');
}
