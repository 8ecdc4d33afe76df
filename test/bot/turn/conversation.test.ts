/** What is remembered is read back whole, or not at all. */
import { expect, test } from 'vitest';
import {
  type Conversation,
  newConversation,
  readConversation,
  statedFacts,
} from '../../../bot/turn/conversation.ts';

const full: Conversation = {
  version: 1,
  holder: 'assistant',
  locale: 'zh-Hant',
  topic: 'review-time',
  facts: {
    lastModifiedAt: '2026-08-03',
    wrongAttempts: 1,
    paymentReceived: false,
    rechargedAmounts: ['0.1'],
  },
  pending: { rule: 'modify_interval', entry: 'change-verification', fact: 'lastModifiedAt', tries: 1 },
  options: [
    { label: '个人', value: 'personal' },
    { label: '审核', entry: 'review-time' },
  ],
  awaits: 'fact',
  matter: { rule: 'modify_interval', entry: 'change-verification', fact: 'lastModifiedAt' },
  last: { question: 'a1b2', entry: 'review-time' },
};

test('a conversation is read back as it was kept', () => {
  expect(readConversation(JSON.parse(JSON.stringify(full)))).toEqual(full);
});

test.each([
  ['nothing', undefined],
  ['another version', { ...full, version: 2 }],
  ['an unknown field', { ...full, secret: 1 }],
  ['a wrong type', { ...full, options: 'none' }],
  ['a fact with a strange name', { ...full, facts: { 'a b': 1 } }],
])('%s begins anew', (_, stored) => {
  expect(readConversation(stored)).toEqual(newConversation);
});

test('only simple facts are taken over, and never the secret amount', () => {
  const raw = {
    idCardBoundAccounts: 2,
    paymentAmount: '0.37',
    nested: { a: 1 },
    'x-y': 1,
    everModified: false,
  };
  expect(statedFacts(raw)).toEqual({ idCardBoundAccounts: 2, everModified: false });
});
