/** A text as the terms it is found by: Chinese characters alone and in pairs, words of Latin letters and numbers. */

export type Fold = (text: string) => string;

/** Full width to half, capitals to small letters, 繁體 to 简体; `simplified` holds pairs of characters. */
export function createFold(simplified: string): Fold {
  const characters = [...simplified];
  const pairs = new Map(characters.map((one, at) => [one, characters[at + 1] ?? '']));
  for (const [at, one] of characters.entries()) if (at % 2 === 1) pairs.delete(one);
  return (text) => Array.from(text.normalize('NFKC').toLowerCase(), (one) => pairs.get(one) ?? one).join('');
}

const runs = /\p{Script=Han}+|[a-z]+|\d+/gu;
const isHan = /\p{Script=Han}/u;
const ending = /(?:ations?|ions?|ing|ies|ied|ed|es|s|y|e)$/;
const shortestStem = 3;

/** Runs of one script, in order. */
export function wordsOf(folded: string): string[] {
  return folded.match(runs) ?? [];
}

export function termsOf(folded: string): string[] {
  return wordsOf(folded).flatMap((word) => (isHan.test(word) ? pairsOf(word) : [stem(word)]));
}

function pairsOf(run: string): string[] {
  const characters = [...run];
  return characters.flatMap((one, at) => (at === 0 ? [one] : [one, `${characters[at - 1]}${one}`]));
}

/** `verifying`, `verified` and `verification` are the same word. */
export function stem(word: string): string {
  const cut = word.replace(ending, '');
  return cut.length >= shortestStem ? cut : word;
}
