/** Hashes of passwords, and what a password must be. */
import { describe, expect, test } from 'vitest';
import { createPasswords, faultOf, PasswordsBusy } from '../../../bot/console/passwords.ts';

const passwords = createPasswords();

describe('a hash', () => {
  test('is argon2id, another one each time, and says nothing of the password', async () => {
    const [one, other] = await Promise.all([1, 2].map(() => passwords.hash('竹子 and rain')));
    expect(one).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/);
    expect(one).not.toBe(other);
    expect(one).not.toContain('rain');
  });

  test.each([
    ['竹子 and rain', true, 'as it is'],
    ['竹子\u00a0and rain', true, 'a no-break space'],
    ['竹子 and ｒａｉｎ', true, 'full-width letters'],
    ['竹子 and rain ', false, 'a blank more'],
    ['竹子 And rain', false, 'another case'],
    ['', false, 'nothing'],
  ])('knows its password: %j %j %s', async (given, isRight) => {
    expect(await passwords.verify(await passwords.hash('竹子 and rain'), given)).toBe(isRight);
  });

  test('that is not there matches nothing', async () => {
    expect(await passwords.verify(undefined, '')).toBe(false);
    expect(await passwords.verify(undefined, '竹子 and rain')).toBe(false);
  });
});

test('a flood is turned away, and what was taken is finished', async () => {
  const floods = await Promise.allSettled(Array.from({ length: 30 }, () => passwords.hash('竹子 and rain')));
  const refused = floods.filter((one) => one.status === 'rejected');
  expect(refused).toHaveLength(14);
  for (const { reason } of refused) expect(reason).toBeInstanceOf(PasswordsBusy);
  expect(await passwords.hash('竹子 and rain')).toContain('argon2id');
});

test.each([
  ['twelve chars', 'mei', undefined],
  ['一二三四五六七八九十甲乙', 'mei', undefined],
  ['short', 'mei', 'must be at least 12 characters long'],
  ['ababababababab', 'mei', 'must have at least 5 different characters'],
  ['Mei.Lin and rain', 'mei.lin', 'must not hold the name'],
  ['my rain and bamboo', 'my', undefined],
])('as a new password, %s of %s: %s', (password, name, fault) => {
  expect(faultOf(password, name)).toBe(fault);
});
