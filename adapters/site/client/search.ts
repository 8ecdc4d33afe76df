/** Ranks the questions of a page by what somebody typed; runs in the browser, on the page's own words and its index. */
import type { SearchIndex } from '../search-index.ts';
import { createPinyinReader } from './pinyin.ts';
import { createFold, type Fold, stem, termsOf, wordsOf } from './terms.ts';

/** A question as it stands on the page. */
export interface PageQuestion {
  readonly id: string;
  readonly question: string;
  readonly answer: string;
}

export interface Hit {
  readonly id: string;
  readonly score: number;
}

export interface Search {
  /** Best first; nothing for a text that says nothing. */
  find(text: string, limit: number): Hit[];
  /** The terms that a text is searched for. */
  terms(text: string): string[];
  /** A text as terms are compared with it. */
  readonly fold: Fold;
}

/** Entries by term, each with the weight of the term there. */
type Weights = Map<string, Map<string, number>>;

/** How much a term weighs by where it stands on the page. */
const onPage = { question: 4, answer: 1 } as const;
/** The more often a term stands with a question the less one more counts. */
const saturation = 3;
/** Hits much weaker than the best are noise. */
const weakest = 0.25;
/** Words that one that is still being typed may become. */
const mostBegun = 8;

export function createSearch(questions: readonly PageQuestion[], index: SearchIndex): Search {
  const fold = createFold(index.simplified);
  const weights = gatherWeights(questions, index, fold);
  const pairs = [...weights].map(([term, places]) => ({ text: term, times: sum(places.values()) }));
  const pinyin = createPinyinReader({ phrases: index.phrases.map(fold), pairs }, index.sounds);

  /** English when the word is known, else Chinese by its sound; the last word may be only begun. */
  function latinTerms(word: string, isLast: boolean): string[] {
    const known = weights.has(stem(word)) ? [stem(word)] : [];
    const begun = isLast ? begunWith(word, weights) : [];
    const english = [...known, ...begun];
    return english.length > 0 ? english : pinyin.read(word).flatMap(termsOf);
  }

  function terms(text: string): string[] {
    const words = wordsOf(fold(text));
    const found = words.flatMap((word, at) =>
      /^[a-z]/.test(word) ? latinTerms(word, at === words.length - 1) : termsOf(word),
    );
    return [...new Set(found)];
  }

  return {
    terms,
    fold,
    find(text, limit) {
      const scores = new Map<string, number>();
      for (const term of terms(text)) addScores(scores, weights.get(term), questions.length);
      const hits = [...scores].map(([id, score]) => ({ id, score })).sort((a, b) => b.score - a.score);
      const best = hits[0]?.score ?? 0;
      return hits.filter(({ score }) => score >= best * weakest).slice(0, limit);
    },
  };
}

function gatherWeights(questions: readonly PageQuestion[], index: SearchIndex, fold: Fold): Weights {
  const weights: Weights = new Map();
  const add = (id: string, terms: readonly string[], weight: number) => {
    for (const term of terms) {
      const places = weights.get(term) ?? new Map<string, number>();
      weights.set(term, places.set(id, (places.get(id) ?? 0) + weight));
    }
  };
  for (const { id, question, answer } of questions) {
    add(id, [...new Set(termsOf(fold(question)))], onPage.question);
    add(id, [...new Set(termsOf(fold(answer)))], onPage.answer);
    for (const [at, list] of (index.terms[id] ?? []).entries())
      if (list !== '') add(id, list.split(' '), 2 ** (at + 1) - 1);
  }
  return weights;
}

/** A term says more the fewer questions have it. */
function addScores(
  scores: Map<string, number>,
  places: ReadonlyMap<string, number> | undefined,
  all: number,
): void {
  if (!places) return;
  const rarity = Math.log(1 + all / places.size);
  for (const [id, weight] of places)
    scores.set(id, (scores.get(id) ?? 0) + rarity * (weight / (weight + saturation)));
}

function begunWith(word: string, weights: Weights): string[] {
  return [...weights.keys()]
    .filter((term) => term.length > word.length && term.startsWith(word))
    .slice(0, mostBegun);
}

function sum(numbers: Iterable<number>): number {
  let all = 0;
  for (const one of numbers) all += one;
  return all;
}
