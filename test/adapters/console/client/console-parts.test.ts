/** The console's small parts: addresses, pasted texts, the desk's list, preferences, calls. */
import { describe, expect, test } from 'vitest';
import { takeRefusal, takeWelcome } from '../../../../adapters/console/client/account/welcome.ts';
import { piecesOf } from '../../../../adapters/console/client/answers/message-pieces.ts';
import { judgePaste, readReceiptCode } from '../../../../adapters/console/client/answers/pasted-text.ts';
import { rowsOf } from '../../../../adapters/console/client/answers/rows.ts';
import { createCall } from '../../../../adapters/console/client/calls.ts';
import {
  inOrder,
  lastWords,
  newlyWaiting,
  withHandoff,
  withMessage,
} from '../../../../adapters/console/client/desk/queue.ts';
import { keepPreferences, readPreferences } from '../../../../adapters/console/client/preferences.ts';
import { hashOf, readView, type View } from '../../../../adapters/console/client/view.ts';
import { sayWhen } from '../../../../adapters/console/client/when.tsx';
import { words } from '../../../../adapters/console/client/words.ts';
import type { Handoff, HandoffView } from '../../../../adapters/console/console-api.ts';

describe('addresses', () => {
  test.each<[string, View]>([
    ['#/', { name: 'search' }],
    ['#/entry/payment-return', { name: 'entry', entry: 'payment-return' }],
    ['#/message', { name: 'message' }],
    ['#/desk', { name: 'desk' }],
    ['#/desk/a%2Fb', { name: 'desk', handoff: 'a/b' }],
    ['#/receipt/DW-1', { name: 'receipt', code: 'DW-1' }],
    ['#/settings', { name: 'settings' }],
  ])('%s there and back', (hash, view) => {
    expect(readView(hash)).toEqual(view);
    expect(hashOf(view)).toBe(hash);
  });

  test.each(['', '#nonsense', '#/entry', '#/entry/%', '#/../x'])('%j leads somewhere sane', (hash) => {
    expect(['search', 'entry']).toContain(readView(hash).name);
  });

  test('a one-time link is taken out of the address', () => {
    const replaced: unknown[] = [];
    const history = { replaceState: (...given: unknown[]) => replaced.push(given[2]) };
    expect(takeWelcome({ hash: '#welcome=T-1_x' }, history)).toBe('T-1_x');
    expect(takeRefusal({ hash: '#oidc=refused' }, history)).toBe('refused');
    expect(takeWelcome({ hash: '#/desk' }, history)).toBeUndefined();
    expect(replaced).toEqual(['#/', '#/']);
  });
});

describe('a pasted text', () => {
  test.each([
    ['打款 几天', 'keywords'],
    ['/额度 企业 2', 'keywords'],
    ['13800138000 没到账', 'masked keywords'],
    ['一三八零零一三八零零零', 'masked keywords'],
    ['138 0013 8000', 'masked keywords'],
    ['１３８００１３８０００', 'masked keywords'],
    ['me@example.com 登录不了', 'masked keywords'],
    ['打款没到怎么办？另外能开发票吗', 'message'],
    ['第一行\n第二行', 'message'],
    ['字'.repeat(41), 'message'],
    ['打款没到怎么办？', 'keywords'],
  ] as const)('%j is taken as %s', (text, judged) => {
    expect(judgePaste(text)).toBe(judged);
  });

  test.each([
    ['dw-abcd-efgh-jkmn', 'DW-ABCD-EFGH-JKMN'],
    [' DW ABCD EFGH JKMN ', 'DW ABCD EFGH JKMN'],
    ['DW-ABCD', undefined],
    ['打款', undefined],
  ])('%j as a receipt’s code', (text, code) => {
    expect(readReceiptCode(text)).toBe(code);
  });

  test('is shown with the number of each question before it', () => {
    expect(piecesOf('您好，甲？另外乙？谢谢', ['甲？', '不在此', '乙？'])).toEqual([
      { text: '您好，' },
      { text: '甲？', number: 1 },
      { text: '另外' },
      { text: '乙？', number: 3 },
      { text: '谢谢' },
    ]);
  });
});

describe('the result list', () => {
  const hit = { entry: 'e', question: '问', section: '', why: [] };
  const named = { rule: 'r', label: '算', names: ['额度'] };
  const form = { rule: 'r', label: '算', entry: 'e', fields: [] };

  test('a filled form comes before the entries', () => {
    const rows = rowsOf('/额度 2', {
      query: '',
      hits: [hit],
      command: { form, facts: {}, unread: [] },
      commands: [named],
    });
    expect(rows.map(({ kind }) => kind)).toEqual(['form', 'hit']);
  });

  test('the beginning of a command lists commands alone', () => {
    expect(rowsOf('/额', { query: '', hits: [hit], commands: [named] }).map(({ kind }) => kind)).toEqual([
      'command',
    ]);
  });

  test('a code is offered for checking, and an empty field offers nothing', () => {
    expect(rowsOf('DW-ABCD-EFGH-JKMN', undefined)).toMatchObject([{ kind: 'receipt' }]);
    expect(rowsOf(' ', { query: '', hits: [hit] })).toEqual([]);
  });
});

describe('the desk', () => {
  const handoff = (id: string, change: Partial<Handoff> = {}): Handoff => ({
    ...{ id, conversation: id, channel: 'web', status: 'waiting', requestedAt: `2026-09-2${id}T00:00:00Z` },
    ...{ lastMessage: '', ...change },
  });

  test('mine come first, then those who wait longest, then what others have', () => {
    const list = [
      handoff('1', { status: 'held', heldBy: 'li' }),
      handoff('3'),
      handoff('2'),
      handoff('4', { status: 'held', heldBy: 'mei' }),
    ];
    expect(inOrder(list, 'mei').map(({ id }) => id)).toEqual(['4', '2', '3', '1']);
  });

  test('a closed one leaves, a changed one is there once', () => {
    const list = [handoff('1'), handoff('2')];
    expect(withHandoff(list, handoff('1', { status: 'closed' }))).toEqual([handoff('2')]);
    expect(withHandoff(list, handoff('1', { status: 'held' }))).toHaveLength(2);
  });

  test('who waits again after being handed back is news as well', () => {
    const held = [handoff('1', { status: 'held' })];
    expect(newlyWaiting(held, [handoff('1'), handoff('2')]).map(({ id }) => id)).toEqual(['1', '2']);
    expect(newlyWaiting([handoff('1')], [handoff('1')])).toEqual([]);
  });

  test('the last words are those since a human answered, and a message is shown once', () => {
    const said = (id: string, from: 'person' | 'human', text: string) => ({ id, from, text, at: '' });
    const view: HandoffView = {
      ...handoff('1'),
      messages: [
        said('1', 'person', '旧的'),
        said('2', 'human', '答'),
        said('3', 'person', '新的'),
        said('4', 'person', '几天？'),
      ],
      ...{ facts: [], tried: [] },
    };
    expect(lastWords(view)).toEqual(['新的', '几天？']);
    expect(withMessage(view, said('4', 'person', '几天？'))).toBe(view);
    expect(withMessage(view, said('5', 'human', '好')).messages).toHaveLength(5);
  });
});

describe('preferences', () => {
  const store = (kept: string | null) => () => ({ getItem: () => kept, setItem: () => undefined });

  test.each([
    [['zh-CN'], 'zh-Hans'],
    [['en-GB', 'zh-CN'], 'zh-Hans'],
    [['en-US'], 'en'],
    [['fr-FR'], 'zh-Hans'],
  ])('%j begins in %s', (languages, locale) => {
    expect(readPreferences(store(null), languages).locale).toBe(locale);
  });

  test('what was kept holds, what is broken does not', () => {
    expect(readPreferences(store('{"theme":"dark"}'), []).theme).toBe('dark');
    expect(readPreferences(store('{broken'), []).theme).toBe('system');
    const forbidden = () => {
      throw new Error('no storage here');
    };
    expect(readPreferences(forbidden, []).withSource).toBe(true);
    expect(() => keepPreferences(forbidden, readPreferences(forbidden, []))).not.toThrow();
  });
});

describe('calls', () => {
  const answer = (status: number, body: unknown, headers = {}) =>
    new Response(JSON.stringify(body), {
      status,
      headers: { 'content-type': 'application/problem+json', ...headers },
    });

  test.each([
    ['an answer', answer(200, { a: 1 }), { status: 'ok', value: { a: 1 } }],
    ['no session', answer(401, { code: 'sign_in_required' }), { status: 'signed_out' }],
    [
      'a wrong password',
      answer(401, { code: 'sign_in_refused' }),
      { status: 'refused', code: 'sign_in_refused', http: 401 },
    ],
    ['a lock', answer(429, {}, { 'retry-after': '90' }), { status: 'limited', seconds: 90 }],
    [
      'receipts that are off',
      answer(501, { code: 'receipts_off' }),
      { status: 'refused', code: 'receipts_off', http: 501 },
    ],
    ['a fault', answer(500, {}), { status: 'lost' }],
  ])('%s is an outcome', async (_, response, outcome) => {
    let leavings = 0;
    const call = createCall({ fetch: async () => response, onSignedOut: () => leavings++ });
    expect(await call({ path: 'x', method: 'POST' })).toEqual(outcome);
    expect(leavings).toBe(outcome.status === 'signed_out' ? 1 : 0);
  });

  test('a broken connection is one too', async () => {
    const call = createCall({
      fetch: () => Promise.reject(new Error('offline')),
      onSignedOut: () => undefined,
    });
    expect(await call({ path: 'x' })).toEqual({ status: 'lost' });
  });
});

test('an instant is told by minutes while it is fresh, then by the hour, then by the day', () => {
  const now = new Date(2026, 8, 21, 12, 0);
  expect(sayWhen(new Date(2026, 8, 21, 11, 55), now, 'zh-Hans')).toBe('5分钟前');
  expect(sayWhen(new Date(2026, 8, 21, 9, 5), now, 'zh-Hans')).toBe('09:05');
  expect(sayWhen(new Date(2026, 8, 20, 9, 5), now, 'zh-Hans')).toContain('9');
});

test('both languages say the same things', () => {
  const namesOf = (value: object): string[] =>
    Object.entries(value).flatMap(([name, inner]) =>
      typeof inner === 'object' ? [name, ...namesOf(inner)] : [name],
    );
  expect(namesOf(words.en)).toEqual(namesOf(words['zh-Hans']));
});
