import { describe, expect, test } from 'vitest';
import { type Conversation, newConversation } from '../../../bot/turn/conversation.ts';
import { respond } from '../../../bot/turn/respond.ts';
import type { Outcome } from '../../../bot/turn/scene.ts';
import type { Match } from '../../../intents/types.ts';
import { createTestClock } from '../clock.ts';
import { plainExpertise } from '../house.ts';

const { knowledge } = plainExpertise;

/**
 * Says something to an assistant whose router leaves these entries over: with ！ at the end the first is the answer,
 * with … the third is hardly likely.
 */
async function say(text: string, left: readonly string[], conversation: Conversation = newConversation) {
  const confidences = text.endsWith('…') ? [0.7, 0.2, 0.01] : [0.8, 0.4, 0.3];
  const ranking = left.map((entry, at) => ({
    ...{ entry, question: knowledge.entries.find(({ id }) => id === entry)?.question ?? '' },
    confidence: confidences[at] ?? 0,
  }));
  const isClear = text.endsWith('！');
  const match: Match = isClear
    ? { text, ranking, decision: 'answer' }
    : { text, ranking, decision: 'clarify', options: left };
  const now = createTestClock()();
  return respond(
    {
      message: {
        ...{ id: '1', conversation: 'c', channel: 'terminal', text, at: now.toString() },
        sender: { key: 'k' },
      },
      ...{ masked: false, cut: false },
    },
    conversation,
    {
      expertise: { ...plainExpertise, router: { route: () => match } },
      now,
      findAccount: async () => ({ status: 'none' }),
    },
  );
}

const asked = ({ replies }: Outcome): readonly [question: string | undefined, options: readonly string[]] => [
  replies[0]?.text,
  (replies[0]?.options ?? []).map(({ label }) => label),
];
const answered = ({ replies }: Outcome) => replies.map(({ act, entry }) => `${act} ${entry}`);

describe('when two or three entries remain', () => {
  test.each([
    ['钱会退吗', ['recharge-refund', 'payment-return'], '您说的是您充值给腾讯云的钱还是腾讯云打给您的钱？'],
    ['金额不对', ['payment-amount-wrong', 'right-amount-refused'], '收到的金额，是输错了还是输对了被拒？'],
    [
      '有期限吗',
      ['recharge-deadline', 'payment-amount-deadline'],
      '充值（您付给腾讯云）还是打款（腾讯云付给您）？',
    ],
    ['几个号', ['personal-account-limit', 'enterprise-account-limit'], '您问的是个人还是企业？'],
    ['失败了', ['face-recognition-fails', 'legal-person-check-fails'], '您问的是个人还是企业？'],
    ['原来那家', ['original-entity-changed', 'original-entity-deregistered'], '是资料变更了还是已经注销？'],
    [
      '验证码',
      ['bank-card-no-sms-code', 'where-is-verification-code'],
      '银行卡验证收不到验证码还是企业认证的验证码在哪看？',
    ],
    [
      '新公司',
      ['new-business-license', 'legal-person-check-fails'],
      '执照刚办、还没提交还是扫码或刷脸通过后失败？',
    ],
    [
      '改一下',
      ['personal-to-enterprise', 'change-verification', 'change-enterprise-information'],
      '您是想把个人认证改成企业认证、修改个人认证信息还是变更企业认证信息？',
    ],
    [
      '名额',
      ['three-accounts-used-up', 'personal-account-limit', 'enterprise-account-limit'],
      '您问的是提示已经验满3个、一个人能认证几个账号还是一家企业能认证几个账号？',
    ],
  ])('“%s” is asked back by what tells %j apart', async (text, left, question) => {
    const outcome = await say(text, left);
    expect(outcome.replies[0]).toMatchObject({ act: 'clarify' });
    expect(asked(outcome)[0]).toContain(question);
    expect(outcome.replies[0]?.options?.map(({ entry }) => entry)).toEqual(left);
    expect(new Set(asked(outcome)[1]).size).toBe(left.length);
  });

  test('the entry is named beside a value that does not say what its answer is about', async () => {
    const outcome = await say('认证', ['personal-account-limit', 'payment-not-received']);
    expect(asked(outcome)[1]).toEqual(['个人：一个身份证能认证几个账号', '企业：超过3个工作日没收到打款']);
  });

  test('a third entry that is hardly meant does not spoil the question', async () => {
    const left = ['personal-account-limit', 'enterprise-account-limit', 'cancel-verification'];
    expect(asked(await say('能认证几个', left))[1]).toHaveLength(3);
    expect(asked(await say('能认证几个…', left))).toEqual([
      expect.stringContaining('您问的是个人还是企业？'),
      ['个人', '企业'],
    ]);
  });

  test('the general question is asked where nothing tells them apart', async () => {
    const [question, options] = asked(await say('打款', ['payment-amount-deadline', 'payment-return']));
    expect(question).toContain('您想问的是下面哪一个？');
    expect(options).toEqual(['收到打款后几天内验证', '腾讯云打来的钱要退吗']);
  });

  test('the question is asked in the language of the conversation', async () => {
    const left = ['personal-account-limit', 'enterprise-account-limit'];
    expect(asked(await say('how many accounts', left))).toEqual([
      expect.stringContaining('Is it about personal or enterprise verification?'),
      ['Personal', 'Enterprise'],
    ]);
    expect(asked(await say('能認證幾個帳號', left))[0]).toContain('您問的是個人還是企業？');
  });
});

describe('what was chosen', () => {
  const limits = ['personal-account-limit', 'enterprise-account-limit'];
  const times = ['review-time', 'enterprise-review-time'];

  async function chosen(word: string): Promise<Conversation> {
    const { conversation } = await say('几个号', limits);
    return (await say(word, limits, conversation)).conversation;
  }

  test.each(['企业', '公司', '公司的', '2', '企业认证'])('“%s” picks the company', async (word) => {
    const { conversation } = await say('几个号', limits);
    const outcome = await say(word, limits, conversation);
    expect(answered(outcome)).toEqual(['answer enterprise-account-limit']);
    expect(outcome.conversation.facets).toEqual({ subject: 'enterprise' });
  });

  test('decides the same between other entries', async () => {
    expect(answered(await say('要多久', times, await chosen('企业')))).toEqual([
      'answer enterprise-review-time',
    ]);
    expect(answered(await say('要多久', times, await chosen('个人')))).toEqual(['answer review-time']);
  });

  test('decides between an answer that is not sure and its counterpart', async () => {
    expect(answered(await say('要多久！', times, await chosen('企业')))).toEqual([
      'answer enterprise-review-time',
    ]);
    const others = ['face-recognition-fails', 'enterprise-review-time'];
    expect(answered(await say('刷脸！', others, await chosen('企业')))).toEqual([
      'answer face-recognition-fails',
    ]);
  });

  test('gives way to what a question names, and to what was spoken of since', async () => {
    const company = await chosen('企业');
    expect((await say('个人的要多久', times, company)).replies[0]?.act).toBe('clarify');
    const since = await say('刷脸老失败！', ['face-recognition-fails'], company);
    expect((await say('一般要等多久才有结果', times, since.conversation)).replies[0]?.act).toBe('clarify');
  });

  test('leaves out what it rules out and asks for the rest', async () => {
    const left = ['three-accounts-used-up', 'enterprise-account-limit', 'personal-account-limit'];
    const outcome = await say('名额的事', left, await chosen('企业'));
    expect(outcome.replies[0]?.options?.map(({ entry }) => entry)).toEqual(left.slice(0, 2));
  });

  test('is remembered when it names two of three, which are asked between', async () => {
    const left = ['personal-account-limit', 'one-account-many-enterprises', 'enterprise-account-limit'];
    const { conversation } = await say('几个', left);
    const outcome = await say('企业', left, conversation);
    expect(asked(outcome)[0]).toContain('一个账号能认证几家企业还是一家企业能认证几个账号？');
    expect(outcome.conversation.facets).toEqual({ subject: 'enterprise' });
  });

  test('of a moment, such as what went wrong, is not remembered', async () => {
    const left = ['payment-amount-wrong', 'right-amount-refused'];
    const { conversation } = await say('金额不对', left);
    expect((await say('输错了', left, conversation)).conversation.facets).toBeUndefined();
  });
});
