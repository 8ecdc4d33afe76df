/** The few words that Slack's buttons and tabs need beside what the knowledge base says; 简体 with English. */

export const words = {
  share: '分享到频道 · Share',
  helpful: '有帮助 · Helpful',
  notHelpful: '没帮助 · Not helpful',
  thanks: '谢谢反馈。Thanks for the feedback.',
  notYours: '只有提问的人可以评价这条回答。Only the person who asked can rate this answer.',
  shared: (user: string) => `<@${user}> 分享了一条知识库回答：`,
  search: '搜索知识库 · Search',
  searchHint: '说出您遇到的情况，按回车',
  opening: '*常见问题*',
  found: '*找到这些问题*',
  foundNothing: '没有找到。换几个字再试，或者在“消息”里直接问我。',
  show: '看答案',
  back: '返回',
  formTitle: '用知识库回答',
  formLabel: '您的问题',
  formSend: '提问',
  formEmpty: '请写下您的问题 · Please write your question',
  busy: '现在有点忙，请稍后再试一次。Please try again in a moment.',
} as const;
