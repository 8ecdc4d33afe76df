/** Answers from the calendar alone: "10月10日上班吗", "国庆算工作日吗", "周末补班那天算不算？", with the notice as source. */
import { Temporal } from 'temporal-polyfill';
import type { Source } from '../../adapters/channel.ts';
import type { CountedDay } from '../../intents/rules/calendar.ts';
import { asksCalendar, type NamedDays, readNamedDays, readYear } from '../understand/calendar-questions.ts';
import { type DayReading, readDays } from '../understand/dates.ts';
import { compose, sentence } from './compose.ts';
import { inWords, type Outcome, type Scene } from './scene.ts';

/** A question of this many characters may go on from the last one: "中秋呢". */
const longestSequel = 12;

/** What the calendar says to the question; undefined when it is none about the calendar. */
export function answerCalendar(scene: Scene): Outcome | undefined {
  const goesOn = scene.conversation.spokeOf === 'calendar' && isSequel(scene.plain);
  if (!goesOn && !asksCalendar(scene.plain)) return undefined;
  const { parts, years } = calendarSays(scene);
  if (parts.length === 0) return undefined;
  const notices = years.flatMap((year) => noticeOf(scene, year));
  const reply = compose({
    act: 'answer',
    parts: [parts.join(scene.locale === 'en' ? ' ' : ''), ...notices.map(({ words }) => words)],
    sources: notices.map(({ source }) => source),
  });
  return { replies: [reply], conversation: { ...scene.conversation, spokeOf: 'calendar' } };
}

const isSequel = (plain: string): boolean => plain.length <= longestSequel && /[呢吗?？]$/.test(plain);

interface Said {
  readonly parts: readonly string[];
  /** Years whose notice it rests on. */
  readonly years: readonly number[];
}

function calendarSays(scene: Scene): Said {
  const { plain, today } = scene;
  const named = readNamedDays(plain, holidayNames(scene));
  const read = readDays(plain, { today, anyTime: true }).filter(({ kind }) => kind !== 'vague');
  // the Saturday of "the make-up Saturday" is none in particular
  const isExact = ({ text }: DayReading): boolean => /\d|[号月年]/.test(text);
  const days = named.makeUpDays || read.some(isExact) ? read.filter(isExact) : read;
  if (days.length > 0) return ofDays(scene, days);
  return ofNamed(scene, named, readYear(plain, today.year));
}

function ofDays(scene: Scene, days: readonly DayReading[]): Said {
  const found = days.flatMap((reading) => (reading.kind === 'day' ? [reading.day] : []));
  const { impossible_day: impossible } = scene.expertise.knowledge.invalid;
  const faults = found.length < days.length && impossible ? [inWords(scene, impossible)] : [];
  return {
    parts: [...faults, ...found.map((day) => ofDay(scene, day))],
    years: [...new Set(found.map(({ year }) => year))],
  };
}

function ofDay(scene: Scene, day: Temporal.PlainDate): string {
  const { calendar } = scene.expertise.rules;
  const known = calendar.describe(day);
  if (!known) return sentence(scene, 'calendar_year_unknown', { year: String(day.year) });
  const words = { day: day.toString(), weekday: weekdayOf(scene, day), ...nameOf(scene, known) };
  return sentence(scene, sentences[known.kind], words);
}

const sentences = {
  workday: 'calendar_workday',
  makeUp: 'calendar_make_up_day',
  weekend: 'calendar_weekend_day',
  holiday: 'calendar_holiday_day',
} as const;

const nameOf = (scene: Scene, { name }: CountedDay) => (name ? { holiday: inWords(scene, name) } : {});

function weekdayOf({ locale }: Scene, day: Temporal.PlainDate): string {
  return day.toLocaleString(locale === 'en' ? 'en' : 'zh', { weekday: 'long' });
}

/** Holidays, make-up days and weekends of the year that is named, else of this one. */
function ofNamed(scene: Scene, named: NamedDays, said: number | undefined): Said {
  const year = said ?? scene.today.year;
  if (named.holidays.length === 0 && !named.publicHolidays && !named.weekends && !named.makeUpDays)
    return { parts: [], years: [] };
  const days = daysOf(scene, year);
  const weekends = [
    ...(named.publicHolidays ? [sentence(scene, 'calendar_public_holidays')] : []),
    ...(named.weekends ? [sentence(scene, 'calendar_weekends')] : []),
  ];
  const unknown = sentence(scene, 'calendar_year_unknown', { year: String(year) });
  if (days.length === 0) return { parts: [...weekends, unknown], years: [] };
  const holidays = named.holidays.flatMap((name) => ofHoliday(scene, days, { name, said }));
  const makeUps = named.makeUpDays || (named.weekends && named.holidays.length === 0);
  return { parts: [...weekends, ...holidays, ...(makeUps ? ofMakeUps(scene, days) : [])], years: [year] };
}

function ofHoliday(
  scene: Scene,
  days: readonly CountedDay[],
  { name, said }: { name: string; said: number | undefined },
): string[] {
  const own = days.filter((day) => day.name?.['zh-Hans'] === name);
  const off = own.filter(({ kind }) => kind === 'holiday');
  const [first] = off;
  const last = off.at(-1);
  if (!first?.name || !last) return [];
  const words = { holiday: inWords(scene, first.name), days: off.map(({ day }) => day.toString()) };
  const makeUps = ofMakeUps(scene, own);
  // Who asks after this year's holiday without naming a year may mean the next one.
  const next = first.day.year + 1;
  const isOver = said === undefined && Temporal.PlainDate.compare(last.day, scene.today) < 0;
  const unknown = isOver && daysOf(scene, next).length === 0;
  return [
    sentence(scene, 'calendar_holiday', words),
    ...makeUps,
    ...(unknown ? [sentence(scene, 'calendar_year_unknown', { year: String(next) })] : []),
  ];
}

function ofMakeUps(scene: Scene, days: readonly CountedDay[]): string[] {
  const makeUps = days.filter(({ kind }) => kind === 'makeUp').map(({ day }) => day.toString());
  return makeUps.length > 0 ? [sentence(scene, 'calendar_make_up_days', { days: makeUps })] : [];
}

/** Every day of a year that has a name; none when the year is not known. */
function daysOf({ expertise }: Scene, year: number): CountedDay[] {
  const { calendar } = expertise.rules;
  const first = new Temporal.PlainDate(year, 1, 1);
  if (!calendar.describe(first)) return [];
  const days = Array.from({ length: first.daysInYear }, (_, at) =>
    calendar.describe(first.add({ days: at })),
  );
  return days.flatMap((day) => (day?.name ? [day] : []));
}

function holidayNames({ expertise }: Scene): { zh: string; en: string }[] {
  const names = expertise.knowledge.calendar.flatMap(({ holidays }) => holidays.map(({ name }) => name));
  return names.map((name) => ({ zh: name['zh-Hans'], en: name.en }));
}

function noticeOf(scene: Scene, year: number): { words: string; source: Source }[] {
  const notice = scene.expertise.knowledge.calendar.find((one) => one.year === year)?.source;
  if (!notice) return [];
  const { title, number, url } = notice;
  const words = sentence(scene, 'calendar_source', { notice: url ? `[${title}](${url})` : title, number });
  const source = { entry: `calendar-${year}`, section: String(year), heading: title, quote: number };
  return [{ words, source: { ...source, document: title } }];
}
