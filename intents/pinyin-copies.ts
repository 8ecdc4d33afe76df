/** Copies of Chinese examples as people without a Chinese keyboard type them: pinyin, with and without blanks. */
import { pinyin } from 'pinyin-pro';
import { createRandom } from './random.ts';

const longest = 30;
const share = 0.3;
const han = /\p{Script=Han}/u;

/** How syllables are joined, in turn: all apart, all together, here and there. */
const joins = [
  (syllables: readonly string[]) => syllables.join(' '),
  (syllables: readonly string[]) => syllables.join(''),
  (syllables: readonly string[], random: () => number) =>
    syllables.map((syllable) => syllable + (random() < 0.5 ? ' ' : '')).join(''),
];

/** For about a third of the short Chinese texts a pinyin copy, else undefined; the same in every run. */
export function createPinyinCopier(): (clean: string) => string | undefined {
  const random = createRandom(3);
  let made = 0;
  return (clean) => {
    if (!han.test(clean) || clean.length > longest || random() > share) return undefined;
    const parts = pinyin(clean, { toneType: 'none', type: 'array', v: true, nonZh: 'consecutive' });
    const syllables = parts.map((part) => part.trim()).filter((part) => part !== '');
    const join = joins[made++ % joins.length];
    return join?.(syllables, random).trim();
  };
}
