/** The demo page in its three languages. The page itself is written in 简体, so those words serve to come back to it. */
import type { Locale } from '../locale.ts';

export interface PageWords {
  readonly title: string;
  /** Words of the elements that carry a `data-words` of that name. */
  readonly texts: Readonly<Record<string, string>>;
  readonly nav: string;
  /** Questions that are answered by working something out. */
  readonly examples: readonly string[];
}

const zhHans: PageWords = {
  title: '实名认证帮助 · 青禾云服务',
  nav: '本页',
  texts: {
    brand: '青禾云服务',
    questions: '大家常问',
    figure: '替您算算',
    promise: '怎样回答',
    eyebrow: '帮助中心 · 腾讯云实名认证',
    title: '实名认证遇到问题？直接问。',
    lead: '审核要多久、账号满了怎么办、打款没到找谁……用自己的话说就行。答案是资料原文，附上出处；涉及日期和次数的，替您算清楚，每一步都列出来。',
    start: '开始提问',
    figureTitle: '日期和次数，替您算算',
    figureAbout: '说出您的情况即可，还缺什么它会问您。节假日和调休都算在内。',
    promiseTitle: '它怎样回答',
    verbatim: '原文作答',
    verbatimAbout: '答案一字不改地来自官方常见问题，点开出处就能核对。',
    steps: '过程公开',
    stepsAbout: '算出来的日期，哪天算、哪天跳过、依据哪句话，都能展开看。',
    honest: '不知道就说不知道',
    honestAbout: '资料没写的不猜，直接告诉您怎么找到人工客服。',
    footer: '演示页面：青禾云服务是虚构的公司。答案依据腾讯云实名认证的常见问题文档。',
  },
  examples: [
    '营业执照是上周五办下来的，最早哪天可以提交认证？',
    '我的身份证已经认证了2个账号，还能认证几个？',
    '打款金额我已经输错1次了，还能输几次？',
  ],
};

const zhHant: PageWords = {
  title: '實名認證幫助 · 青禾雲服務',
  nav: '本頁',
  texts: {
    brand: '青禾雲服務',
    questions: '大家常問',
    figure: '替您算算',
    promise: '怎樣回答',
    eyebrow: '幫助中心 · 騰訊雲實名認證',
    title: '實名認證遇到問題？直接問。',
    lead: '審核要多久、帳號滿了怎麼辦、打款沒到找誰……用自己的話說就行。答案是資料原文，附上出處；涉及日期和次數的，替您算清楚，每一步都列出來。',
    start: '開始提問',
    figureTitle: '日期和次數，替您算算',
    figureAbout: '說出您的情況即可，還缺什麼它會問您。節假日和調休都算在內。',
    promiseTitle: '它怎樣回答',
    verbatim: '原文作答',
    verbatimAbout: '答案一字不改地來自官方常見問題，點開出處就能核對。',
    steps: '過程公開',
    stepsAbout: '算出來的日期，哪天算、哪天跳過、依據哪句話，都能展開看。',
    honest: '不知道就說不知道',
    honestAbout: '資料沒寫的不猜，直接告訴您怎麼找到人工客服。',
    footer: '演示頁面：青禾雲服務是虛構的公司。答案依據騰訊雲實名認證的常見問題文件。',
  },
  examples: [
    '營業執照是上週五辦下來的，最早哪天可以提交認證？',
    '我的身分證已經認證了2個帳號，還能認證幾個？',
    '打款金額我已經輸錯1次了，還能輸幾次？',
  ],
};

const en: PageWords = {
  title: 'Real-name verification help · Qinghe Cloud Services',
  nav: 'On this page',
  texts: {
    brand: 'Qinghe Cloud Services',
    questions: 'Often asked',
    figure: 'Work it out',
    promise: 'How it answers',
    eyebrow: 'Help centre · Tencent Cloud real-name verification',
    title: 'Stuck on verification?\nJust ask.',
    lead: 'How long a review takes, what to do when the accounts are used up, who to turn to when a payment has not come: say it in your own words. Answers are the words of the FAQ with their source. Where dates and counts matter, they are worked out for you, step by step.',
    start: 'Ask a question',
    figureTitle: 'Dates and counts, worked out for you',
    figureAbout:
      'Say what your case is; it asks for what is missing. Public holidays and make-up days are counted in.',
    promiseTitle: 'How it answers',
    verbatim: 'In the words of the FAQ',
    verbatimAbout: 'Answers come from the official FAQ; open the source to check them.',
    steps: 'Open workings',
    stepsAbout: 'Which day counts, which is skipped and which sentence it rests on: unfold and see.',
    honest: 'No guessing',
    honestAbout: 'What the document does not say is not made up: you are told how to reach a person.',
    footer:
      'A demo page: Qinghe Cloud Services is a made-up company. Answers rest on the FAQ of Tencent Cloud real-name verification.',
  },
  examples: [
    'Our business license was issued last Friday. When can we submit verification at the earliest?',
    'My ID card already has 2 verified accounts. How many more can I verify?',
    'I entered a wrong amount once. How many tries are left?',
  ],
};

export const pageWords: Readonly<Record<Locale, PageWords>> = { 'zh-Hans': zhHans, 'zh-Hant': zhHant, en };
