/** The small parts of the client: addresses, languages, storage, unsent messages, words. */
import { describe, expect, test } from 'vitest';
import { followable } from '../../../../adapters/ui/link.ts';
import { locales, pickLocale } from '../../../../adapters/web/client/locale.ts';
import { createMemory } from '../../../../adapters/web/client/memory.ts';
import { createOutbox } from '../../../../adapters/web/client/outbox.ts';
import { pageWords } from '../../../../adapters/web/client/page/page-words.ts';
import { isWorthLookingUp } from '../../../../adapters/web/client/use-suggestions.ts';
import { words } from '../../../../adapters/web/client/words.ts';
import { fakeMemory, fakeStorage } from './fakes.ts';

describe('addresses', () => {
  test.each(['https://cloud.tencent.com/x?a=1#b', 'http://example.com', 'tel:4009100100', 'mailto:a@b.cn'])(
    '%s may be followed',
    (url) => expect(followable(url)).toBe(url),
  );

  test.each([
    'javascript:alert(1)',
    ' java\nscript:alert(1)',
    'JAVASCRIPT:alert(1)',
    'data:text/html,x',
    'vbscript:x',
    'blob:https://x/1',
    'file:///etc/passwd',
    '//example.com',
    '/path',
    '',
  ])('%j stays text', (url) => expect(followable(url)).toBeUndefined());
});

describe('languages', () => {
  test.each([
    [['zh-TW'], 'zh-Hant'],
    [['zh-Hant-HK'], 'zh-Hant'],
    [['zh-CN'], 'zh-Hans'],
    [['zh'], 'zh-Hans'],
    [['en-GB'], 'en'],
    [['de', 'en-US'], 'en'],
    [[undefined, null, 'zh-HK'], 'zh-Hant'],
    [['entry'], 'zh-Hans'],
    [[], 'zh-Hans'],
  ])('%j is read as %s', (tags, locale) => expect(pickLocale(tags)).toBe(locale));

  test('the page has the same words in every language', () => {
    const names = locales.map((locale) => Object.keys(pageWords[locale].texts).sort());
    expect(names[1]).toEqual(names[0]);
    expect(names[2]).toEqual(names[0]);
    expect(new Set(locales.map((locale) => pageWords[locale].examples.length)).size).toBe(1);
    expect(new Set(locales.map((locale) => words[locale].greeting)).size).toBe(3);
  });
});

describe('memory', () => {
  test('slots are kept under their prefix, apart from other widgets', () => {
    const storage = fakeStorage();
    const [one, other] = ['one', 'other'].map((prefix) => createMemory(() => storage, prefix));
    one?.write('token', 't');
    expect(storage.getItem('one:token')).toBe('t');
    expect(other?.read('token')).toBeUndefined();
    one?.write('token', undefined);
    expect(one?.read('token')).toBeUndefined();
  });

  test('where the browser forbids storage, slots live as long as the page', () => {
    const memory = createMemory(() => {
      throw new DOMException('denied', 'SecurityError');
    }, 'x');
    memory.write('conversation', 'c1');
    expect(memory.read('conversation')).toBe('c1');
    memory.write('conversation', undefined);
    expect(memory.read('conversation')).toBeUndefined();
  });
});

describe('looking up while somebody types', () => {
  test.each(['付', '打款', 'id', '我2026-09-03提交的'])('%s is looked up', (text) => {
    expect(isWorthLookingUp(text)).toBe(true);
  });

  test.each([
    ' ',
    'i',
    '我的号码是13812345678',
    '138 1234 5678',
    '１３８１２３４５６７８',
    'a@example.com',
    '失败'.repeat(51),
  ])('%s is not', (text) => {
    expect(isWorthLookingUp(text)).toBe(false);
  });
});

describe('unsent messages', () => {
  test('of two tabs do not drive each other out', () => {
    const memory = fakeMemory();
    const [one, other] = [createOutbox(memory), createOutbox(memory)];
    one.add({ id: 'a', text: 'of one' });
    other.add({ id: 'b', text: 'of the other' });
    expect([one.all(), other.all()].map((list) => list.map(({ id }) => id))).toEqual([['a'], ['b']]);
    expect(createOutbox(memory).all()).toHaveLength(2);
    other.clear();
    expect(createOutbox(memory).all()).toEqual([{ id: 'a', text: 'of one' }]);
  });

  test('are there again, in order, for the next page', () => {
    const memory = fakeMemory();
    const outbox = createOutbox(memory);
    outbox.add({ id: 'a', text: 'one' });
    outbox.add({ id: 'b', text: 'two', choice: 'entry' });
    outbox.drop(['a']);
    expect(createOutbox(memory).all()).toEqual([{ id: 'b', text: 'two', choice: 'entry' }]);
    outbox.clear();
    expect(memory.read('outbox')).toBeUndefined();
  });

  test.each(['{', '7', 'null', '[null, 1, {"id": 1, "text": "x"}, {"id": "a"}]'])(
    '%s in the storage counts as none',
    (stored) => {
      const memory = fakeMemory();
      memory.write('outbox', stored);
      expect(createOutbox(memory).all()).toEqual([]);
    },
  );
});
