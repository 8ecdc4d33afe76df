/** What people type, made comparable: one width, one script, one case, digits for numerals, nothing invisible. */
import { Converter } from 'opencc-js/t2cn';

/** Code points that are looked at; the outer faces refuse longer messages. */
export const longestText = 4000;

/** 繁體 → 简体, characters and phrases. */
export const toSimplified = Converter({ from: 't', to: 'cn' });

const loneSurrogate = /\p{Surrogate}/gu;
const invisible = /[\p{Cf}\p{Mn}\p{Co}\p{Cn}]/gu;
const notWord = /[^\p{L}\p{N}.]+/gu;
const looseDot = /(?<!\d)\.|\.(?!\d)/g;
const longRun = /(.)\1{3,}/gu;
const measured =
  /([二两三四五六七八九]?十[一二三四五六七八九]?|[一二两三四五六七八九])(?=[个张家次天日年月份笔种位间套分毛元块周])/g;
const digits = '零一二三四五六七八九';

/** Variants that mean the same here and that script conversion leaves alone. */
const variants: readonly (readonly [RegExp, string])[] = [
  [/帐(?=[号户单款])/g, '账'],
  [/身分(?=证|認|认|验|信)/g, '身份'],
  [/登陆/g, '登录'],
  [/转帐/g, '转账'],
  [/到帐|入帐|进帐/g, '到账'],
  [/俩(?![个])/g, '2个'],
  [/仨(?![个])/g, '3个'],
];

/** Politeness around a question. It is dropped only where something is left without it. */
const opening =
  /^(?:(?:你好|您好|哈喽|嗨|在吗|在么|亲|亲们|请问一下|请问下|请问|想请问|请教一下|请教|麻烦问一下|麻烦问下|麻烦|打扰一下|打扰了|打扰|想问一下|想问下|问一下|问下|hello|hi|hey|excuse me|good morning|good afternoon)(?:啊|呀|哈|了)?(?:\s+|(?<=\p{Script=Han})))+/u;
const closing =
  /(?: ?(?:谢谢你|谢谢您|谢谢了|谢谢|多谢|谢了|感谢|thank you|thanks|thx|please help|please)){1,9}$/u;

const tail = 40;

function numeral(chinese: string): string {
  const ten = chinese.indexOf('十');
  const digit = (char: string | undefined): number => (char === '两' ? 2 : digits.indexOf(char ?? '零'));
  if (ten < 0) return String(digit(chinese));
  const tens = ten === 0 ? 1 : digit(chinese[0]);
  return String(tens * 10 + digit(chinese[ten + 1]));
}

function dropPoliteness(text: string): string {
  const start = text.replace(opening, '');
  // Only the tail is searched, so that a long message of thanks stays cheap.
  const bare = (start.slice(0, -tail) + start.slice(-tail).replace(closing, '')).trim();
  return bare.length >= 2 ? bare : text;
}

/** Any text at all → lower-case 简体 words and numbers separated by single spaces; '' when nothing is left. */
export function normalize(text: string): string {
  const cut =
    text.length > longestText ? [...text.slice(0, 2 * longestText)].slice(0, longestText).join('') : text;
  let clean = toSimplified(cut.replace(loneSurrogate, ' ').normalize('NFKC'));
  clean = clean.toLowerCase().replace(invisible, '').replace(notWord, ' ').replace(looseDot, ' ');
  clean = clean.replace(longRun, '$1$1').replace(/ +/g, ' ').trim();
  for (const [variant, usual] of variants) clean = clean.replace(variant, usual);
  return dropPoliteness(clean.replace(measured, numeral));
}
