/** What a message does in the conversation beside asking: corrects, refuses to say, wants the reason, is about oneself. */

const correction =
  /^(?:啊|哦|噢|呃|额|嗯|等等|等下|抱歉|不好意思|sorry)?[，,\s]*(?:不对|不是|错了|说错|记错|写错|打错|搞错|弄错|更正|纠正|改口|应该是|其实是|准确[地]?说|i meant|i was wrong|correction|actually|no,|wait,|my mistake)|(?:记错|说错|写错|打错|搞错|弄错)了/;

/** "不对，是上个月12号": what was said before is to be replaced. Takes `plainText`, as all of these do. */
export const corrects = (text: string): boolean => correction.test(text);

const unwilling =
  /不(?:想|愿意?|方便|便|能)(?:告诉|透露|提供|说|讲|答|填)|不(?:告诉|透露)你|保密|跳过|隐私|rather not|prefer not|skip|don'?t want to (?:say|tell)|none of your/;
const unknowing =
  /^(?:我|俺)?(?:也|真|真的|都|实在)?(?:不知道?|不晓得|不清楚|不确定|不记得|忘了|忘记|记不太?清|记不得|记不住|想不起来|没印象|唔知|唔记得)|^(?:i )?(?:don'?t|do not|can'?t) (?:know|remember)|^no idea|^not sure|^i forgot/;

/** The person will not or cannot say what was asked for. */
export const withholds = (text: string): boolean => unwilling.test(text) || unknowing.test(text);

const why =
  /为(?:什么|啥|何)(?:是|会是|要到|算到|不是)?(?:这|那|到)?(?:一)?(?:天|日|个?结果|个?数|时候)|(?:怎么|咋|如何|点样)(?:算|得)(?:出?来?的|到的)|(?:怎么|咋)(?:就)?是(?:这|那)(?:一)?天|(?:计算|推算)(?:过程|依据|方法)|依据是什么|^为(?:什么|啥)[?？]?$|点解.{0,4}[呢嗰这那](?:一)?[日天]|why (?:that|this) (?:day|date)|how (?:did you|was (?:it|that|this)) (?:calculated?|computed?|work)|^why\??$/;

/** Asks how the last result came about. */
export const asksWhy = (text: string): boolean => text.length <= 40 && why.test(text);

const countedDay =
  /补班|调休|周末|周六|周日|双休|节假日|假期|放假|国庆|春节|中秋|端午|清明|五一|元旦|weekends?|holidays?/;
const counts =
  /算不算|算(?:工作日|在内|进去|吗)|计(?:入|算)?(?:不计|吗|在内)|包(?:括|含)|扣(?:掉|除)|count|included?/;

/** Asks whether weekends or holidays were counted. */
export const asksWhatCounts = (text: string): boolean =>
  text.length <= 40 && countedDay.test(text) && counts.test(text);

const firstPerson = /我|俺|咱|本人|\b(?:i|i'm|i've|my|we|our|me)\b/;
const ownTime =
  /还能(?:再)?(?:改|绑|认证|认|输|试|换|加)|还可以再?|还剩|还有几(?:次|个|天)|剩(?:下|余)?(?:几|多少)|最早|最晚|最迟|到期|截止|过期(?:了)?[吗没]|逾期|超时了?[吗没]|来得及|到哪一?步|(?:认证|打款|审核|充值)的?进度|(?:什么时候|几时|哪天|多久|啥时候|何时)(?:才|就|还)?(?:能|可以)?再|\b(?:earliest|latest|deadline|how many (?:more|left)|(?:still|again) )/;
const computing =
  /(?:帮|给|替)(?:我|俺|咱)(?:算|看看?还|推算)|算一下|算算(?=我|看|什么|最|还|多|几|能|要)|calculate|work (?:it )?out/;

/** Tells the assistant to work something out. */
export const asksToCompute = (text: string): boolean => computing.test(text);

/** Asks for a result of one's own, with or without saying the facts for it. */
export const asksForOneself = (text: string): boolean =>
  computing.test(text) || (firstPerson.test(text) && ownTime.test(text));

const when =
  /什么时候|啥时候|几时|何时|哪天|几号|多久|多少天|几天|还能|能不能|可以|可不可以|能.{0,6}吗|几个|几次|有没有|够不够|够用|行不行|吗|when|how (?:long|many|soon)|can i|may i/;

/** Asks when, whether or how many, so that a fact said beside it is meant to be used. */
export const asksForResult = (text: string): boolean =>
  computing.test(text) || when.test(text) || asksForOneself(text);
