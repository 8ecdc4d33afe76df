/** Several questions in one message, and the question inside a story. */
import { expect, test } from 'vitest';
import { questionsAlone, splitQuestions } from '../../../bot/understand/questions.ts';

test.each([
  [
    '营业执照刚办下来能认证吗？一个公司能认证几个号？',
    ['营业执照刚办下来能认证吗？', '一个公司能认证几个号？'],
  ],
  ['昨天提交的。打款多久到？', ['昨天提交的。打款多久到？']],
  ['打款多久到？我昨天提交的。', ['打款多久到？我昨天提交的。']],
  ['打款的钱能退吗，要多久到账', ['打款的钱能退吗', '，要多久到账']],
  ['验证码呢？点了十几次都没发过来怎么办', ['验证码呢？点了十几次都没发过来怎么办']],
  ['实名怎么修改？另外还能取消吗', ['实名怎么修改？', '另外还能取消吗']],
  ['How long is the review? Can I cancel it?', ['How long is the review?', 'Can I cancel it?']],
  ['打款没到', ['打款没到']],
  ['', ['']],
])('%s', (text, expected) => {
  expect(splitQuestions(text)).toEqual(expected);
});

test('a story is cut down to what it asks', () => {
  const story =
    '你好，我们公司上周在你们这边买了服务器，财务说要实名，我就提交了对公打款，请问打款一般多久到，谢谢';
  expect(questionsAlone(story)).toEqual(['请问打款一般多久到']);
});
