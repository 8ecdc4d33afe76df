/** What a message does in the conversation beside asking: corrects, refuses to say, wants the reason, is about oneself. */

const correction =
  /^(?:啊|哦|噢|呃|额|嗯|哎|诶|等等|等下|等一下|抱歉|对不起|不好意思|我|刚才|刚刚|前面|sorry|oh|oops)*[，,\s]*(?:不对|不是|错了|说错|讲错|记错|写错|打错|搞错|弄错|看错|记混|弄混|搞混|说反|口误|手误|更正|纠正|改口|修正|(?:啊|哦)?不[，,]|应该是|其实是|实际是|实际上|准确[地]?说|i meant|i was wrong|i mean\b|i said|it was\b|correction|(?:i )?actually|no,|no wait|wait,|my mistake|my bad|make that)|(?:记错|说错|讲错|写错|打错|搞错|弄错|看错|记混|弄混|搞混|说反|口误|手误)了?/;

/** "不对，是上个月12号": what was said before is to be replaced. Takes `plainText`, as all of these do. */
export const corrects = (text: string): boolean =>
  correction.test(text) || (text.length <= 30 && apology.test(text));

/** "Sorry, last Friday": what follows the excuse is meant instead. */
const apology =
  /^(?:抱歉|对不起|不好意思|哎呀?|sorry|oops|whoops)[，,!！\s].*(?:\d|[一二两三四五六七八九十]|[昨前今]天|yesterday|today|last|\bone\b|\btwo\b|\bthree\b)/;

const unwilling =
  /不(?:想|愿意?|方便|便|能)(?:告诉|透露|提供|说|讲|答|填)|不(?:告诉|透露)你|保密|跳过|隐私|rather not|prefer not|skip|don'?t want to (?:say|tell)|none of your/;
const unknowing =
  /^(?:我|俺)?(?:也|真|真的|都|实在)?(?:不知道?|不晓得|不清楚|不确定|不记得|忘了|忘记|记不太?清|记不得|记不住|想不起来|没印象|唔知|唔记得)|^(?:i )?(?:don'?t|do not|can'?t) (?:know|remember)|^no idea|^not sure|^i forgot/;

/** "不想告诉你", where nothing or only a choice was asked. */
export const refusesToSay = (text: string): boolean => text.length <= 24 && unwilling.test(text);

/** The person will not or cannot say what was asked for. */
export const withholds = (text: string): boolean => unwilling.test(text) || unknowing.test(text);

const why =
  /^(?:那)?为(?:什么|啥|何)(?:还)?(?:要|得)等(?:这么|那么)?(?:久|多天|长时间)?[呢啊呀]?[?？]?$|^why (?:do|must|should) (?:i|we) (?:have to )?wait(?: that long| so long)?\??$|^为(?:什么|啥|何)不(?:是|能是|算到?).{1,12}(?:[日号天]|周.|星期.)[呢啊呀]?[?？]?$|为(?:什么|啥|何)(?:是|会是|要到|算到|不是)?(?:这|那|到)?(?:一)?(?:天|日|个?结果|个?数|时候)|(?:怎么|咋|如何|点样)(?:算|得)(?:出?来?的|到的)|(?:怎么|咋)(?:就)?是(?:这|那)(?:一)?天|(?:计算|推算)(?:过程|依据|方法)|依据是什么|^(?:为(?:什么|啥|何)|咋算的|怎么算的)(?:呢|啊|呀)?[?？]?$|为什么.{0,4}[呢嗰这那](?:一)?[日天]|(?:凭什么|怎么)(?:要|得)?(?:等)?(?:这么久|那么久|到那天)|why (?:that|this) (?:day|date)|how (?:did you|was (?:it|that|this)) (?:calculate|compute|work|get|count)|^why(?: so| is that)?\??$/;

/** Asks how the last result came about. */
export const asksWhy = (text: string): boolean => text.length <= 40 && why.test(text);

const countedDay =
  /大年|除夕|正月|补班|调休|周末|周六|周日|双休|节假日|假期|放假|国庆|春节|中秋|端午|清明|五一|元旦|当天|那天|首日|第一天|最后一天|头一天|weekends?|holidays?|make-?up|saturdays?|sundays?/;
const counts =
  /算不算|不(?:算|计)|算(?:工作日|在内|进去|吗|么)|(?:会|有)?(?:不会)?影响|计(?:入|算)?(?:不计|吗|在内)|包(?:括|含)|扣(?:掉|除)|count|included?/;

const countingStart =
  /(?:工作日|自然日|天).{0,8}(?:从|是)?(?:哪天|哪一天|什么时候|几号|当天|当日|第二天|次日)(?:开始|起)?(?:算|起算|计算|数)|(?:从|是)(?:提交|收到|到账|发证|拿证|修改|改完|充值)(?:的)?(?:当天|当日|那天|第二天|次日|后)?(?:开始|起)(?:算|数|计)|(?:提交|收到|到账|发证|修改|充值)(?:的|打款|钱)?(?:的)?(?:当天|当日|那天)(?:算|计入|也算)(?!.{0,2}工作日)|(?:count|start).{0,16}(?:same day|next day|day of (?:submission|receipt|issue))/;

/** Asks on which day counting starts. */
export const asksWhereCountingStarts = (text: string): boolean =>
  text.length <= 40 && countingStart.test(text);

const resultWords =
  /到底哪|到底几|(?:最早|最晚|最迟|什么时候|啥时候|几时|哪天|几号|何时)(?:是|才|就|可以|能|要|得|再|重){0,3}(?:什么时候|啥时候|哪天|几号|改绑|换绑|腾出?来?|试|填|充|交|提交|验证|输|截止|到期|过期|结束)?(?:了|呢|啊|一次)?[?？]?$|^(?:那|我)?(?:是不是)?(?:还有|还剩|只剩|剩)(?:下)?(?:\d+|[一二两三四五六七八九十]+)天(?:了)?(?:对|是|没错)?[吗吧么][?？]?$|^(?:那|现在|我)*(?:还)?(?:能|可以|能不能)(?:再)?(?:填|输|输入|验证|充)[吗么不]?[?？]?$|^(?:那)?(?:今天|现在|明天|后天).{0,2}能?.{0,4}[呢吗么不][?？]?$|余额.{0,4}(?:多少|几)|超时|过期|逾期|来得及|赶得上|(?:前|之前|以前)能.{0,6}[吗么]|接下来|下一步|overdue|too late|next step|what next/;

/** Asks something that the last result tells: "超时了没", "春节前能到吗". */
export const asksForResultAgain = (text: string): boolean => text.length <= 14 && resultWords.test(text);

/** Asks whether weekends or holidays were counted. */
export const asksWhatCounts = (text: string): boolean =>
  text.length <= 40 && countedDay.test(text) && counts.test(text);

const overdue =
  /(?:过期|超期|逾期|过了(?:期|时间|期限)?|超过了(?:还|还是|仍然?)?(?:不行|没收录|没到)?|错过|到期|超过?了?(?:\d+|[一二三四五六七八九十]+)(?:个工作日|天)(?:没充|没填|没输|没验证|了)*).{0,6}(?:怎么办|咋办|咋整|怎么弄|怎么处理|会怎[么样]|怎样|后果|还能|呢)|^(?:那|要是|如果|万一)+(?:超过|超期|过期|逾期|错过)了?(?:的话)?[呢会怎样?？]{0,4}$|(?:要是|如果|万一).{0,6}(?:还是?没|一直[没不]|还不|老是不|迟迟不).{0,4}(?:呢|怎么办|咋办|咋整)|what (?:happens|if).{0,20}(?:expire|late|miss|over)|(?:expired?|missed it).{0,12}what/;

/** Asks what follows when the time is over. */
export const asksWhatFollows = (text: string): boolean => text.length <= 30 && overdue.test(text);

const firstPerson = /我|俺|咱|本人|\b(?:i|i'm|i've|my|we|our|me)\b/;
const left =
  /还能(?:再)?(?:改|绑|认证|认|输|填|试|换|加|实名|开)|还可以再?|(?:现在|今天|目前)(?:还)?(?:能|可以)(?:再)?.{1,8}[吗么]|到(?:了)?哪(?:一?步|儿)?了?[?？。]*$|到(?:了)?哪儿?了|还没(?:到|好|过)吗|还剩|还有几(?:次|个|天)|剩(?:下|余)?(?:几|多少)|最早.{0,6}(?:再|能)|到期|过期(?:了)?[吗没]|逾期|超时了?[吗没]|来得及|到哪一?步|(?:认证|打款|审核|充值)的?(?:进度|状态|情况)|(?:什么时候|几时|哪天|多久|啥时候|何时)(?:才|就|还)?(?:能|可以)?再|\b(?:how many (?:more|left)|still|again|yet|so far|status|progress|stand)\b/;
const ownTime =
  /最早|最晚|最迟|截止|超时|逾期|\b(?:earliest|latest|deadline|overdue|by when|until when|late)\b/;

/** Asks for the first or the last day of something. */
export const asksByWhen = (text: string): boolean => ownTime.test(text);

/** Asks what is left or when it is possible again, which only a case has. */
export const asksWhatIsLeft = (text: string): boolean => left.test(text);

const computing =
  /(?:帮|给|替)(?:我|俺|咱)(?:算|看看?还|推算)|算一下|算算(?=我|看|什么|最|还|多|几|能|要)|calculate|work (?:it )?out/;

/** Tells the assistant to work something out. */
export const asksToCompute = (text: string): boolean => computing.test(text);

/** Asks for a result of one's own, with or without saying the facts for it. */
export const asksForOneself = (text: string): boolean =>
  computing.test(text) || (firstPerson.test(text) && (left.test(text) || ownTime.test(text)));

const howOften =
  /(?:多久|多长时间|几天|多少天|几个月|隔多久)(?:才|就)?(?:可以|能|让|允许)?(?:再)?(?:改|修改|变更|换)(?:一?次|一回)|(?:一个?月|每个?月|一年)(?:最多)?(?:可以|能|让)?(?:改|修改|变更|换)(?:几|多少|[2-9两二三四])次|how often|how many times (?:a|per) (?:month|year)/;

/** "多久能改一次": asks what holds for anybody. */
export const asksHowOften = (text: string): boolean => howOften.test(text);

const when =
  /什么时候|啥时候|几时|何时|哪天|几号|多久|多少天|几天|还能|能不能|可以|可不可以|能.{0,6}吗|几个|几次|多少|有没有|够不够|够用|够吗|(.)不\1|吗|了没|能.{0,6}[不没]$|什么情况|啥情况|什么状态|进度|哪一步|现在(?:怎么样|怎样|咋样)|怎么样了|咋样了|when|status|how (?:long|many|soon|much)|which|can (?:i|we|it)|may i|by when|(?:is|are|does|do|will|would) (?:it|that|this|we|i)\b/;

/** Asks when, whether or how many, so that a fact said beside it is meant to be used. */
export const asksForResult = (text: string): boolean =>
  computing.test(text) || when.test(text) || asksForOneself(text);

/** Speaks of one's own doings, in whatever way. */
export const speaksOfOneself = (text: string): boolean =>
  firstPerson.test(
    text.replace(
      /我们?(?:还)?(?:想|要)?(?:知道|问|请问|咨询|了解)|i (?:want|would like|'d like) to (?:know|ask)/g,
      '',
    ),
  );

const dropping =
  /^(?:算了|那?(?:就)?算了吧?|取消(?:吧|了|掉)?|不(?:用|弄|改|说|问|查|算|搞|办|要)了|先(?:这样|不说|不弄|不管)(?:吧|了)?|没事了?|不必了?|下次再(?:说|问|来)|改天再(?:说|问)|换个?(?:话题|问题)|stop|cancel(?: (?:it|that))?|forget (?:it|that)|never ?mind|nvm|drop it)(?:[，,。\s]*(?:谢谢|没事|吧|啦|thanks))?[。.!！~～]*$/;

/** "取消吧", "不用了": what was asked is to be dropped. Holds only while something is. */
export const drops = (text: string): boolean => text.length <= 16 && dropping.test(text);

const compute =
  '(?:就)?(?:请|麻烦|那)?(?:你|您|恁)?(?:帮|给|替)?(?:我|咱|俺)?(?:来)?算(?:一?下|算|一算)?(?:看)?|(?:please )?(?:work (?:it|that) out|calculate(?: it| that)?)(?: for me)?(?:,? please)?';
const agreement =
  '好的?|好[呀啊]|行|可以|要|需要|想|嗯{1,9}|对|是的?|当然|系|yes|yep|yeah|sure|ok(?:ay)?|go ahead|please(?: do)?';
const only = (words: string) => new RegExp(`^(?:${words})[吧呀啊哦呗的]*[。.!！~～]*$`);
const computeOnly = only(`(?:(?:${agreement})[，,。\\s]*)?(?:${compute})`);
const agreementOnly = only(`(?:${agreement})(?:[，,\\s]*(?:${agreement}))?`);

/** "帮我算", "算一下": nothing but the wish to have something worked out. */
export const wantsResult = (text: string): boolean => text.length <= 30 && computeOnly.test(text);

/** "好", "要", "yes please": takes up what was offered. */
export const agrees = (text: string): boolean => text.length <= 16 && agreementOnly.test(text);

const human =
  /(?:转|转接|接|找|要|换|叫)(?:一?[下个])?(?:到)?(?:人工|真人|客服|专员)|人工(?:客服|服务)$|(?:talk|speak|connect|transfer).{0,12}(?:human|agent|person|representative)/;

/** Asks for a human, whatever else is said. */
export const wantsHuman = (text: string): boolean =>
  human.test(text) && !/几点|时间|怎么|如何|多久|吗/.test(text);

const complaint =
  /^(?:(?:可是|但是|但|这|那|都|还是|依然|仍然|根本|完全|一点都?|我都?试过?了?|试过?了?)[，,]?)*(?:没有?用|不管用|白搭|不行|不好使|没解决|解决不了|没帮助|没有帮助|看不懂|听不懂|没懂|答非所问|一样|失败)(?:啊|呀|的|了|吧|哦)?(?:[，,。!！\s]{1,4}.{0,10})?[。!！]{0,9}$|^(?:it |this |that )?(?:still )?(?:does(?:n'?t| not) (?:work|help)|did(?:n'?t| not) (?:work|help)|not helpful|no help|(?:is )?useless)[.!]*$|^.{1,10}?(?:[，,]? ?(?:还是|也|依然|仍然|仍旧)(?:不行|没用|不好使|一样|白屏|失败|过不去)|[，, ](?:没用|不行|没效果))[了啊呀的]{0,2}[。!！]{0,3}$|^still (?:failing|fails|not working|the same|nothing|no luck)[.!]*$/;

/** Nothing but that the last reply did not help. */
export const complains = (text: string): boolean => text.length <= 24 && complaint.test(text);

const none =
  /^(?:以上)?(?:都|全)?(?:不是|不对|没有|不符合)(?:我要?(?:的|问的|找的))?(?:以上|这些|这几个)?[的了呢啊吧]*[。.!！]*$|^(?:none|neither)(?: of (?:them|these|those|the above))?[.!]*$/;

/** None of the options that were offered. */
export const rejectsAll = (text: string): boolean => text.length <= 24 && none.test(text) && text.length > 1;
