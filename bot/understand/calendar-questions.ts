/** Questions about the calendar itself: whether a day is a working day, whether a holiday or a make-up day counts. */
import { asks } from './questions.ts';
import { asksWhatCounts } from './speech.ts';

const kindOfDay =
  /工作日|上(?:不上)?班|放(?:不放)?假|放几天|休息|休不休|补班|补休|调休|算不算|working days?|business days?|workdays?|days? off|make-?up|public holiday/;
/** "10月10号不是周六吗" */
const isWeekday = /[号日](?:不是|是不是|是)(?:个)?(?:周|星期|礼拜)[一二三四五六日天末]/;
const aboutDay =
  /[号日天]|今|明|昨|周|星期|礼拜|周末|双休|补班|调休|节|国庆|元旦|五一|十一|春节|过年|中秋|端午|清明|\d|day|week|festival|\b(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)/;
/** Of these the calendar says nothing: who works when, and what is counted for them. */
const business =
  /认证|审核|打款|到账|到帐|收到|提交|充值|验证|输入|客服|人工|超时|逾期|没到|你们|您们|腾讯|电话|工单|处理|几个工作日|payment|review|verif|support|service|staff|submit|recharge|how many/;
/** Words that the name of a holiday has in a sentence, beside the name itself. */
const nicknames: readonly (readonly [RegExp, string])[] = [
  [/五一|劳动/, '劳动节'],
  [/十一(?!月)|国庆/, '国庆节'],
  [/过年|春节|除夕|大?年三十|大年|正月初/, '春节'],
  [/中秋/, '中秋节'],
  [/端午/, '端午节'],
  [/清明/, '清明节'],
  [/元旦/, '元旦'],
];

/** Asks what kind of day some day is. Takes `plainText`. */
export function asksCalendar(text: string): boolean {
  if (text.length > longest || business.test(text)) return false;
  if (asksWhatCounts(text) || (isWeekday.test(text) && asks(text))) return true;
  return (
    kindOfDay.test(text) && aboutDay.test(text) && (asks(text) || /算不算|上不上|放不放|不[?？]?$/.test(text))
  );
}
const longest = 60;

/** The days of a question about the calendar that have a name. */
export interface NamedDays {
  /** Chinese names of the holidays that are named, as the notices call them. */
  readonly holidays: readonly string[];
  readonly publicHolidays: boolean;
  readonly weekends: boolean;
  readonly makeUpDays: boolean;
}

/** Which holidays, weekends or make-up days the text names; `names` are the holidays' names in Chinese and English. */
export function readNamedDays(text: string, names: readonly { zh: string; en: string }[]): NamedDays {
  const spoken = nicknames.filter(([words]) => words.test(text)).map(([, name]) => name);
  const english = names.filter(({ en }) => text.includes(en.toLowerCase())).map(({ zh }) => zh);
  return {
    holidays: [...new Set([...spoken, ...english])],
    publicHolidays: spoken.length === 0 && /节假日|法定假|public holidays?/.test(text),
    weekends: /周末|双休|周六日|六日|weekend/.test(text),
    makeUpDays: /补班|调休|补休|make-?up/.test(text),
  };
}

/** The year that the text names, else undefined. */
export function readYear(text: string, thisYear: number): number | undefined {
  const written = /(?<!\d)(20\d\d)(?!\d)/.exec(text)?.[1];
  if (written) return Number(written);
  if (/明年|next year/.test(text)) return thisYear + 1;
  return /去年|last year/.test(text) ? thisYear - 1 : undefined;
}
