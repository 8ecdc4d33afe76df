/** The words of the page on which an account is linked, in three languages. */

export interface Words {
  readonly title: string;
  readonly signIn: string;
  readonly signInAbout: string;
  readonly question: string;
  readonly chatUser: (name: string, channel: string, company: string) => string;
  readonly account: string;
  readonly chat: string;
  readonly means: string;
  readonly warning: string;
  readonly confirm: string;
  readonly refuse: string;
  readonly done: string;
  readonly refused: string;
  readonly spent: string;
  readonly incomplete: string;
  readonly notSignedIn: string;
  readonly off: string;
  readonly lost: string;
  readonly unkept: string;
  readonly channels: Readonly<Record<string, string>>;
}

const hans: Words = {
  title: '关联账号',
  signIn: '登录公司账号',
  signInAbout: '请先登录要关联的账号。登录以后会回到这里，由您确认；在那之前什么都不会关联。',
  question: '要把这两个关联起来吗？',
  chatUser: (name, channel, company) => `${channel}用户 ${name}${company === '' ? '' : `（${company}）`}`,
  account: '您的账号',
  chat: '聊天里的用户',
  means: '关联以后，这位聊天用户可以问到您账号的认证记录，例如上次修改的日期、已认证的账号数。',
  warning: '只有您本人刚刚在自己的聊天里要了这个链接，才请确认。别人发给您的链接，请不要确认。',
  confirm: '是我本人，关联',
  refuse: '不关联',
  done: '已关联。聊天里会告诉您；想取消，在聊天里回复“取消关联”。',
  refused: '没有关联。可以关掉这个页面了。',
  spent: '这个链接已经用过或者过期了。请回到聊天里，回复“关联账号”，重新要一个。',
  incomplete: '这个地址不完整。请回到聊天里，点开完整的链接。',
  notSignedIn: '没能确认您的登录，请再登录一次。',
  off: '这里没有开放账号关联。',
  lost: '现在连不上，请刷新页面再试。',
  unkept:
    '浏览器不让这个页面保存数据，登录以后会找不到这个链接。请允许保存（比如退出无痕模式），再从聊天里点开。',
  channels: {
    slack: 'Slack ',
    'wecom-app': '企业微信',
    'wecom-kf': '微信客服',
    'wecom-bot': '企业微信机器人',
  },
};

const hant: Words = {
  title: '關聯帳號',
  signIn: '登入公司帳號',
  signInAbout: '請先登入要關聯的帳號。登入以後會回到這裡，由您確認；在那之前什麼都不會關聯。',
  question: '要把這兩個關聯起來嗎？',
  chatUser: (name, channel, company) => `${channel}使用者 ${name}${company === '' ? '' : `（${company}）`}`,
  account: '您的帳號',
  chat: '聊天裡的使用者',
  means: '關聯以後，這位聊天使用者可以問到您帳號的認證記錄，例如上次修改的日期、已認證的帳號數。',
  warning: '只有您本人剛剛在自己的聊天裡要了這個連結，才請確認。別人發給您的連結，請不要確認。',
  confirm: '是我本人，關聯',
  refuse: '不關聯',
  done: '已關聯。聊天裡會告訴您；想取消，在聊天裡回覆“取消關聯”。',
  refused: '沒有關聯。可以關掉這個頁面了。',
  spent: '這個連結已經用過或者過期了。請回到聊天裡，回覆“關聯帳號”，重新要一個。',
  incomplete: '這個地址不完整。請回到聊天裡，點開完整的連結。',
  notSignedIn: '沒能確認您的登入，請再登入一次。',
  off: '這裡沒有開放帳號關聯。',
  lost: '現在連不上，請重新整理頁面再試。',
  unkept:
    '瀏覽器不讓這個頁面保存資料，登入以後會找不到這個連結。請允許保存（比如離開無痕模式），再從聊天裡點開。',
  channels: {
    slack: 'Slack ',
    'wecom-app': '企業微信',
    'wecom-kf': '微信客服',
    'wecom-bot': '企業微信機器人',
  },
};

const english: Words = {
  title: 'Link your account',
  signIn: 'Sign in to your account',
  signInAbout:
    'Sign in to the account that you want to link. You come back here to confirm; nothing is linked before that.',
  question: 'Link these two?',
  chatUser: (name, channel, company) => `${channel} user ${name}${company === '' ? '' : ` (${company})`}`,
  account: 'Your account',
  chat: 'User in the chat',
  means:
    'Once linked, this chat user can ask about the verification records of your account, such as the day of the last change or the number of verified accounts.',
  warning:
    'Confirm only if you asked for this link yourself, just now, in your own chat. Do not confirm a link that somebody sent you.',
  confirm: 'This is me, link them',
  refuse: 'Do not link',
  done: 'Linked. The chat tells you so as well; to undo it, write "unlink account" there.',
  refused: 'Nothing was linked. You can close this page.',
  spent:
    'This link was used already, or is too old. Go back to the chat and write "link account" for a new one.',
  incomplete: 'This address is not complete. Go back to the chat and open the whole link.',
  notSignedIn: 'Your sign-in could not be confirmed. Please sign in once more.',
  off: 'Accounts are not linked here.',
  lost: 'There is no connection at the moment. Please reload this page to try again.',
  unkept:
    'Your browser does not let this page keep anything, so the link would be lost when you sign in. Please allow it (leave private browsing, for instance) and open the link from the chat again.',
  channels: { slack: 'Slack', 'wecom-app': 'WeCom', 'wecom-kf': 'WeChat service', 'wecom-bot': 'WeCom bot' },
};

export function wordsFor(tags: readonly string[]): { readonly locale: string; readonly words: Words } {
  const [tag = 'zh-Hans'] = tags;
  if (/^zh-(?:hant|tw|hk|mo)/i.test(tag)) return { locale: 'zh-Hant', words: hant };
  return /^zh/i.test(tag) ? { locale: 'zh-Hans', words: hans } : { locale: 'en', words: english };
}
