/** Numbers as people write them, in digits, in Chinese and in English words, and counts of things made of them. */

/** Pattern source of one whole number, of bounded length so that no run of digits costs more than its length. */
export const numeral = '(?:\\d{1,12}|[零〇一二两三四五六七八九十百廿卅]{1,12})';
/** Stands before a numeral that is to be read from its first digit. */
export const fromFirstDigit = '(?<![\\d零〇一二两三四五六七八九十百廿卅])';

const digits = '零一二三四五六七八九';
const units: Readonly<Record<string, number>> = { 十: 10, 百: 100 };
const englishWords = ['zero', 'one', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight', 'nine', 'ten'];
const english = new Map([
  ...[...englishWords, 'eleven', 'twelve'].map((word, value): [string, number] => [word, value]),
  ['once', 1],
  ['twice', 2],
]);

/** `12`, `十二`, `二〇二六`, `两` → a number, a thousand million at most; undefined for anything else. */
export function readInteger(text: string): number | undefined {
  if (/^\d+$/.test(text)) return text.length > 9 ? 999_999_999 : Number(text);
  const word = english.get(text);
  if (word !== undefined) return word;
  const plain = text.replace(/〇/g, '零').replace(/两/g, '二').replace(/廿/g, '二十').replace(/卅/g, '三十');
  if (!/^[零一二三四五六七八九十百]+$/.test(plain)) return undefined;
  return /[十百]/.test(plain)
    ? sumUnits(plain)
    : Number([...plain].map((char) => digits.indexOf(char)).join(''));
}

function sumUnits(plain: string): number | undefined {
  if (!/^([一二三四五六七八九]百)?零?([一二三四五六七八九]?十)?[一二三四五六七八九]?$/.test(plain))
    return undefined;
  let sum = 0;
  let digit = 0;
  for (const char of plain) {
    const unit = units[char];
    if (unit === undefined) digit = digits.indexOf(char);
    else sum += (digit === 0 ? 1 : digit) * unit;
    if (unit !== undefined) digit = 0;
  }
  return sum + digit;
}

/** A count that was said, where it stands; or that one was said too vaguely to use. */
export type CountReading =
  | { readonly kind: 'count'; readonly count: number; readonly at: number; readonly end: number }
  | { readonly kind: 'vague' };

const vague =
  /[好多]几|几[个次家回遍张]|不少|很多|挺多|许多|若干|一些|大概|大约|差不多|左右|上下|可能|好像|应该是|记不清|a few|several|a couple|some|many|about|around|roughly/;
const between =
  /[一二两三四五六七八九](?=[二两三四五六七八九][个次家回遍张])|俩仨|\d ?(?:[-~到至]|or|to) ?\d+ ?(?:个|次|家|回|$)/;
/** "一个账号都没认证过", "一次都没输错": one of them that is not even there. */
const notEven = /^ ?[个次家张回遍]?(?:账号|公司|企业|号)?(?:都|也)(?:还)?(?:没|未|不曾)/;
const none =
  /(?:一[个次家张回遍]|半个|一)(?:都|也|还)?(?:没|未|冇)|(?:还|都|从来|从)?没(?:有)?(?:绑|认证|输|试|用|改)过?|^(?:还|都)?(?:没有|没|冇|无|none|nothing|never|no)[.。!！呢]?$|^not? (?:one|any)/;
const counted = new RegExp(
  `(-|负|minus )?(\\d{1,12}(?:\\.\\d{1,12})?|${numeral}|[俩仨]|\\b(?:${[...english.keys()].join('|')})\\b)`,
  'g',
);
const unit = /^ ?(?:个|次|家|回|遍|张|accounts?|times?|companies|company)(?!月|小时|工作日|星期|礼拜|钟|多)/;
/** What follows a number that counts something else: time, money, a date, an ordinal. */
const otherThing =
  /^ ?(?:个?(?:工作日|月|小时|星期|礼拜|钟头)|[天日号年月周点分元块毛角秒:%/]|[-/.]\d|days?|weeks?|months?|hours?|yuan)/;

/** The count in an answer to "how many": `3`, `三个`, `俩`, `一个都没有`, `none`, `-1`, `好几个`. Takes `plainText`. */
export function readCount(text: string): CountReading | undefined {
  if (none.test(text)) return { kind: 'count', count: 0, at: 0, end: text.length };
  if (vague.test(text) || between.test(text)) return { kind: 'vague' };
  const found = readCounts(text);
  const measured = found.filter((one) => unit.test(text.slice(one.end)));
  const candidates = measured.length > 0 ? measured : found;
  const [first] = candidates;
  if (first === undefined) return undefined;
  return candidates.every((one) => one.count === first.count) ? first : { kind: 'vague' };
}

/** Every number of the text that can count things, in order; dates, amounts and durations are passed over. */
export function readCounts(text: string): Extract<CountReading, { kind: 'count' }>[] {
  return [...text.matchAll(counted)].flatMap((match) => {
    const [whole, sign, number = ''] = match;
    const end = match.index + whole.length;
    const before = text[match.index - 1] ?? '';
    if (otherThing.test(text.slice(end)) || /[a-z第另某同\d.月年-]/.test(before)) return [];
    if (/^[一二两三四五六七八九十百]/.test(number) && isWord(text.slice(end))) return [];
    const isNone = /^[1一]$/.test(number) && notEven.test(text.slice(end));
    const count = isNone ? 0 : countOf(number);
    return count === undefined ? [] : [{ kind: 'count', count: sign ? -count : count, at: match.index, end }];
  });
}

/** A Chinese numeral that runs on into a word is no number: 一下, 一直, 三者. */
const isWord = (rest: string): boolean =>
  /^\p{Script=Han}/u.test(rest) && !unit.test(rest) && !/^[吧呢啊呀哦了]/.test(rest);

function countOf(number: string): number | undefined {
  if (number === '俩') return 2;
  if (number === '仨') return 3;
  return /^\d+\.\d+$/.test(number) ? Number(number) : readInteger(number);
}
