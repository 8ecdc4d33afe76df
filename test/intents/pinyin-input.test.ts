import { describe, expect, test } from 'vitest';
import { collectUsedWords, createDictionary } from '../../intents/dictionary.ts';
import { createPinyinInput } from '../../intents/pinyin-input.ts';

const texts = [
  '打款金额输错了怎么办',
  '实名认证要几天',
  '企业认证验证码在哪里看',
  '1个身份证能认证几个账号',
  '金额输错2次',
  '张执照',
];
const write = createPinyinInput(
  createDictionary(collectUsedWords(texts.flatMap((text) => new Array<string>(30).fill(text)))),
);

describe('pinyin becomes the words of the field', () => {
  test.each([
    ['dakuan jine shucuo le zenme ban', '打款金额输错了怎么办'],
    ['dakuanjineshucuole', '打款金额输错了'],
    ['da kuan jin e', '打款金额'],
    ['yan zheng ma zai nali', '验证码在哪里'],
    ['yige shenfenzheng', '1个身份证'],
    ['jine shucuo liangci', '金额输错2次'],
  ])('%s is %s', (typed, meant) => {
    expect(write(typed)).toBe(meant);
  });

  test('sounds that are like each other will do', () => {
    expect(write('si min ren zen')).toBe('实名认证');
  });

  test('so does a run of it among Chinese', () => {
    expect(write('1个sfz neng renzheng jige zhanghao')).toBe('1个身份证能认证几个账号');
  });

  test('initials stand for known words', () => {
    expect(write('smrz yao ji tian')).toBe('实名认证要几天');
    expect(write('sfz')).toBe('身份证');
  });

  test('numbers stay', () => {
    expect(write('yao 3 tian')).toBe('要 3 天'.replace(/ /g, ''));
  });
});

describe('what is no pinyin stays as it is', () => {
  test.each([
    'how long does it take',
    // not 张执照
    'zzz',
    'real name verification',
    '实名认证怎么取消',
    '用app认证',
    '实名sfz怎么填',
    '',
    'ssh',
    'Q&A',
    'can we change the name',
  ])('%s', (text) => {
    expect(write(text)).toBe(text);
  });

  test('nor is pinyin of another field', () => {
    expect(write('hongshaorou zuofa jiaocheng')).toBe('hongshaorou zuofa jiaocheng');
  });
});

test('a long text takes no time', () => {
  const started = performance.now();
  write('dakuanjine'.repeat(400));
  expect(performance.now() - started).toBeLessThan(200);
});
