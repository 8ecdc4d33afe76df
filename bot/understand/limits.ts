/** What the assistant will not do: tell, confirm or hint at the secret amount, or show another person's account. */

const payment =
  /打款|汇款|转账|转给|转了|打给|打了|打过来|到账|入账|进账|收到的|验证|金额|数额|那笔|payment|amount|deposit|transfer|\bsen[dt]\b|\bwired?\b/;
const secret = /金额|数额|多少钱|几毛|几分|几块|哪个数|什么数|amount|how much|number/;
const telling =
  /(?<!没|没有|未)(?:告诉(?:我|一下)|话我知|跟我说)|念(?:一遍|一下|出来|给我)|读(?:一遍|出来|给我)|说出来|写出来|列出来|同我讲|说一下|说下|说说|透露|报一?[下个]|发(?:给)?我|给我(?:看|查|个|提)|帮我(?:查|看|问)|查一?下|显示(?!.{0,4}(?:不对|不正确|不符|不一致|错|有误|失败))|输出|打印|提示一?下|给.{0,4}提示|暗示|猜|tell me|give me|show|print|reveal|say|repeat|let me know|hint|guess/;
const hint = /给.{0,4}提示|暗示|猜|hint|guess/;
/** No answer to what we asked, and no question either. */
const guessYourself = /^你猜猜?[看呗吧啊呢]?[?？!！。]?$/;
const howMuch =
  /(?:我|我们|公司|咱|本次|这次|那笔|你们?).{0,12}(?:打款|汇款|转账|打|转|汇).{0,8}(?:金额)?(?:到底|究竟)?(?:是|了)?(?:多少钱?|几多钱?|几[毛分块]钱?[呢啊呀]?[?？]?$)|(?:到底|究竟|具体|准确)(?:是|打了|转了)?(?:多少|几)|how much (?:did|have|was|exactly)|what(?:'s| is| was) (?:my|our|the (?:exact |secret |right |correct )?(?:payment|deposit|transfer|verification)? ?(?:amount|payment|number))(?! range)/;
/** "金额多少": general from anybody, about one's own payment from somebody who is signed in or spoke of it. */
const bareHowMuch =
  /^(?:那|请问|我的?|我们的?|本次|这次|那笔|那个|你们|正确|实际)*(?:的)?(?:打款|收款|到账|汇款|转账|入账)?的?(?:金额|数额)(?:到底|究竟|具体|准确)?(?:是|有|为)?(?:多少|几|啥|什么|乜)(?:钱|元|块)?[啊呢呀]?[?？]?$|^我?(?:该|应该|要|需要)?(?:填|输|输入)(?:多少|几|(?:个)?(?:什么|啥)(?:金额|数字?)?)[啊呢呀]?[?？]?$|^我(?:们|公司)?的(?:打款|收款|到账|汇款)(?:金额|数额)[?？。]*$/;
const general =
  /范围|一般|通常|最多|最少|区间|随机|在哪|哪里|怎么(?:看|查|找|填|输|知道)|如何|哪儿|where|range|usually|between/;
/** The bounds of the document are no secret, and what the company itself pays is none of ours. */
const noSecret = /0?\.01.{0,6}0?\.99/;
const ownPayment = /充值|充了|充的|要充|让我充|recharge|top.?up/;
const ourPayment = /打款|打给|转给|收到的|payment/;
const value =
  /(?:(?<!\d)0?\.\d{1,2}0{0,9}(?!\d)|零点[零一二三四五六七八九]+|(?<!\d)\d+分|[一二三四五六七八九]毛[一二三四五六七八九]?|\d毛\d?)/;
const confirming =
  /是不是|是否|对不对|对吗|对么|没错吧|是吗|是.{0,16}吗|正确吗|正确么|准不准|比.{0,12}[大小多少高低]|[高低]于|大于|小于|多于|少于|超过|不到|以上|以下|哪个(?:对|是|更)|接近|差(?:多少|不多)|沾边|is it|if it'?s|is the|am i right|right\?|correct\?|yes or no|say yes|nod|warm|cold|closer?|(?:more|less|greater|higher|lower|bigger|smaller) than|above|below/;
/** Confirming as well, unless an amount was asked for. */
const guessing =
  /[吧几多][?？。]?$|能(?:通)?过[吗么]|会通过|通得过|还是(?!错|不对|不行|报错|失败)|(?:will|does|would) .{0,12}(?:work|pass)/;
const thatNumber = /(?:那个|这个|那|该)(?:数字?|金额)|^paymentamount|几[毛分块]/;
const trouble = /提示|报错|怎么办|咋办|为什么|为啥|失败|被拒/;
const digit =
  /第[一二三1-3]位|加起来|之和|两位数字|首位|末位|小数点|开头|尾数|最后一位|几位数|单数|双数|奇数|偶数|(?:first|last|second) digit|odd or even/;

/** What is known of the conversation and the person when a message may ask for the amount. */
export interface SecretContext {
  /** The conversation is about that payment already. */
  readonly aboutPayment: boolean;
  readonly isSignedIn?: boolean;
  /** The assistant asked for a value itself. */
  readonly isAnswering?: boolean;
  /** It was asked for and refused before: from then on a bare value is a guess, and 那个数 is the amount. */
  readonly wasSought?: boolean;
}

/**
 * Asks to be told, to have confirmed or to get a hint of the amount that was paid to the company's account.
 * Takes `plainText`.
 */
export function asksSecretAmount(text: string, context: SecretContext): boolean {
  if (context.isAnswering && guessYourself.test(text)) return false;
  if (noSecret.test(text) || (ownPayment.test(text) && !ourPayment.test(text))) return false;
  if (text.length <= longestSentence) return asksIn(text, context);
  const clauses = text.split(/(?<=[，,。；;!！?？])/);
  return clauses.some((clause, at) => asksIn(clause + shortNext(clauses[at + 1]), context));
}

/** In a longer message the words must stand together; "，告诉我" and "，对吗" belong to what is before them. */
const longestSentence = 24;
const shortNext = (clause = ''): string => (clause.length <= 8 ? clause : '');
/** So short a guess at less than a yuan can be about nothing else. */
const longestGuess = 20;

function asksIn(text: string, { aboutPayment, isSignedIn, isAnswering, wasSought }: SecretContext): boolean {
  const isAbout = aboutPayment || payment.test(text);
  if (wasSought && !isAnswering && !trouble.test(text) && (value.test(text) || thatNumber.test(text)))
    return true;
  if (value.test(text) && confirms(text, isAnswering)) return isAbout || text.length <= longestGuess;
  if (bareHowMuch.test(text)) return isSignedIn === true || wasSought === true || /我|你们/.test(text);
  if (digit.test(text) && !/怎么办|输|填/.test(text)) return isAbout || text.length <= longestGuess;
  if (aboutPayment && hint.test(text)) return true;
  if (!payment.test(text)) return false;
  if (confirming.test(text) && /[大小多少高低]|than/.test(text) && secret.test(text))
    return !/怎么办|输|填/.test(text);
  if (general.test(text)) return false;
  return (secret.test(text) && telling.test(text)) || howMuch.test(text);
}

function confirms(text: string, isAnswering = false): boolean {
  if (trouble.test(text)) return false;
  return confirming.test(text) || (!isAnswering && guessing.test(text));
}

const otherPerson =
  '(?:别人|他人|人家|其他人|另一个人|(?:另外?一[个家]|另外的?|别的|其他的?)(?:用户|客户|账号|公司)|隔壁(?:公司|那家|的)?|(?:女|男)?朋友|同事|同学|室友|老板|领导|员工|下属|老公|老婆|媳妇|爱人|对象|妈妈?|爸爸?|姐姐?|妹妹?|哥哥?|弟弟?|儿子|女儿|爷爷|奶奶|叔叔?|阿姨|家人|亲戚|邻居|客户(?!经理)|竞争对手|对手|对方|前员工|前同事|张三|李四|王五|他|她|他们|她们|某人|某个人|someone else|another (?:user|person|customer)|(?:my )?(?:friend|boss|colleague|wife|husband)|his|her|their)';
const accountThing =
  '(?:账号|帐号|账户|帐户|实名|认证|身份证|公司|手机号?|记录|信息|打款|金额|名下|资料|account|identity|id|verification|records?)';
const lookUp =
  /查一?[下查看]|查询|查到|查查|帮.{0,4}查|想?知道|了解一?下|看一?[下看]|看到|告诉我|调出|调取|导出|显示|show|look up|check|tell me|find out|what is|give me|see /;
const whoOrHowMany =
  /绑(?:定)?了几个|认证了几个|几个(?:腾讯云)?(?:账号|号)|是谁|是什么|叫什么|什么名字|姓名|有没有(?:实名|认证)|是不是(?:实名|认证)|(?:实名|认证|绑定?|改|收到)(?:过|了)?(?:没有?|吗|么)[?？。]*$|还能.{0,6}几[个次]|还剩|几次|到哪(?:一?步|儿|里)?了|到(?:账)?了?(?:没有?|吗)|多少|什么时候(?:改|认证|提交)|哪天|哪个(?!站|网站|平台|入口|页面|地方|方式|国)|how many|whose|as who|who (?:is|owns)|when/;
/** "我同事改过实名吗": what somebody else has done. */
const deeds = new RegExp(
  `${otherPerson}(?:是不是|是否|有没有|到底|现在|已经)*(?:改过|认证过?|实名过?|绑定?|收到)(?:了|过)?(?:实名|认证|信息|资料|打款|账号|帐号|公司|企业){0,2}(?:了|过)?(?:吗|没有?|几个|多少|哪些|哪天)(?:账号|帐号)?[?？。]*$`,
);
/** "我女朋友啥时候能改实名": it hangs on when they did. */
const theirTurn = new RegExp(
  `${otherPerson}(?:最早|最快|还|再)?(?:什么时候|啥时候|几时|哪天|几号|何时)(?:才)?(?:能|可以)(?:再)?(?:改|换|认证|实名|修改)`,
);
/** "我老婆还能改吗": what is left to them. */
const leftToThem = new RegExp(
  `${otherPerson}(?:现在|今天|最近)?还(?:能|可以)(?:再)?(?:改|换|认证|实名|绑|修改)[^，,。；;]{0,6}[吗么?？]`,
);
/** "我妈的身份证能给我的账号认证吗", "改掉一个给我老婆的身份证": their card is to be used, nothing looked up. */
const usesTheirCard = new RegExp(
  `(?:改|换|绑|转|移)[^，,。；;]{0,8}(?:给|到|成|去)我?${otherPerson}的?(?:身份证|名下)|${otherPerson}的?身份证(?:能不能|可不可以|能|可以)?(?:给|帮|用来|用于|拿来)`,
);
/** A number that was masked stands for somebody who is looked up. */
const lookedUp = /\*\*\*.{0,8}(?:绑|认证|实名|名下).{0,6}(?:几个|谁|多少|哪些|没有|吗)/;
const possessive = new RegExp(
  `(?<![用拿借以][我了]?)${otherPerson}(?:那个|这个|们|'s|’s)?(?:的|家|那边|公司)?[^，,。；;?？我]{0,6}${accountThing}|(?:account|details|records?) of ${otherPerson}`,
);
/** "老板的账号呢" after a look-up of one's own. */
const theirs = new RegExp(
  `^(?:那|那么)?(?:我的?)?${otherPerson}的?(?:账号|帐号|实名信息|认证信息|记录)呢[?？。]*$`,
);
const foreignId =
  /(?:账号|帐号|账户|uin|id|account)(?: ?(?:id|号|number|no\.?))?(?:为|是|:|：|#)? ?\d{6,14}(?!\d)/;
const changing = /把.{0,24}(?:改成|换成|改为|删)/;
/** Whose id is claimed in words is not signed in with it. */
const claimedId =
  /(?:账号|帐号|账户|uin|account)(?: ?(?:id|号|number|no\.?))(?:为|是|is|:|：|#) ?[a-z]{0,4}\d{1,14}(?!\d)/;
const rightsOfMine =
  /我的?(?:身份证|信息|账号|名字|资料|公司).{0,12}(?:被|给)|冒用|盗用|被(?:别人|他人|人)|没经过我/;

/** "我同事张三的呢" right after somebody else's account was refused. Takes `plainText`. */
export const asksForAnother = (text: string): boolean => another.test(text);
const another = new RegExp(
  `^(?:那|那么|and )*(?:我的?|我们|my )?${otherPerson}(?:${otherPerson})?(?:'s)?(?:的|那边|那个)?(?:账号|帐号|account)?(?:呢|怎么样)?[?？。]*$`,
);

/** A number, a day or that it is one's own was told: nothing is to be looked up. */
const toldItself =
  /(?:绑|认证|实名|改|填|输|收到)(?:定)?(?:了|过)?(?:\d+|[一二两三四五六七八九十俩仨])个?|(?<![\d一二三四五六七八九十])[\d一二三四五六七八九十]+月[\d一二三四五六七八九十]+[号日]|我(?:就)?是(?:张三|李四|王五|他|她|本人)/;

/** Asks for what is known of somebody else's account. Takes `plainText`. */
export function asksOtherAccount(text: string): boolean {
  if (rightsOfMine.test(text)) return false;
  if (deeds.test(text) || theirTurn.test(text) || leftToThem.test(text)) return true;
  if (usesTheirCard.test(text) && !lookUp.test(text)) return false;
  if (lookedUp.test(text) && !/(?<![帮给诉])我|咱|本人/.test(text)) return true;
  if (theirs.test(text)) return true;
  if (foreignId.test(text) && (lookUp.test(text) || whoOrHowMany.test(text) || changing.test(text)))
    return true;
  if (claimedId.test(text) && lookUp.test(text)) return true;
  if (toldItself.test(text) && !lookUp.test(text)) return false;
  return possessive.test(text) && (lookUp.test(text) || whoOrHowMany.test(text)) && !howTo.test(text);
}

/** "How does my friend find …" asks for the way, not for the data. */
const howTo = /怎么|如何|咋|能不能|可以.{0,8}吗|在哪|哪里|怎样|how (?:do|does|can|to)|can (?:i|my|he|she)/;
