/** Values that the same message takes back or adds to: "不是一次，是两次", "3月1号，不对，3月4号", "后来又错了一次". */
import { type Found, value } from './fact-reading.ts';

/** The values that hold; one that is put right keeps its place, with the words around it. */
export function putRight(values: readonly Found[], plain: string): Found[] {
  const held: Found[] = [];
  for (const kind of ['day', 'amount', 'count'] as const) {
    const ofKind = values.filter((found) => found.kind === kind).sort((a, b) => a.at - b.at);
    let last: Found | undefined;
    for (const found of ofKind) {
      const merged = last ? merge(last, found, plain) : onceMore(found, plain);
      if (last && merged) held[held.indexOf(last)] = merged;
      else held.push(merged ?? found);
      last = merged ?? found;
    }
  }
  return held.map((found) => wrongOnceMore(found, plain) ?? found);
}

/** "先填错一次，刚刚又填错了": the second time is told without a number. */
function wrongOnceMore(found: Found, plain: string): Found | undefined {
  const around = plain.slice(Math.max(0, found.at - longestLead), endOf(found) + longestLead);
  const isWrong = found.kind === 'count' && /错/.test(around.split(/[，,。；;]/)[0] ?? '');
  if (!isWrong || !wrongWithoutNumber.test(plain.slice(endOf(found)))) return undefined;
  return { ...found, reading: value(countOf(found) + 1) };
}

/** What two values of a kind come to where the second takes back the first or adds to it. */
function merge(first: Found, second: Found, plain: string): Found | undefined {
  const before = plain.slice(Math.max(0, first.at - longestLead), first.at);
  const between = plain.slice(endOf(first), second.at);
  const isDenied = denied.test(before) && meant.test(between);
  if (isDenied || takenBack.test(between)) return { ...first, reading: second.reading, upTo: second.end };
  if (second.kind === 'count' && amongThem.test(between) && verified.test(plain.slice(second.end)))
    return second;
  if (first.kind !== 'count' || !(added.test(between) || isShared([first, second], plain))) return undefined;
  const sum = countOf(first) + countOf(second);
  return Number.isNaN(sum) ? undefined : { ...first, reading: value(sum), upTo: second.end };
}

/** "又输错了一次" tells of one before it. */
function onceMore(found: Found, plain: string): Found | undefined {
  const isOnceMore = found.kind === 'count' && wrongAgain.test(plain.slice(0, found.at));
  return isOnceMore ? { ...found, reading: value(countOf(found) + 1) } : undefined;
}

/** "我爱人用我身份证认证过一个，我自己两个": what somebody else and oneself have under the same ID card. */
function isShared([first, second]: readonly [Found, Found], plain: string): boolean {
  const theirs = plain.slice(0, second.at).split(/[，,。；; ]/);
  const own = plain
    .slice(endOf(first))
    .split(/[，,。；;]/)
    .join(' ');
  return (
    myCard.test(plain.slice(0, first.at)) &&
    theirs.some((clause) => another.test(clause)) &&
    /自己|我用/.test(own) &&
    !/其中|共|里面|包括/.test(plain)
  );
}

/** The ID card of the one who writes, whoever uses it. */
export const myCard = /我(?:自己|本人)?(?:的|名下的?)?身份证|\bmy id\b/;
/** Somebody else than the one who writes. */
export const another =
  /老公|老婆|丈夫|妻子|爱人|对象|爸|妈|儿子|女儿|哥|姐|弟|妹|朋友|同事|[他她]|husband|wife|friend|colleague|\b(?:his|her)\b/;

const endOf = ({ end, upTo = end }: Found): number => upTo;

const countOf = ({ reading }: Found): number =>
  reading.kind === 'value' && typeof reading.value === 'number' ? reading.value : Number.NaN;

const longestLead = 14;
/** "不是输错" before the first of two, and "，是" before the second. */
const denied = /(?<!是)(?:不是|并非|not |wasn't |isn't )[^，,。；;]{0,8}$/;
const meant =
  /^[^，,。；;]{0,8}[，,、 ]?(?:而|应该|其实)?是[^，,。；;]{0,4}$|^[^，,。；;]{0,8},? ?(?:but|it was|it's) ?$/;
const takenBack =
  /^[^，,。；;]{0,8}[，,。；; ]{1,2}(?:哎|啊|哦|噢|呃|等等|等下|oh)?[，, ]{0,2}(?:不对不对|不对|说错了?|错了|记错了?|不是不是|no|wait|sorry|i mean)[，,。；; 是]{0,3}(?:应该是?|i mean)?[^，,。；;\d]{0,3}$/;
/** "一共5个账号，其中2个认证了": those that are verified count. */
const amongThem = /其中(?:的|有)? ?$/;
const verified = /^ ?个?(?:账号|号)?(?:已经?|是)?(?:认证|实名|绑定?)(?:了|过|的)/;
const added = /(?:又|后来再|之后再|再次|again)[^，,。；;]{0,6}$/;
const wrongWithoutNumber = /又[输填写打弄搞试]?错了?(?! ?[\d一二两三四五])/;
const wrongAgain = /又(?:[输填写打弄搞试]?错|失败)了? ?$|(?:wrong|failed) again $/;
