import { expect, test } from 'vitest';
import { createWordMender } from '../../../intents/matchers/fuse.ts';

const stem = (word: string): string => word.replace(/(ing|s)$/, '');
const mend = createWordMender(['verification', 'company', 'yanzheng', 'refund', 'license', 'bind'], stem);

test.each([
  ['verfication', 'verification'],
  ['comapny', 'company'],
  ['yanzhegn', 'yanzheng'],
  ['the licence', 'the license'],
])('%s is mended to %s', (typed, meant) => {
  expect(mend(typed)).toBe(meant);
});

test.each(['refund', 'weather', 'cat', 'yanzhengma', 'v'.repeat(300)])('%s stays as it is', (word) => {
  expect(mend(word)).toBe(word);
});

test('another form of a known word is no misspelling', () => {
  expect(mend('the binding')).toBe('the binding');
});

test('a text of syllables alone is pinyin, not English with slips', () => {
  const latin = createWordMender(['changed', 'name'], stem);
  expect(latin('duo chang shijian')).toBe('duo chang shijian');
  expect(latin('how to chang the name')).toBe('how to changed the name');
});

test('the rest of the text is left alone', () => {
  expect(mend('公司 verfication 要3天')).toBe('公司 verification 要3天');
});

test('a text of nothing but unknown words is cheap', () => {
  const text = Array.from({ length: 500 }, (_, at) => `compan${at.toString(26).replace(/\d/g, 'q')}zz`).join(
    ' ',
  );
  const started = performance.now();
  mend(text);
  expect(performance.now() - started).toBeLessThan(100);
});
