/** Amounts of money as people write them, in yuan as exact decimal strings: 0.37元, 三毛七, 37分, 1块2. */
import { fromFirstDigit, numeral, readInteger } from './numerals.ts';

export interface AmountReading {
  /** Decimal string in yuan, such as `0.37`; as many places as were said. */
  readonly amount: string;
  readonly at: number;
  readonly end: number;
}

const number = `(?:\\d{1,15}(?:\\.\\d{1,15})?|${numeral})`;
const one = '(\\d|[零一二两三四五六七八九])(?![个家次天号月年日\\d])';
const sign = '(-|负|minus )?';

/** Forms from the longest to the shortest: at one place of the text the first that fits is taken. */
const forms: readonly {
  readonly pattern: RegExp;
  readonly read: (groups: readonly (string | undefined)[]) => string | undefined;
}[] = [
  {
    pattern: new RegExp(
      `${sign}[¥￥]? ?(?<![\\d.])(\\d{1,15}\\.\\d{1,15}|\\.\\d{1,4}) ?(?:元|块钱|块|圆|人民币|yuan|rmb|cny)?`,
      'g',
    ),
    read: ([minus = '', decimal = '']) =>
      (minus ? '-' : '') + (decimal.startsWith('.') ? `0${decimal}` : decimal),
  },
  {
    pattern: new RegExp(
      `${sign}(?:${fromFirstDigit}(${number}) ?[元块圆])(?:${one}[毛角]?)?(?:${one}分)?(?:钱)?`,
      'g',
    ),
    read: ([minus = '', yuan = '', jiao, fen]) => coins(minus, yuan, jiao, fen),
  },
  {
    pattern: new RegExp(`${sign}()${one} ?[毛角](?:钱)?(?:${one}分?)?`, 'g'),
    read: ([minus = '', , jiao, fen]) => coins(minus, '0', jiao, fen),
  },
  {
    pattern: new RegExp(`${sign}(${numeral}) ?(?:分(?:钱)?(?![钟公之店支析])|cents?\\b|fen\\b)`, 'g'),
    read: ([minus = '', fen = '']) => inFen(minus, readInteger(fen)),
  },
  {
    pattern: /()零?点([零一二三四五六七八九]{1,4})/g,
    read: ([, decimals = '']) =>
      `0.${readInteger(`零${decimals}`)?.toString().padStart(decimals.length, '0')}`,
  },
  {
    pattern: /()(?:[¥￥] ?(\d{1,15})|(?<!\d)(\d{1,15}) ?(?:yuan|rmb|cny|人民币))/g,
    read: ([, symbol, word]) => symbol ?? word,
  },
  {
    pattern:
      /()(?<=(?:余额|balance)(?:本来|原来|之前|还有|还剩|是|有|为|is|was|of| ){0,3})(\d{1,10})(?![\d.]| ?[个天日月号年次%])/g,
    read: ([, whole]) => whole,
  },
];

/** Every amount of the text, in order. Takes `plainText`. */
export function readAmounts(text: string): AmountReading[] {
  const found: AmountReading[] = [];
  for (const { pattern, read } of forms) {
    if (text.search(pattern) < 0) continue;
    for (const match of text.matchAll(pattern)) {
      const span = { at: match.index, end: match.index + match[0].trimEnd().length };
      if (found.some((other) => span.at < other.end && other.at < span.end)) continue;
      const amount = isDate(text, span) ? undefined : read(match.slice(1));
      if (amount !== undefined) found.push({ amount, ...span });
    }
  }
  return found.sort((a, b) => a.at - b.at);
}

/** The amount in an answer to "how much", where a bare whole number counts too. */
export function readAmount(text: string): AmountReading | undefined {
  const [first] = readAmounts(text);
  if (first !== undefined) return first;
  const bare = /^\D{0,6}?(-?\d+)\D{0,4}$/.exec(text)?.[1];
  return bare === undefined ? undefined : { amount: bare, at: 0, end: text.length };
}

/** `9.20号` and `2026.9.20` are days, `2.0版` is none of ours. */
function isDate(text: string, span: { at: number; end: number }): boolean {
  return /^ ?[号日月版倍%]|^\.\d/.test(text.slice(span.end)) || /[\d.]/.test(text.charAt(span.at - 1));
}

function coins(minus: string, yuan: string, jiao = '零', fen = '零'): string | undefined {
  const whole = readInteger(yuan);
  const tens = readInteger(jiao);
  const ones = readInteger(fen);
  if (whole === undefined || tens === undefined || ones === undefined) return undefined;
  return inFen(minus, whole * 100 + tens * 10 + ones);
}

function inFen(minus: string, fen: number | undefined): string | undefined {
  if (fen === undefined) return undefined;
  return `${minus ? '-' : ''}${Math.floor(fen / 100)}.${String(fen % 100).padStart(2, '0')}`;
}
