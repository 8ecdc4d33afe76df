/** The words that ask for a link are told apart from the questions of the FAQ, which speak of binding as well. */
import { expect, test } from 'vitest';
import { readWish } from '../../../bot/linking/wish.ts';

test.each(['关联账号', '关联我的账号。', '關聯帳號', 'Link my account', ' link account '])(
  '%s asks for a link',
  (text) => expect(readWish(text)).toBe('link'),
);
test.each(['取消关联', '取消账号关联', '解除關聯', 'unlink', 'Unlink my account.'])('%s undoes it', (text) =>
  expect(readWish(text)).toBe('unlink'),
);
test.each([
  '怎么解绑账号',
  '绑定账号',
  '一个身份证能关联几个账号',
  '手机号关联账号太多怎么办',
  '和代理商解除关联怎么弄',
  '取消',
  '我想知道怎么关联账号',
  'how do I link my account',
])('%s is a question', (text) => expect(readWish(text)).toBeUndefined());
