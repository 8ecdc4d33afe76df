/** Looks a question up in the inverted index: the rarest features find candidates, and only those are scored exactly. */
import { likeness } from './likeness.ts';
import { type PostingIndex, weightOf } from './posting-index.ts';

export interface Question {
  readonly clean: string;
  readonly features: Int32Array;
}

/** One text that is like the question. */
export interface Found {
  readonly text: number;
  readonly owner: number;
  /** How alike (0..1) they are: by features alone, or by features and the order of characters for the best few. */
  readonly score: number;
  /** Share (0..1) of the question's weight that the text holds. */
  readonly covered: number;
}

/** Gives texts that are like a question, best first. Texts for which `skips` holds are passed over. */
export type PostingSearch = (question: Question, skips?: (text: number, owner: number) => boolean) => Found[];

/** Postings that are read for one question: what a question costs at most, however large the index is. */
const budget = 100_000;
/** Texts that are scored exactly. */
const candidates = 200;

/** Texts whose characters are compared with the question's, in their order. */
const compared = 24;
/** How much the order of characters counts beside the features. */
const orderShare = 1 / 3;

export function createPostingSearch(index: PostingIndex): PostingSearch {
  const { starts, postings, textStarts, features, squares, owners, texts } = index;
  /** Weights of the question's features; all 0 between two questions. */
  const asked = new Float32Array(2 ** index.bits);
  const sums = new Float32Array(texts.length);
  const touched = new Int32Array(budget);
  const holdersOf = (id: number): number => (starts[id + 1] as number) - (starts[id] as number);

  /** Sums up what the rarest features say, as far as the budget goes; gives how many texts were touched. */
  function gather(ids: Int32Array): number {
    let left = budget;
    let count = 0;
    for (const id of ids) {
      const start = starts[id] as number;
      const end = Math.min(starts[id + 1] as number, start + left);
      const weight = asked[id] as number;
      for (let at = start; at < end; at++) {
        const text = postings[at] as number;
        if (sums[text] === 0) touched[count++] = text;
        sums[text] = (sums[text] as number) + weight;
      }
      left -= end - start;
      if (left === 0) break;
    }
    return count;
  }

  function scoreExactly(text: number, square: number): Found {
    let shared = 0;
    const end = textStarts[text + 1] as number;
    for (let at = textStarts[text] as number; at < end; at++)
      shared += asked[features[at] as number] as number;
    const covered = shared / square;
    const cosine = shared / Math.sqrt(square * (squares[text] as number));
    return { text, owner: owners[text] as number, score: (cosine + covered) / 2, covered };
  }

  /** Weighs the question's features; gives the square of its length. */
  function ask(ids: Int32Array): number {
    let square = 0;
    for (const id of ids) {
      const weight = weightOf(holdersOf(id), texts.length);
      asked[id] = weight;
      square += weight;
    }
    return square;
  }

  /** Texts by what was gathered; leaves all sums at 0. */
  function shortlist(count: number, skips: (text: number, owner: number) => boolean): number[] {
    const best = createShortlist(candidates);
    for (let i = 0; i < count; i++) {
      const text = touched[i] as number;
      const near = (sums[text] as number) / Math.sqrt(Math.sqrt(squares[text] as number));
      sums[text] = 0;
      if (near > best.least() && !skips(text, owners[text] as number)) best.offer(text, near);
    }
    return best.list();
  }

  function compare(found: Found, clean: string, at: number): Found {
    const order = at < compared ? likeness(clean, texts[found.text] as string) : 0;
    return { ...found, score: (1 - orderShare) * found.score + orderShare * order };
  }

  return ({ clean, features: ids }, skips = () => false) => {
    const square = ask(ids);
    const count = gather(ids.toSorted((a, b) => holdersOf(a) - holdersOf(b)));
    const found = shortlist(count, skips).map((text) => scoreExactly(text, square));
    for (const id of ids) asked[id] = 0;
    return found
      .sort(byScore)
      .map((one, at) => compare(one, clean, at))
      .sort(byScore);
  };
}

const byScore = (a: Found, b: Found): number => b.score - a.score || a.text - b.text;

/** The best few of many, kept in order; most offers fail the first look. */
function createShortlist(size: number) {
  const items = new Int32Array(size);
  const scores = new Float32Array(size);
  let count = 0;
  return {
    /** What an offer must beat. */
    least: (): number => (count < size ? 0 : (scores[size - 1] as number)),
    offer(item: number, score: number): void {
      let at = count < size ? count++ : size - 1;
      for (; at > 0 && (scores[at - 1] as number) < score; at--) {
        scores[at] = scores[at - 1] as number;
        items[at] = items[at - 1] as number;
      }
      scores[at] = score;
      items[at] = item;
    },
    list: (): number[] => [...items.subarray(0, count)],
  };
}
