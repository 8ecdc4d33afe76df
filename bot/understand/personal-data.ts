/** Takes personal numbers out of a message before anything else sees it: ID, credit code, bank card, mobile, e-mail. */
import { isCreditCode, isIdNumber, isPersonalNumber } from './personal-numbers.ts';

/** What stands in place of a personal number. It is punctuation, so that routing passes over it. */
export const mask = '***';

/** A stretch of the text, from `start` up to `end`. */
interface Span {
  readonly start: number;
  readonly end: number;
}

/** The text with every personal number masked, and how many there were. Takes linear time. */
export function maskPersonalData(text: string): { text: string; masked: number } {
  const folded = fold(text);
  const spans = unite([...stretches(folded).flatMap(findNumbers), ...findEmails(folded)]);
  let out = '';
  let rest = 0;
  for (const { start, end } of spans) {
    out += text.slice(rest, start) + mask;
    rest = end;
  }
  return { text: out + text.slice(rest), masked: spans.length };
}

/** Full-width forms and small letters as ASCII, one code unit for one, so that positions stay true. */
function fold(text: string): string {
  return text
    .replace(/[^\0-\x7F\u3400-\u9FFF\uD800-\uDFFF]/g, (char) => {
      const plain = char.normalize('NFKC');
      return plain.length === 1 ? plain : char;
    })
    .replace(/[a-z]+/g, (letters) => letters.toUpperCase());
}

/** Spans in the order of the text; those that overlap are one. */
function unite(spans: readonly Span[]): Span[] {
  const united: Span[] = [];
  for (const span of [...spans].sort((a, b) => a.start - b.start)) {
    const last = united.at(-1);
    if (!last || span.start >= last.end) united.push(span);
    else if (span.end > last.end) united[united.length - 1] = { start: last.start, end: span.end };
  }
  return united;
}

/** Digits and letters that may belong together, without what stands between them. */
interface Stretch {
  readonly text: string;
  /** Where each character stands in the message. */
  readonly places: readonly number[];
  /** Where runs of digits or letters begin, and the end of the last: numbers begin and end there. */
  readonly bounds: readonly number[];
}

const chineseDigits = new Map(
  [...'零一二三四五六七八九〇壹贰叁肆伍陆柒捌玖幺'].map((char, at) => [char, '012345678901234567891'[at]]),
);
/** A Chinese digit is a run by itself: in 一直 and 一个 it belongs to no number. */
const runPattern = /\d+|[A-Z]+|[零一二三四五六七八九〇壹贰叁肆伍陆柒捌玖幺]/g;
/** Blanks, dashes, dots and slashes, three at most, hold the parts of one number together. */
const joint = /^[ \t\u00A0\u2000-\u200D\u2060\u3000\uFEFF\u00AD._/\-\u2010-\u2015\u2212]{0,3}$/;

/** Even a credit code, which may be mostly letters, has six digits in a row. */
const manyDigits = /\d{6}/;

function stretches(folded: string): Stretch[] {
  const found: Stretch[] = [];
  let text = '';
  let places: number[] = [];
  let bounds: number[] = [];
  const finish = () => {
    if (manyDigits.test(text)) found.push({ text, places, bounds: [...bounds, text.length] });
    text = '';
    places = [];
    bounds = [];
  };
  for (const { 0: run, index } of folded.matchAll(runPattern)) {
    const before = places.at(-1);
    if (before !== undefined && !isJoint(folded, before + 1, index)) finish();
    bounds.push(text.length);
    text += chineseDigits.get(run) ?? run;
    for (let at = 0; at < run.length; at++) places.push(index + at);
  }
  finish();
  return found;
}

const isJoint = (folded: string, start: number, end: number) =>
  end - start <= 3 && joint.test(folded.slice(start, end));

const shortestNumber = 11;
const longestNumber = 19;
const idLength = 18;

function findNumbers(stretch: Stretch): Span[] {
  const { places, bounds } = stretch;
  const certain = findCertain(stretch);
  const proven = certain.map((start): Piece => [start, start + idLength]);
  // a proof may lie inside a longer number by chance, or be a number of its own: both ways are looked at
  const anew = certain.length === 0 ? [] : findLikely(stretch, inOrder([...bounds, ...proven.flat()]));
  return [...proven, ...findLikely(stretch, bounds), ...anew].map(([start, end]) => ({
    start: places[start] ?? 0,
    end: (places[end - 1] ?? 0) + 1,
  }));
}
/** Start and end within a stretch. */
type Piece = readonly [number, number];
const inOrder = (edges: readonly number[]) => [...new Set(edges)].sort((a, b) => a - b);

/** Where numbers begin that prove themselves by their check character, even amid other digits and letters. */
function findCertain({ text, places }: Stretch): number[] {
  const found: number[] = [];
  for (const { index } of text.matchAll(/(?=[1-9ANY][1-9]\d{6}.{10})/g)) {
    if (index < (found.at(-1) ?? -idLength) + idLength) continue;
    const candidate = text.slice(index, index + idLength);
    const isWhole = isInOnePiece(places, index, index + idLength);
    if (isIdNumber(candidate) || (isWhole && isCreditCode(candidate))) found.push(index);
  }
  return found;
}

const isInOnePiece = (places: readonly number[], start: number, end: number) =>
  (places[end - 1] ?? 0) - (places[start] ?? 0) === end - 1 - start;

/** The longest number that begins with each run. A list's "2." may stand before the true beginning. */
function findLikely(stretch: Stretch, edges: readonly number[]): Piece[] {
  const found: Piece[] = [];
  for (let first = 0; first < edges.length - 1; first++) {
    const last = lastEdgeOfNumber(stretch, edges, first);
    if (last === undefined) continue;
    const end = Math.max(last, lastEdgeOfNumber(stretch, edges, first + 1) ?? 0);
    found.push([edges[first] ?? 0, edges[end] ?? 0]);
    first = end - 1;
  }
  return found;
}

function lastEdgeOfNumber(
  { text, places }: Stretch,
  edges: readonly number[],
  first: number,
): number | undefined {
  const start = edges[first] ?? 0;
  const digits = digitsFrom(text, start);
  let found: number | undefined;
  let inFours = true;
  let singly = true;
  for (let at = first + 1; at < edges.length; at++) {
    const length = (edges[at] ?? 0) - start;
    if (length > longestNumber || (length > digits && length > idLength)) break;
    const group = length + start - (edges[at - 1] ?? 0);
    singly &&= group === 1;
    const isWhole = isInOnePiece(places, start, start + length);
    const asOne = isWhole || singly || (inFours && group <= 4);
    inFours &&= group === 4;
    if (length < shortestNumber || (length > digits && length !== idLength)) continue;
    const firstGroup = (edges[first + 1] ?? 0) - start;
    if (isPersonalNumber(text.slice(start, start + length), { asOne, firstGroup })) found = at;
  }
  return found;
}

const digitsPattern = /\d{0,19}/y;
function digitsFrom(text: string, start: number): number {
  digitsPattern.lastIndex = start;
  return digitsPattern.exec(text)?.[0].length ?? 0;
}

function findEmails(folded: string): Span[] {
  return [...folded.matchAll(/[A-Z0-9._%+-][ \t\u3000]{0,2}@/g)].flatMap(({ 0: sign, index }) => {
    const start = startOfName(folded, index + 1);
    hostPattern.lastIndex = index + sign.length;
    return hostPattern.test(folded) ? [{ start, end: hostPattern.lastIndex }] : [];
  });
}

/** A Chinese keyboard types 。 for a dot. */
const hostPattern = /[ \t\u3000]{0,2}[A-Z0-9-]{1,63}(?:[.。][A-Z0-9-]{1,63}){1,8}/y;
const longestName = 64;

function startOfName(folded: string, end: number): number {
  let start = end;
  while (start > end - longestName && /[A-Z0-9._%+-]/.test(folded[start - 1] ?? '')) start -= 1;
  return start;
}
