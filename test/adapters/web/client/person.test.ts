/** Who sits before the screen, by the word of the page. */
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { anybody, meet } from '../../../../adapters/web/client/person.ts';

const now = Date.parse('2026-11-23T08:00:00Z');
beforeEach(() => {
  vi.useFakeTimers({ now });
});
afterEach(() => {
  vi.useRealTimers();
});

const token = (claims: object) =>
  `x.${Buffer.from(JSON.stringify({ exp: now / 1000 + 60, ...claims })).toString('base64url')}.x`;

describe('nobody is signed in', () => {
  test.each([
    ['without a function', undefined],
    ['when it gives nothing', () => undefined],
    ['when it gives an empty text', () => ''],
    ['when it gives no token', () => 'hello'],
    ['when the token names nobody', () => token({ sub: '' })],
    [
      'when it throws',
      () => {
        throw new Error('theirs');
      },
    ],
    ['when it fails later', () => Promise.reject(new Error('theirs'))],
  ])('%s', async (_name, getToken) => {
    expect(await meet(getToken)).toBe(anybody);
  });

  test('when it does not answer within ten seconds', async () => {
    const meeting = meet(() => new Promise(() => undefined));
    await vi.advanceTimersByTimeAsync(10_000);
    expect(await meeting).toBe(anybody);
  });
});

describe('somebody is', () => {
  test('account and name are those of the token, in any script', async () => {
    expect(await meet(() => token({ sub: '100001', name: '王小明' }))).toMatchObject({
      account: '100001',
      name: '王小明',
    });
    expect(await meet(async () => token({ sub: '100001' }))).toMatchObject({ name: '100001' });
  });

  test('the first token serves once, then fresh ones are asked for', async () => {
    let asked = 0;
    const person = await meet(() => token({ sub: '1', jti: ++asked }));
    await person.token?.();
    expect(asked).toBe(1);
    await person.token?.();
    expect(asked).toBe(2);
  });

  test('a token that has run out meanwhile is replaced', async () => {
    let asked = 0;
    const person = await meet(() => token({ sub: '1', jti: ++asked }));
    vi.setSystemTime(now + 61_000);
    await person.token?.();
    expect(asked).toBe(2);
  });

  test('a token of somebody else is never used for this person', async () => {
    let sub = '1';
    const person = await meet(() => token({ sub, exp: 0 }));
    sub = '2';
    expect(await person.token?.()).toBeUndefined();
  });
});
