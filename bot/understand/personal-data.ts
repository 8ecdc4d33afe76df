/** Takes personal numbers out of a message before anything else sees it: ID, credit code, bank card, mobile, e-mail. */

/** What stands in place of a personal number. It is punctuation, so that routing passes over it. */
export const mask = '***';

/** A run of digits or of letters. Numbers are looked for over neighbouring runs, because people put blanks in them. */
interface Run {
  readonly text: string;
  readonly start: number;
  readonly end: number;
}
type Span = Pick<Run, 'start' | 'end'>;

/** A bank card has 19 digits at most. */
const longestNumber = 19;
const chineseDigits = '零一二三四五六七八九';

/** The text with every personal number masked, and how many there were. Takes linear time. */
export function maskPersonalData(text: string): { text: string; masked: number } {
  const folded = fold(text);
  const spans = [...numbers(folded), ...emails(folded)].sort((a, b) => a.start - b.start);
  let out = '';
  let rest = 0;
  let masked = 0;
  for (const span of spans.filter((one) => one.end > one.start)) {
    if (span.start < rest) continue;
    out += text.slice(rest, span.start) + mask;
    rest = span.end;
    masked += 1;
  }
  return { text: out + text.slice(rest), masked };
}

/** Full-width forms, Chinese digits and small letters as ASCII, one code unit for one, so that positions stay true. */
function fold(text: string): string {
  return text
    .replace(/[\uFF01-\uFF5E]/g, (char) => String.fromCharCode(char.charCodeAt(0) - 0xfee0))
    .replace(/[零一二三四五六七八九]/g, (char) => String(chineseDigits.indexOf(char)))
    .replace(/〇/g, '0')
    .replace(/幺/g, '1')
    .replace(/[a-z]/g, (char) => char.toUpperCase());
}

function numbers(folded: string): Span[] {
  const runs: Run[] = [...folded.matchAll(/[0-9]+|[A-Z]+/g)].map((match) => ({
    text: match[0],
    start: match.index,
    end: match.index + match[0].length,
  }));
  const spans: Span[] = [];
  for (let first = 0; first < runs.length; ) {
    const last = lastRunOfNumber(runs, first, folded);
    if (last >= first) spans.push({ start: runs[first]?.start ?? 0, end: runs[last]?.end ?? 0 });
    first = Math.max(first, last) + 1;
  }
  return spans;
}

/** Index of the last run of the longest personal number that begins with run `first`, or -1. */
function lastRunOfNumber(runs: readonly Run[], first: number, folded: string): number {
  let joined = '';
  let found = -1;
  const lengths: number[] = [];
  for (let at = first; at < runs.length; at++) {
    const run = runs[at];
    const before = runs[at - 1];
    if (run === undefined || (at > first && before && !joins(folded.slice(before.end, run.start)))) break;
    joined += run.text;
    lengths.push(run.text.length);
    if (joined.length > longestNumber) break;
    if (isPersonal(joined, lengths)) found = at;
  }
  return found;
}

/** Blanks, dashes, dots and slashes, two at most, hold the parts of one number together. */
const joins = (gap: string): boolean =>
  gap.length <= 2 && /^[ \t\u00A0\u2002-\u200A\u3000._/\-‐‑–—]*$/.test(gap);

function isPersonal(number: string, lengths: readonly number[]): boolean {
  if (/^(86|0086)?1[3-9]\d{9}$/.test(number)) return true;
  if (/^\d{17}[\dX]$/.test(number)) return lengths.length <= 2 || hasBirthday(number) || inFours(lengths);
  if (/^(?=\d*[A-Z])[0-9A-HJ-NPQRTUWXY]{2}\d{6}[0-9A-HJ-NPQRTUWXY]{10}$/.test(number)) return true;
  if (/^\d{16,19}$/.test(number)) return lengths.length === 1 || inFours(lengths) || singly(lengths);
  return /^\d{15}$/.test(number) && lengths.length === 1;
}

/** Digits 7 to 14 of an ID number are a birthday. Dates that happen to stand side by side have none there. */
const hasBirthday = (number: string): boolean =>
  /^[1-8]\d{5}(19|20)\d\d(0[1-9]|1[0-2])(0[1-9]|[12]\d|3[01])/.test(number);

const inFours = (lengths: readonly number[]): boolean =>
  lengths.slice(0, -1).every((length) => length === 4) && (lengths.at(-1) ?? 0) <= 4;
const singly = (lengths: readonly number[]): boolean => lengths.every((length) => length === 1);

function emails(folded: string): Span[] {
  return [...folded.matchAll(/@/g)].map(({ index }) => {
    const name = /[A-Z0-9._%+-]{1,64} ?$/.exec(folded.slice(Math.max(0, index - 65), index));
    const host = /^ ?[A-Z0-9-]{1,63}(\.[A-Z0-9-]{1,63}){1,8}/.exec(folded.slice(index + 1, index + 600));
    if (!name || !host) return { start: index, end: index };
    return { start: index - name[0].length, end: index + 1 + host[0].length };
  });
}
