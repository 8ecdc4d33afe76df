/** What the assistant will not do: tell, confirm or hint at the secret amount, or show another person's account. */

const payment =
  /打款|汇款|转账|转给|转了|打给|打了|到账|入账|进账|收到的|验证|金额|数额|那笔|payment|amount|deposit|transfer/;
const secret = /金额|数额|多少钱|几毛|几分|几块|哪个数|什么数|amount|how much|number/;
const telling =
  /(?<!没|没有|未)(?:告诉我|话我知|跟我说)|同我讲|说一下|说下|说说|透露|报一?[下个]|发(?:给)?我|给我(?:看|查|个|提)|帮我(?:查|看|问)|查一?下|提示|暗示|猜|tell me|give me|show me|let me know|hint|guess/;
const howMuch =
  /(?:我|我们|公司|咱|本次|这次|那笔|你们?).{0,12}(?:打款|汇款|转账|打|转|汇).{0,8}(?:金额)?(?:到底|究竟)?(?:是|了)?(?:多少钱?|几多钱?|几[毛分块]钱?[呢啊呀]?[?？]?$)|(?:到底|究竟|具体|准确)(?:是|打了|转了)?(?:多少|几)|how much (?:did|have|was|exactly)|what (?:is|was) (?:my|the exact|our)/;
const general =
  /范围|一般|通常|最多|最少|区间|随机|在哪|哪里|怎么(?:看|查|找|填|输)|如何|哪儿|where|range|usually|between/;
const value =
  /(?:0\.\d+|零点[零一二三四五六七八九]+|\d+分|[一二三四五六七八九]毛[一二三四五六七八九]?|\d毛\d?)/;
const confirming =
  /是不是|是否|对不对|对吗|对么|没错吧|是吗|是.{0,16}吗|正确吗|正确么|准不准|比.{0,12}[大小多少高低]|大于|小于|超过|以上|以下|is it|is the|am i right|right\?|correct\?|(?:more|less|greater|higher|lower) than/;
const digit = /第一位|第二位|首位|末位|小数点|开头|尾数|几位数|first digit|last digit/;

/**
 * Asks to be told, to have confirmed or to get a hint of the amount that was paid to the company's account.
 * `aboutPayment` says that the conversation is about that payment already. Takes `plainText`.
 */
export function asksSecretAmount(text: string, aboutPayment: boolean): boolean {
  if (text.length <= longestSentence) return asksIn(text, aboutPayment);
  const clauses = text.split(/(?<=[，,。；;!！?？])/);
  return clauses.some((clause, at) => asksIn(clause + shortNext(clauses[at + 1]), aboutPayment));
}

/** In a longer message the words must stand together; "，告诉我" and "，对吗" belong to what is before them. */
const longestSentence = 24;
const shortNext = (clause = ''): string => (clause.length <= 8 ? clause : '');

function asksIn(text: string, aboutPayment: boolean): boolean {
  if (value.test(text) && confirming.test(text)) {
    return aboutPayment || payment.test(text) || bareGuess.test(text);
  }
  if (!payment.test(text)) return false;
  if (digit.test(text) || (confirming.test(text) && /[大小多少高低]|than/.test(text) && secret.test(text))) {
    return !/怎么办|输|填/.test(text);
  }
  if (general.test(text)) return false;
  return (secret.test(text) && telling.test(text)) || howMuch.test(text);
}

const bareGuess =
  /^(?:那|那么|所以)?(?:金额|数)?(?:是不是|是)?(?:0\.\d+|零点.{1,4}|\d+分|.毛.?)元?(?:钱|块)?(?:吗|么|吧|对吗|对不对|是不是|呢)?[?？。]*$|^is it 0?\.\d+\??$/;

const otherPerson =
  '(?:别人|他人|其他人|另一个人|朋友|同事|同学|老板|老公|老婆|妈妈|爸爸|家人|亲戚|邻居|客户|竞争对手|对手|对方|前员工|前同事|张三|李四|王五|他|她|他们|她们|某人|某个人|someone else|another (?:user|person|customer)|(?:my )?(?:friend|boss|colleague|wife|husband)|his|her|their)';
const accountThing =
  '(?:账号|帐号|账户|帐户|实名|认证|身份证|公司|手机号?|记录|信息|打款|金额|名下|资料|account|identity|id|verification|records?)';
const lookUp =
  /查一?[下查看]|查询|查到|查查|帮.{0,4}查|看一?[下看]|看到|告诉我|调出|调取|导出|显示|show|look up|check|tell me|find out|what is|give me|see /;
const whoOrHowMany =
  /绑(?:定)?了几个|认证了几个|几个账号|是谁|叫什么|什么名字|姓名|有没有(?:实名|认证)|是不是(?:实名|认证)|多少|什么时候(?:改|认证|提交)|哪天|哪个|how many|whose|who (?:is|owns)|when/;
const possessive = new RegExp(
  `${otherPerson}(?:那个|这个|们|'s|’s)?(?:的|家|那边|公司)?.{0,6}${accountThing}|(?:account|details|records?) of ${otherPerson}`,
);
const foreignId =
  /(?:账号|帐号|账户|uin|id|account)(?: ?(?:id|号|number|no\.?))?(?:为|是|:|：|#)? ?\d{6,14}(?!\d)/;
const rightsOfMine =
  /我的?(?:身份证|信息|账号|名字|资料|公司).{0,12}(?:被|给)|冒用|盗用|被(?:别人|他人|人)|没经过我/;

/** Asks for what is known of somebody else's account. Takes `plainText`. */
export function asksOtherAccount(text: string): boolean {
  if (rightsOfMine.test(text)) return false;
  if (foreignId.test(text) && (lookUp.test(text) || whoOrHowMany.test(text))) return true;
  return possessive.test(text) && (lookUp.test(text) || whoOrHowMany.test(text)) && !howTo.test(text);
}

/** "How does my friend find …" asks for the way, not for the data. */
const howTo = /怎么|如何|咋|能不能|可以.{0,8}吗|在哪|哪里|怎样|how (?:do|does|can|to)|can (?:i|my|he|she)/;
