/** The forms in which days are written in English: with a month's name, by weekday, by distance. */
import {
  type DayContext,
  type DayForm,
  dayOf,
  daysAgo,
  latestDay,
  latestDayOfMonth,
  latestWeekday,
} from './day-forms.ts';
import { readInteger } from './numerals.ts';

const months = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];
const weekdays = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'];

const month =
  '(jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\\.?';
const day = '(\\d{1,2})(?:st|nd|rd|th)?';
const year = '(?:,? (\\d{4}))?(?!\\d)';
const count = '(\\d{1,3}|an?|one|two|three|four|five|six|seven|eight|nine|ten)';

const amount = (text: string | undefined): number =>
  text === undefined || /^an?$/.test(text) ? 1 : (readInteger(text) ?? 1);

function named(
  name: string | undefined,
  dayText: string | undefined,
  yearText: string | undefined,
  context: DayContext,
) {
  const number = months.indexOf((name ?? '').slice(0, 3)) + 1;
  return yearText
    ? dayOf(Number(yearText), number, Number(dayText))
    : latestDay(number, Number(dayText), context);
}

export const englishDayForms: readonly DayForm[] = [
  {
    pattern: new RegExp(`\\b${month} ${day}\\b${year}`, 'g'),
    read: ([name, number, inYear], context) => named(name, number, inYear, context),
  },
  {
    pattern: new RegExp(`\\b${day} (?:of )?${month}\\b${year}`, 'g'),
    read: ([number, name, inYear], context) => named(name, number, inYear, context),
  },
  { pattern: /\bday before yesterday\b/g, read: (_, { today }) => today.subtract({ days: 2 }) },
  { pattern: /\byesterday\b/g, read: (_, { today }) => today.subtract({ days: 1 }) },
  { pattern: /\b(?:today|this morning|tonight)\b/g, read: (_, { today }) => today },
  { pattern: /\btomorrow\b/g, read: (_, { today }) => today.add({ days: 1 }) },
  {
    pattern: new RegExp(`\\b${count} (day|week)s? ago\\b`, 'g'),
    read: ([number, unit], { today }) => daysAgo(unit === 'day' ? amount(number) : 7 * amount(number), today),
  },
  {
    pattern: /\b(last|this|past|on)? ?(mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)day\b/g,
    read: ([prefix, name], { today }) =>
      latestWeekday(weekdays.indexOf((name ?? '').slice(0, 3)) + 1, today, prefix !== 'last'),
  },
  {
    pattern: /\bthe (\d{1,2})(?:st|nd|rd|th)\b/g,
    read: ([number], context) => latestDayOfMonth(Number(number), context),
  },
  {
    pattern:
      /\b(?:recently|a while ago|some time ago|(?:a )?few (?:days|weeks|months) ago|(?:\d+|an?|one|two|three|several) (?:months?|years?) ago|last (?:week|month|year))\b/g,
    read: () => 'vague',
  },
];
