/** What a message does in the conversation. */
import { describe, expect, test } from 'vitest';
import { plainText } from '../../../bot/understand/plain-text.ts';
import {
  agrees,
  asksForOneself,
  asksWhatCounts,
  asksWhatIsLeft,
  asksWhy,
  complains,
  corrects,
  rejectsAll,
  speaksOfOneself,
  wantsHuman,
  wantsResult,
  withholds,
} from '../../../bot/understand/speech.ts';

const speech = {
  ...{ agrees, asksForOneself, asksWhatCounts, asksWhatIsLeft, asksWhy, complains, corrects },
  ...{ rejectsAll, speaksOfOneself, wantsHuman, wantsResult, withholds },
};

const cases: readonly [keyof typeof speech, string, boolean][] = [
  ['agrees', '好', true],
  ['agrees', '好的，可以', true],
  ['agrees', 'yes please', true],
  ['agrees', '好的谢谢', false],
  ['agrees', '要多久', false],
  ['wantsResult', '算一下', true],
  ['wantsResult', '好的，帮我算一下吧', true],
  ['wantsResult', 'work it out for me', true],
  ['wantsResult', '算了', false],
  ['wantsResult', '帮我算打款什么时候到', false],
  ['rejectsAll', '都不是', true],
  ['rejectsAll', 'none of these', true],
  ['rejectsAll', '不是0.37元的问题', false],
  ['complains', '还是不行', true],
  ['complains', '没用，换个说法', true],
  ['complains', '刷脸不行怎么办', false],
  ['wantsHuman', '帮我转接客服，企业认证没过', true],
  ['wantsHuman', '人工几点上班', false],
  ['asksWhatIsLeft', '还能输几次', true],
  ['asksWhatIsLeft', '一个身份证能认证几个账号', false],
  ['speaksOfOneself', '我在香港', true],
  ['speaksOfOneself', '我想问下香港用户怎么认证', false],
  ['corrects', '不对，是上个月12号', true],
  ['corrects', '记错了，是五号', true],
  ['corrects', '說錯了 是9月3號', true],
  ['corrects', 'sorry, I meant Aug 5', true],
  ['corrects', '打款金额输错了怎么办', false],
  ['corrects', '是五号', false],
  ['withholds', '不想说', true],
  ['withholds', '不方便透露', true],
  ['withholds', '我忘了', true],
  ['withholds', '不知道', true],
  ['withholds', "I'd rather not say", true],
  ['withholds', '不知道怎么修改实名', true],
  ['withholds', '8月3号', false],
  ['asksWhy', '为什么是这一天？', true],
  ['asksWhy', '怎么算出来的', true],
  ['asksWhy', '點解係呢日', true],
  ['asksWhy', '为什么', true],
  ['asksWhy', 'Why that date?', true],
  ['asksWhy', '为什么账号已实名还会提示实名认证？', false],
  ['asksWhatCounts', '周末补班那天算不算？', true],
  ['asksWhatCounts', '国庆假期算工作日吗', true],
  ['asksWhatCounts', '算不算', false],
  ['asksForOneself', '我8月3号改过一回，最早几时能再改', true],
  ['asksForOneself', '帮我算一下', true],
  ['asksForOneself', '我还能再认证几个账号', true],
  ['asksForOneself', '我的账号什么时候可以再改实名', true],
  ['asksForOneself', '1个身份证可认证几个腾讯云账号？', false],
  ['asksForOneself', '我想取消实名认证', false],
  ['asksForOneself', '打款金额验证有时间限制吗？', false],
];

describe.each([...new Set(cases.map(([name]) => name))])('%s', (name) => {
  test.each(cases.filter((one) => one[0] === name))('%s: %s is %s', (_, text, expected) => {
    expect(speech[name](plainText(text))).toBe(expected);
  });
});
