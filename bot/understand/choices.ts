/** Which of the offered options a message picks: by number, ordinal, label, part of a label, or what it means. */
import type { Option } from '../../adapters/channel.ts';
import { keepLatest } from './latest.ts';
import { readInteger } from './numerals.ts';
import { plainText } from './plain-text.ts';
import { asks } from './questions.ts';

/** Concepts of the lexicon that a text names, so that 公司 picks an option that says 企业. */
export type ConceptsOf = (text: string) => readonly string[];

const lead =
  '(?:那就|就|我)?(?:要|选择?|想选|点|看|是|回复|option|number|no\\.?|choose|pick|the)?(?:的是)?[ #(（\\[]{0,4}';
const tail =
  '[ )）\\]、.。!！]{0,4}(?:个|项|条|种|号|款|一?个问题|one|option)?(?:吧|的|呢|啊|谢谢|please)?[.。!！]{0,9}';
const byNumber = new RegExp(`^${lead}(?:第 ?)?(\\d{1,2}|[一二三四五六七八九十]{1,2}|(?<=第 ?)两)${tail}$`);
/** "两个" counts something; "第两个" and "2" pick. */
export const counting =
  /^(?:我)?(?:有|要)?(?:\d{1,2}|[一二两三四五六七八九十]{1,2}) ?[个种条款](?:吧|了|的|呢|啊)?[。.!！]*$/;
const byLetter = new RegExp(`^${lead}([a-e])${tail}$`);
const ordinals = ['first', 'second', 'third', 'fourth', 'fifth'];
const byOrdinal = new RegExp(
  `^${lead}(?:(${ordinals.join('|')})|(1st|2nd|3rd|4th|5th)|(前者|前面那个|上面那个|former)|(后者|后面那个|latter)|(最后一?个|last))${tail}$`,
);
/** Longer words are a sentence of their own, not a part of a label or a name for it. */
const longestPart = 24;
const longestMeaning = 8;
const opening = /^(?:那就|就|我要|我选|我想|想问|问|要|选|是|应该是)+/;
const particle = /(?:那一?个|这一?个|的那?个?|吧|呢|啊|呀|哦|问题|one|the|please|[的了.。!！?？,，])$/;
const mostParticles = 20;

/** Index of the picked option; undefined when the text picks none, or more than one. */
export function pickOption(
  text: string,
  options: readonly Option[],
  conceptsOf: ConceptsOf = () => [],
): number | undefined {
  const plain = plainText(text);
  const number = pickedNumber(plain, options.length);
  if (number !== undefined) return number >= 1 && number <= options.length ? number - 1 : undefined;
  return pickByWords(plain, options, conceptsOf);
}

/** Index of an option that is named by its number or its whole label; a part of it may mean anything. */
export function pickExactly(text: string, options: readonly Option[]): number | undefined {
  const plain = plainText(text);
  const number = counting.test(plain) ? undefined : pickedNumber(plain, options.length);
  const label = options.findIndex((option) => isLabel(plainLabel(option.label), plain));
  const picked = number === undefined ? label : number - 1;
  return picked >= 0 && picked < options.length ? picked : undefined;
}

/** The labels of one knowledge base, in its three scripts, are offered in every conversation. */
const plainLabel = keepLatest(plainText, 500);

/** The whole label, or what stands behind its colon: "按您的情况算一下：我充的金额对不对". */
const isLabel = (label: string, plain: string): boolean =>
  label === plain || label.slice(label.indexOf(':') + 1).trim() === plain;

/** Index for a structured choice: a position from 1, a value, an entry or a label. */
export function pickChoice(choice: string | number, options: readonly Option[]): number | undefined {
  const position =
    typeof choice === 'number' ? choice : /^\d{1,2}$/.test(choice) ? Number(choice) : undefined;
  const named = options.findIndex(
    (option) =>
      choice === option.value || choice === option.label || (!option.value && choice === option.entry),
  );
  if (named >= 0) return named;
  if (position !== undefined) return position >= 1 && position <= options.length ? position - 1 : undefined;
  const [byEntry, other] = options.flatMap((option, at) => (choice === option.entry ? [at] : []));
  return other === undefined ? byEntry : undefined;
}

function pickedNumber(plain: string, count: number): number | undefined {
  const letter = byLetter.exec(plain)?.[1];
  if (letter !== undefined) return 'abcde'.indexOf(letter) + 1;
  const digits = byNumber.exec(plain)?.[1];
  if (digits !== undefined) return readInteger(digits);
  const groups = byOrdinal.exec(plain);
  if (!groups) return undefined;
  const [, word, short, former, latter, last] = groups;
  if (word) return ordinals.indexOf(word) + 1;
  if (short) return Number(short[0]);
  if (former) return 1;
  if (latter) return 2;
  return last ? count : undefined;
}

function pickByWords(plain: string, options: readonly Option[], conceptsOf: ConceptsOf): number | undefined {
  const words = withoutFiller(plain).trim() || plain;
  const labels = options.map((option) => plainLabel(option.label));
  const equal = labels.findIndex((label) => label === words || label === plain);
  if (equal >= 0) return equal;
  const length = [...words].length;
  if (length < 2 || length > longestPart) return undefined;
  const holding = only(labels, (label) => label.includes(words));
  if (holding !== undefined) return holding;
  const concepts = new Set(conceptsOf(words));
  if (length > longestMeaning || concepts.size === 0 || asks(words)) return undefined;
  return only(labels, (label) => {
    const own = new Set(conceptsOf(label));
    return [...concepts].every((concept) => own.has(concept));
  });
}

function withoutFiller(plain: string): string {
  let words = plain.replace(opening, '');
  for (let left = mostParticles; left > 0 && particle.test(words); left--)
    words = words.replace(particle, '');
  return words;
}

function only(labels: readonly string[], fits: (label: string) => boolean): number | undefined {
  const fitting = labels.flatMap((label, at) => (fits(label) ? [at] : []));
  return fitting.length === 1 ? fitting[0] : undefined;
}
