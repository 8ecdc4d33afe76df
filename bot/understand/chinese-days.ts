/** The forms in which days are written in Chinese: full, without a year, by month, by week, by distance, by holiday. */
import type { Temporal } from 'temporal-polyfill';
import { parseDay } from '../../intents/rules/shanghai-time.ts';
import {
  type DayContext,
  type DayForm,
  type DayResult,
  dayOf,
  dayOfWeek,
  daysAgo,
  isDay,
  latestDay,
  latestDayOfMonth,
  latestWeekday,
  nextDayOfMonth,
  nextWeekday,
} from './day-forms.ts';
import { fromFirstDigit, numeral, readInteger } from './numerals.ts';

type Groups = readonly (string | undefined)[];

const n = (text: string | undefined): number => readInteger(text ?? '') ?? Number.NaN;

const yearsAway: Readonly<Record<string, number>> = {
  大前年: -3,
  前年: -2,
  去年: -1,
  今年: 0,
  明年: 1,
  后年: 2,
};
const monthsAway: Readonly<Record<string, number>> = { 上上: -2, 上: -1, 这: 0, 本: 0, 当: 0, 下: 1 };
const weekdays = '一二三四五六日';
const words: Readonly<Record<string, number>> = {
  大前: -3,
  前: -2,
  昨: -1,
  寻: -1,
  琴: -1,
  今: 0,
  明: 1,
  后: 2,
  大后: 3,
};
const spelled: Readonly<Record<string, number>> = {
  qiantian: -2,
  zuotian: -1,
  jintian: 0,
  mingtian: 1,
  houtian: 2,
};
const holidays: Readonly<Record<string, readonly [number, number]>> = {
  国庆: [10, 1],
  元旦: [1, 1],
  五一: [5, 1],
  劳动: [5, 1],
};

function fullYear(text: string | undefined): number {
  const year = n(text);
  return year < 100 ? 2000 + year : year;
}

function inMonth(away: number, day: number, { today }: DayContext): DayResult {
  const month = today.with({ day: 1 }).add({ months: away });
  return dayOf(month.year, month.month, day);
}

function weekday([prefix, name]: Groups, { today, anyTime }: DayContext): DayResult | undefined {
  if (name === '末') return 'vague';
  const day = name === '天' ? 7 : weekdays.indexOf(name ?? '') + 1;
  if (!prefix && !anyTime) return latestWeekday(day, today, true);
  if (!prefix) return dayOfWeek(day, 0, today);
  return dayOfWeek(day, monthsAway[prefix.replace('个', '')] ?? 0, today);
}

function holiday([year, name, where]: Groups, context: DayContext): DayResult | undefined {
  const [month, day] = holidays[name ?? ''] ?? [1, 1];
  const first = year
    ? dayOf(context.today.year + (yearsAway[year] ?? 0), month, day)
    : latestDay(month, day, context);
  if (!isDay(first)) return first;
  if (/前/.test(where ?? '')) return first.subtract({ days: 1 });
  return first;
}

function lastDayOf(
  said: { year: string | undefined; month: string | undefined; away: string | undefined },
  { today }: DayContext,
): DayResult {
  if (said.away) return endOfMonth(today.with({ day: 1 }).add({ months: monthsAway[said.away] ?? 0 }));
  const first = dayOf(today.year + (yearsAway[said.year ?? ''] ?? 0), n(said.month), 1);
  if (!isDay(first)) return first;
  const isLater = first.until(today).sign < 0;
  return endOfMonth(isLater && !said.year ? first.subtract({ years: 1 }) : first);
}

/** The day spoken of before in another month or year; a year earlier where it would lie ahead. */
function notLater(
  near: Temporal.PlainDate,
  other: { month?: number; year?: number },
  today: Temporal.PlainDate,
): DayResult {
  const day = dayOf(other.year ?? near.year, other.month ?? near.month, near.day);
  if (!isDay(day) || day.until(today).sign >= 0 || other.year) return day;
  return dayOf(day.year - 1, day.month, day.day);
}

const endOfMonth = (day: Temporal.PlainDate): Temporal.PlainDate => day.with({ day: day.daysInMonth });

function numeric(month: number, day: number, context: DayContext): DayResult | undefined {
  return month >= 1 && month <= 12 && day >= 1 && day <= 31 ? latestDay(month, day, context) : undefined;
}

/** "如果25号才收到": what is supposed to come later lies ahead. */
const supposed = '(?<=(?:如果|要是|万一|假如|假设|要等到?|等到)(?:我们?|是|钱|打款|款|到){0,2})';

/** From the most exact form to the vaguest: where two overlap, the first one counts. */
export const chineseDayForms: readonly DayForm[] = [
  {
    pattern: /(\d{4}-\d\d-\d\dt\d\d:\d\d(?::\d\d(?:\.\d+)?)?(?:z|[+-]\d\d:?\d\d))/g,
    read: ([text = '']) => {
      const parsed = parseDay(text.toUpperCase());
      return parsed.ok ? parsed.value : 'impossible';
    },
  },
  {
    pattern: new RegExp(
      `(?<!\\d)(\\d{4}|\\d\\d(?=年)|[〇零一二三四五六七八九]{4}|[〇零一二三四五六七八九]{2}(?=年)) ?[年./-] ?(${numeral}) ?[月./-] ?(${numeral})(?:[日号]|(?!\\d))`,
      'g',
    ),
    read: ([year, month, day]) => dayOf(fullYear(year), n(month), n(day)),
  },
  {
    pattern: /(?<!\d)(20\d\d)(\d\d)(\d\d)(?!\d)/g,
    read: ([year, month, day]) => dayOf(n(year), n(month), n(day)),
  },
  {
    pattern: new RegExp(`(大前年|前年|去年|今年|明年|后年)的?(${numeral})月份?的?(${numeral})[日号]?`, 'g'),
    read: ([year, month, day], { today }) =>
      dayOf(today.year + (yearsAway[year ?? ''] ?? 0), n(month), n(day)),
  },
  {
    pattern: new RegExp(`(上上|上|这|本|当|下)个?月份?的?(${numeral})(?:[日号]|(?![\\d个天日月年]))`, 'g'),
    read: ([away, day], context) => inMonth(monthsAway[away ?? ''] ?? 0, n(day), context),
  },
  {
    pattern: new RegExp(
      `(?<!年)${fromFirstDigit}(${numeral})月份?(${numeral})(?:[日号]|(?![\\d个天月次年]))`,
      'g',
    ),
    read: ([month, day], context) => latestDay(n(month), n(day), context),
  },
  {
    pattern: /(?<![\d.])(\d{1,2})[./-](\d{1,2})[日号](?!内)/g,
    read: ([month, day], context) => numeric(n(month), n(day), context),
  },
  {
    pattern: /(?<![\d./])(\d{1,2})\/(\d{1,2})(?![\d/个天])/g,
    read: ([month, day], context) => numeric(n(month), n(day), context),
  },
  {
    pattern:
      /(?<![\d./-]|打款|金额|[了钱款元充转付是])(\d{1,2})\.(\d{1,2})(?= ?(?:提交|申请|收到|到账|到的|到了|充|付|改|拿|办|下来|打过来|给的?|发的))/g,
    read: ([month, day], context) => numeric(n(month), n(day), context),
  },
  {
    pattern: /(?<=(?:提交|申请|递交)[^\d，,。]{0,4})(\d{1,2})\.(\d{1,2})(?![\d.]| ?[元块个天])/g,
    read: ([month, day], context) => numeric(n(month), n(day), context),
  },
  {
    pattern:
      /(?<=(?:提交|申请|递交)[^\d，,。]{0,4}\d{1,2}\.\d{1,2}[^\d]{0,4}(?:收到|到账)[^\d]{0,3})(\d{1,2})\.(\d{1,2})(?![\d.]| ?[元块个天])/g,
    read: ([month, day], context) => numeric(n(month), n(day), context),
  },
  {
    pattern: /(?<![\d.-])(\d{1,2})[.-](\d{1,2})(?![\d.-]|个|天|元|块)/g,
    asked: true,
    read: ([month, day], context) => numeric(n(month), n(day), context),
  },
  {
    pattern: new RegExp(
      `(?:(去年|今年|前年)?的?(${numeral})月份?|(上上|上|这|本)个?月)的?(?:最后|末)一?[天日]`,
      'g',
    ),
    read: ([year, month, away], context) => lastDayOf({ year, month, away }, context),
  },
  {
    pattern: new RegExp(
      `(${numeral})个?(?:周|星期|礼拜)(?:之|以)?前的?(?:周|星期|礼拜)([一二三四五六日天])`,
      'g',
    ),
    read: ([weeks, name], { today }) =>
      dayOfWeek(name === '天' ? 7 : weekdays.indexOf(name ?? '') + 1, -n(weeks), today),
  },
  {
    pattern: new RegExp(
      `(?<=(?:收到|到账|提交|交|改|充|付款|办下来|拿到|失败)(?:了|都|已经|有|打款|钱|也){0,4})(${numeral})天了`,
      'g',
    ),
    read: ([days], { today }) => daysAgo(n(days), today),
  },
  {
    pattern: new RegExp(`(${numeral})(?:天|日)(?:之|以)?前`, 'g'),
    read: ([days], { today }) => daysAgo(n(days), today),
  },
  {
    pattern: new RegExp(`(${numeral})个?(?:周|星期|礼拜)(?:之|以)?前`, 'g'),
    read: ([weeks], { today }) => daysAgo(7 * n(weeks), today),
  },
  {
    pattern: new RegExp(
      `(?<=(?:成立|注册|登记|开|办|经营|运营)(?:了|都|已经?|快|有){0,3})(${numeral})(?:多|来)?年多?了?`,
      'g',
    ),
    read: ([years], { today }) => (n(years) <= 200 ? today.subtract({ years: n(years) }) : 'vague'),
  },
  {
    pattern: new RegExp(`(${numeral})多?年(?:之|以)?前(?=(?:就|才|已经?)?(?:注册|成立|登记|开|办))`, 'g'),
    read: ([years], { today }) => (n(years) <= 200 ? today.subtract({ years: n(years) }) : 'vague'),
  },
  { pattern: new RegExp(`(?:${numeral}|几|半|好几)个?多?(?:月|年)(?:之|以)?前`, 'g'), read: () => 'vague' },
  {
    pattern: new RegExp(`${supposed}(?<![上下这本个])(?:周|星期|礼拜)([一二三四五六日天])(?=才|再)`, 'g'),
    read: ([name], { today }) => nextWeekday(name === '天' ? 7 : weekdays.indexOf(name ?? '') + 1, today),
  },
  {
    pattern: /(上上个?|上个?|这个?|本|下个?)?(?:周|星期|礼拜)([一二三四五六日天末])(?!前|内|后|日|天)/g,
    read: weekday,
  },
  {
    pattern: /(?:在)?(大前|前|昨|寻|琴|今|明|大后|后)(?:天|日|晚上?|儿个?|早上?)(?!内)/g,
    read: ([word], { today }) => today.add({ days: words[word ?? ''] ?? 0 }),
  },
  {
    pattern: /\b(qiantian|zuotian|jintian|mingtian|houtian)\b/g,
    read: ([word], { today }) => today.add({ days: spelled[word ?? ''] ?? 0 }),
  },
  { pattern: /(?:刚才|刚刚)(?=(?:提交|充值?|付款?|收到|到账|拿到|改)了)/g, read: (_, { today }) => today },
  {
    pattern: /^(?:就是?|我)?(刚才|刚刚|刚|方才|just now)(?!说|那|问|讲|的(?:问题|话))/g,
    asked: true,
    read: (_, { today }) => today,
  },
  {
    pattern:
      /(去年|今年|前年)?(国庆|元旦|五一|劳动)节?(?:假期?|放假)?的?(前一[天日]|前[天日]|当[天日]|那[天日]|第一[天日])/g,
    read: holiday,
  },
  {
    pattern:
      /^(?:就?是|那|那就|应该是|大概是)?(去年|今年|前年)?(国庆|元旦|五一|劳动)节?(?:那天|当天)?(?![前后假期间时])/g,
    asked: true,
    read: holiday,
  },
  {
    pattern: new RegExp(`${supposed}(\\d{1,2}|[一二三四五六七八九十]{1,3})[日号](?=才|再|以后|之后)`, 'g'),
    read: ([day], context) => nextDayOfMonth(n(day), context),
  },
  {
    pattern: new RegExp(`(?<![月第周期拜\\d.-])(${numeral})(?:号(?![码线楼院店])|日(?![内后之以常志]))`, 'g'),
    read: ([day], context) => (n(day) > 31 && !context.asked ? undefined : latestDayOfMonth(n(day), context)),
  },
  {
    pattern: new RegExp(`(?<![\\d.])(${numeral})月份?(?![\\d一二三四五六七八九十廿初中底末上下])`, 'g'),
    asked: true,
    read: ([month], { near, today }) => near && notLater(near, { month: n(month) }, today),
  },
  {
    pattern: /(去年|前年|今年)(?![^，,。]*月)/g,
    asked: true,
    read: ([year], { near, today }) =>
      near && notLater(near, { year: today.year + (yearsAway[year ?? ''] ?? 0) }, today),
  },
  {
    pattern: /^\D{0,3}?(?<![.\d])(\d{1,2})(?![\d.]| ?(?:月|年|个|次|天前|周|星期|元|块|毛|分|点))\D{0,3}$/g,
    asked: true,
    read: ([day], context) => latestDayOfMonth(n(day), context),
  },
  {
    pattern: new RegExp(
      `前阵子|前一阵|前段时间|前些[天日]|前几[天日]|[好前]?几[天日](?:之|以)?前|前不久|不久前|好久|很久|早就|最近|近期|上上?个?(?:周|星期|礼拜)|上上?个?月|去年|前年|年初|年底|月初|月中|月底|周末|国庆|春节|中秋|端午|清明|元旦|过年|${numeral}月(?:份|初|中旬?|底|末|上旬|下旬)?`,
      'g',
    ),
    read: () => 'vague',
  },
];
