/** Days that lie ahead because they are planned or supposed: "如果我明天提交", "新执照3月20号下来". */
import type { DayReading } from './dates.ts';
import { type DayContext, readDays } from './dates.ts';

const supposing =
  /如果|要是|假如|假设|假定|若是|倘若|万一|的话|打算|准备|计划|预计|估计|到时|\b(?:if|suppose|assuming|plan(?:ning)?|going to|will|would|gonna|intend)\b|'ll\b/;
const done = /了|过|的|已|完|没|未/;
/** What is only asked of the day: "明天能改吗", "下周五呢". */
const asksOnly =
  /^(?:还|就|才|再|也|是不是|是否)?(?:能|可以|可不可以|行|会|算|是|上班|呢|吗|吧|前|之前|以前|内)|^ ?$/;

/** Whether the text speaks of a day still to come as one on which something is to happen. Takes `plainText`. */
export const speaksOfPlan = (plain: string, context: DayContext): boolean =>
  readDays(plain, context).some((day) => isAhead(day, context) && isPlanned(day, plain));

const isAhead = (day: DayReading, { today }: DayContext): boolean =>
  day.kind === 'day' && day.day.toString() > today.toString();

function isPlanned({ at, end }: DayReading, plain: string): boolean {
  if (supposing.test(plain)) return true;
  const clause = plain.slice(end).split(/[，,。；;！!？?\n]/, 1)[0] ?? '';
  const before =
    plain
      .slice(0, at)
      .split(/[，,。；;！!？?\n]/)
      .at(-1) ?? '';
  return /^\p{Script=Han}/u.test(clause) && !asksOnly.test(clause) && !done.test(before + clause);
}
