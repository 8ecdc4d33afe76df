/** An inverted index over hashed features of many thousands of texts, in typed arrays. */

export interface PostingIndex {
  /** Features are numbers below `2 ** bits`. */
  readonly bits: number;
  /** Postings of feature `f` stand from `starts[f]` to `starts[f + 1]`: texts that hold it, shorter ones first. */
  readonly starts: Int32Array;
  readonly postings: Int32Array;
  /** Features of text `t` stand from `textStarts[t]` to `textStarts[t + 1]`. */
  readonly textStarts: Int32Array;
  readonly features: Int32Array;
  /** Square of each text's length when features weigh by their rarity. */
  readonly squares: Float32Array;
  /** Target of each text. */
  readonly owners: Int32Array;
  /** The clean texts themselves. */
  readonly texts: readonly string[];
}

export interface IndexedText {
  readonly clean: string;
  readonly owner: number;
  readonly features: Int32Array;
}

/** Shorter texts come first, so that a list of postings begins with those that a short question can be nearest to. */
export function buildPostingIndex(given: readonly IndexedText[], bits: number): PostingIndex {
  const texts = [...given].sort((a, b) => a.features.length - b.features.length);
  const textStarts = new Int32Array(texts.length + 1);
  texts.forEach(({ features }, at) => {
    textStarts[at + 1] = (textStarts[at] as number) + features.length;
  });
  const features = new Int32Array(textStarts[texts.length] as number);
  texts.forEach((text, at) => {
    features.set(text.features, textStarts[at]);
  });
  const { starts, postings } = invert(features, textStarts, bits);
  const index = { bits, starts, postings, textStarts, features };
  const owners = Int32Array.from(texts, ({ owner }) => owner);
  return {
    ...index,
    owners,
    squares: squaresOf(index, texts.length),
    texts: texts.map(({ clean }) => clean),
  };
}

function invert(features: Int32Array, textStarts: Int32Array, bits: number) {
  const starts = new Int32Array(2 ** bits + 1);
  for (const id of features) starts[id + 1] = (starts[id + 1] as number) + 1;
  for (let id = 0; id < 2 ** bits; id++) starts[id + 1] = (starts[id + 1] as number) + (starts[id] as number);
  const next = starts.slice(0, 2 ** bits);
  const postings = new Int32Array(features.length);
  for (let text = 0; text + 1 < textStarts.length; text++) {
    const end = textStarts[text + 1] as number;
    for (let at = textStarts[text] as number; at < end; at++) {
      const id = features[at] as number;
      const to = next[id] as number;
      postings[to] = text;
      next[id] = to + 1;
    }
  }
  return { starts, postings };
}

/** Square of a feature's rarity. */
export function weightOf(holders: number, texts: number): number {
  return Math.log(1 + texts / (1 + holders)) ** 2;
}

function squaresOf(
  { starts, textStarts, features }: Pick<PostingIndex, 'starts' | 'textStarts' | 'features'>,
  texts: number,
): Float32Array {
  return Float32Array.from({ length: texts }, (_, text) => {
    let square = 0;
    for (let at = textStarts[text] as number; at < (textStarts[text + 1] as number); at++) {
      const id = features[at] as number;
      square += weightOf((starts[id + 1] as number) - (starts[id] as number), texts);
    }
    return square;
  });
}
