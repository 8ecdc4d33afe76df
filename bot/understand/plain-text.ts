/** One form of a message for everything that reads values out of it: 简体, half-width, lower case, nothing invisible. */
import { toSimplified } from '../../intents/normalize.ts';
import { keepLatest } from './latest.ts';

/** Words of written Cantonese and what they mean, so that every pattern is written once. */
const cantonese = new Map([
  ['点解', '为什么'],
  ['甚么', '什么'],
  ['点样', '怎样'],
  ['边度', '哪里'],
  ['几多', '多少'],
  ['系咪', '是不是'],
  ['唔该', '谢谢'],
  ['咗', '了'],
  ['嘅', '的'],
  ['仲', '还'],
  ['冇', '没'],
  ['喺', '在'],
  ['唔', '不'],
  ['嗰', '那'],
  ['佢', '他'],
  ['俾', '给'],
  ['畀', '给'],
]);
const anyCantonese = new RegExp([...cantonese.keys()].join('|'), 'g');

const inMandarin = (text: string): string =>
  text.replace(anyCantonese, (word) => cantonese.get(word) ?? word);

/** Text as typed → text in which patterns can be looked for. Punctuation stays. */
export const plainText = keepLatest((text: string): string =>
  inMandarin(toSimplified(text.replace(/\p{Surrogate}/gu, ' ').normalize('NFKC')))
    .replace(/[\p{Cf}\p{Mn}]/gu, '')
    .replace(/\s+/g, ' ')
    .trim()
    .toLowerCase(),
);

/** One width and case, without blanks: what is typed into a search field, and what it is looked for in. */
export function fold(text: string): string {
  return text.normalize('NFKC').toLowerCase().replace(/\s+/g, '');
}
