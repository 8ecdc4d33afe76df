/** Which fact a value belongs to. */

import { Temporal } from 'temporal-polyfill';
import { describe, expect, test } from 'vitest';
import { readFacts } from '../../../bot/understand/facts.ts';
import { plainExpertise } from '../house.ts';

const { facts } = plainExpertise.knowledge;
const today = Temporal.PlainDate.from('2026-11-23');

function told(text: string): Record<string, unknown> {
  const statements = readFacts(text, [...facts.values()], { today }).filter(({ cued }) => cued);
  return Object.fromEntries(
    statements.flatMap(({ fact, reading }) => (reading.kind === 'value' ? [[fact.name, reading.value]] : [])),
  );
}

describe('a value beside a word', () => {
  test.each([
    ['我手机号绑了5个账号', { phoneBoundAccounts: 5 }],
    ['这个账号已经认证了一家公司', { accountEnterpriseCount: 1 }],
    ['我们公司已经认证了2个账号，还想再认证3个', { enterpriseBoundAccounts: 2, accountsWanted: 3 }],
    ['身份证满3个了，改绑2个到别的证件', { idCardBoundAccounts: 3, accountsMovedToOtherId: 2 }],
    ['i have verified 2 accounts with my id card', { idCardBoundAccounts: 2 }],
    ['i submitted the bank account last friday. when will it arrive', { transferSubmittedAt: '2026-11-20' }],
    ['i entered the wrong amount twice', { wrongAttempts: 2 }],
  ])('%s', (text, expected) => expect(told(text)).toMatchObject(expected));

  test('belongs to nothing that another word claims', () => {
    expect(told('我手机号绑了5个账号')).not.toHaveProperty('idCardBoundAccounts');
    expect(told('打款是11月20号收到的')).not.toHaveProperty('transferSubmittedAt');
  });
});
