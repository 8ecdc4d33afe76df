/** Pinyin as people type it: runs of Latin letters cut into syllables, and sounds that are often confused folded. */

/** Every syllable of Standard Mandarin, by its initial. */
const finals: Readonly<Record<string, string>> = {
  '': 'a ai an ang ao e ei en eng er o ou wa wai wan wang wei wen weng wo wu ya yan yang yao ye yi yin ying yo yong you yu yuan yue yun',
  b: 'a ai an ang ao ei en eng i ian iao ie in ing o u',
  p: 'a ai an ang ao ei en eng i ian iao ie in ing o ou u',
  m: 'a ai an ang ao e ei en eng i ian iao ie in ing iu o ou u',
  f: 'a an ang ei en eng o ou u',
  d: 'a ai an ang ao e ei en eng i ia ian iao ie ing iu ong ou u uan ui un uo',
  t: 'a ai an ang ao e eng i ian iao ie ing ong ou u uan ui un uo',
  n: 'a ai an ang ao e ei en eng i ian iang iao ie in ing iu ong ou u uan uo v ve',
  l: 'a ai an ang ao e ei eng i ia ian iang iao ie in ing iu ong ou u uan un uo v ve',
  g: 'a ai an ang ao e ei en eng ong ou u ua uai uan uang ui un uo',
  k: 'a ai an ang ao e ei en eng ong ou u ua uai uan uang ui un uo',
  h: 'a ai an ang ao e ei en eng ong ou u ua uai uan uang ui un uo',
  j: 'i ia ian iang iao ie in ing iong iu u uan ue un',
  q: 'i ia ian iang iao ie in ing iong iu u uan ue un',
  x: 'i ia ian iang iao ie in ing iong iu u uan ue un',
  zh: 'a ai an ang ao e ei en eng i ong ou u ua uai uan uang ui un uo',
  ch: 'a ai an ang ao e en eng i ong ou u ua uai uan uang ui un uo',
  sh: 'a ai an ang ao e ei en eng i ou u ua uai uan uang ui un uo',
  r: 'an ang ao e en eng i ong ou u ua uan ui un uo',
  z: 'a ai an ang ao e ei en eng i ong ou u uan ui un uo',
  c: 'a ai an ang ao e en eng i ong ou u uan ui un uo',
  s: 'a ai an ang ao e en eng i ong ou u uan ui un uo',
};

const syllables = new Set(
  Object.entries(finals).flatMap(([initial, list]) => list.split(' ').map((final) => initial + final)),
);
const longestSyllable = 6;

/** Cuts `yanzhengma` into `yan zheng ma`: as few syllables as can be; undefined when it is not all pinyin. */
export function cutSyllables(word: string): string[] | undefined {
  const fewest = new Array<number>(word.length + 1).fill(Number.POSITIVE_INFINITY);
  const from = new Array<number>(word.length + 1).fill(-1);
  fewest[0] = 0;
  for (let end = 1; end <= word.length; end++) {
    for (let start = Math.max(0, end - longestSyllable); start < end; start++) {
      const count = (fewest[start] ?? 0) + 1;
      if (count < (fewest[end] ?? 0) && syllables.has(word.slice(start, end))) {
        fewest[end] = count;
        from[end] = start;
      }
    }
  }
  if (fewest[word.length] === Number.POSITIVE_INFINITY) return undefined;
  const parts: string[] = [];
  for (let end = word.length; end > 0; end = from[end] ?? 0) parts.unshift(word.slice(from[end], end));
  return parts;
}

function fold(syllable: string): string {
  return syllable
    .replace(/^([zcs])h/, '$1')
    .replace(/([aei])ng$/, '$1n')
    .replace('v', 'u');
}

const folded = new Map(Array.from(syllables, (syllable) => [syllable, fold(syllable)]));

/** Folds what ears and keyboards confuse: zh and z, ch and c, sh and s, -ng and -n; anything else stays as it is. */
export function foldSyllable(syllable: string): string {
  return folded.get(syllable) ?? syllable;
}
