/** Days as people write them in Chinese and English, read relative to today in Shanghai. What is vague stays vague. */
import type { Temporal } from 'temporal-polyfill';
import { chineseDayForms } from './chinese-days.ts';
import { type DayContext, type DayForm, type DayResult, isDay } from './day-forms.ts';
import { englishDayForms } from './english-days.ts';
import { lunarDayForms } from './lunar-days.ts';

export type { DayContext } from './day-forms.ts';

/** What one place of a text says about a day: the day, that no such day exists, or that it is too vague to use. */
export type DayReading = { readonly text: string; readonly at: number; readonly end: number } & (
  | { readonly kind: 'day'; readonly day: Temporal.PlainDate }
  | { readonly kind: 'impossible' }
  | { readonly kind: 'vague' }
);

const forms: readonly DayForm[] = [...lunarDayForms, ...chineseDayForms, ...englishDayForms];

/** Words that make a day beside them uncertain. */
const unsure = /(?:大概|大约|可能|约莫|差不多|(?<!(?:what|how) )about|around|maybe)[^，。,.!?；;]{0,4}$/;
/** So far before a day the longest of them can begin, with the word before it. */
const unsureReach = 15;
const unsureAfter = /^ ?(?:左右|前后|上下|那几天|那阵子|or so)/;

/** Every day the text names, in order; what is vague only where nothing is exact. Takes `plainText`. */
export function readDays(text: string, context: DayContext): DayReading[] {
  const found: DayReading[] = [];
  for (const form of forms) {
    if (form.asked === true && context.asked !== true) continue;
    // few texts hold more than one of the forms, and matchAll costs six times as much as looking
    if (text.search(form.pattern) < 0) continue;
    for (const match of text.matchAll(form.pattern)) {
      const span = { at: match.index, end: match.index + match[0].length };
      if (found.some((other) => span.at < other.end && other.at < span.end)) continue;
      const result = form.read(match.slice(1), context);
      if (result !== undefined) found.push(reading(result, { text, ...span }));
    }
  }
  const exact = found.filter((one) => one.kind !== 'vague' && !namesWeekdayOf(one, found));
  return (exact.length > 0 ? exact : found).sort((a, b) => a.at - b.at);
}

/** The 周六 of 10月10号周六 is no other day. */
const namesWeekdayOf = ({ text, at }: DayReading, found: readonly DayReading[]): boolean =>
  /^(?:周|星期|礼拜)[一二三四五六日天]$/.test(text) &&
  found.some((other) => at - other.end >= 0 && at - other.end <= 1);

function reading(result: DayResult, place: { text: string; at: number; end: number }): DayReading {
  const { text, at, end } = place;
  const where = { text: text.slice(at, end), at, end };
  const before = text.slice(Math.max(0, at - unsureReach), at);
  if (unsure.test(before) || unsureAfter.test(text.slice(end))) return { kind: 'vague', ...where };
  return isDay(result) ? { kind: 'day', day: result, ...where } : { kind: result, ...where };
}
