/** The router's features and scorers on labelled questions of any kind, for measuring on public English sets. */
import { createFeatureReader, type LatinReading } from './features.ts';
import { type Course, eachChance, type LinearModel, scoreLinear, trainLinear } from './matchers/linear.ts';
import { buildPooled, type PooledIndex, standPooled } from './matchers/pooled.ts';
import { comparedIn, createCensus, createNumberer, type Row, toRow } from './vocabulary.ts';

/** One labelled question; without an intent it is out of scope. */
export interface Labelled {
  readonly text: string;
  readonly intent?: string;
}

/** The likeliest intent of a question and how sure (0..1) it is, being out of scope weighed against it. */
export interface Guess {
  readonly intent: string;
  readonly chance: number;
}

export type Guesser = (text: string) => Guess;

/*
 * Chosen on CLINC150's validation split and on held-out quarters of the training splits of CLINC150 and Banking77,
 * for both together: one setting for all sets.
 */
const reading: LatinReading = { pinyin: false, letters: [2, 5], pairs: true };
const course: Omit<Course, 'decay'> = { epochs: 24, firstRate: 20, dropped: 0.7, classes: 'alone' };
/** What one pass over all questions forgets, times the rate: questions are many or few, weights stay as small. */
const decayInAll = 0.07;
/** How much nearness adds to the linear model's score; flat from 2 to 6. */
const nearnessShare = 4;

/**
 * How much of the score of being out of scope is held against the best intent. More is better for questions like those
 * that were learned as out of scope, less for questions of intents that were hidden; half loses little of either.
 */
const outsideShare = 0.5;

/** English as it stands: thanks and greetings are intents in some sets, so nothing polite may be dropped. */
function keepAllWords(text: string): string {
  const plain = text.normalize('NFKC').toLowerCase().replace(/[’']/g, '');
  return plain.replace(/[^a-z0-9]+/g, ' ').trim();
}

/** Learns from these questions and from the names of their intents. Deterministic. */
export function trainIntents(examples: readonly Labelled[]): Guesser {
  const intents = [...new Set(examples.flatMap(({ intent }) => (intent === undefined ? [] : [intent])))];
  const named = intents.map((intent): Labelled => ({ text: intent.replace(/_/g, ' '), intent }));
  const score = trainScorer([...examples, ...named], intents);
  return (text) => {
    const scores = score(text);
    const inside = scores.subarray(0, intents.length);
    const best = inside.indexOf(Math.max(...inside));
    const lead = (scores[best] as number) - outsideShare * (scores[intents.length] ?? 0);
    return { intent: intents[best] as string, chance: eachChance(Float64Array.of(lead))[0] as number };
  };
}

/** Text → scores of the intents, as log odds; after them that of being out of scope, where there are such examples. */
function trainScorer(taught: readonly Labelled[], intents: readonly string[]) {
  const readFeatures = createFeatureReader([], reading);
  const census = createCensus();
  const counted = taught.map(({ text }) => census.count(readFeatures(keepAllWords(text))));
  const vocabulary = census.vocabulary();
  const numbers = new Map(intents.map((intent, at) => [intent, at]));
  const labels = Int32Array.from(taught, ({ intent = '' }) => numbers.get(intent) ?? intents.length);
  const rows = counted.map((terms) => toRow(vocabulary, census.numbersOf(terms)));
  const lesson = { rows, labels, features: vocabulary.names.length };
  const classes = intents.length + Number(labels.includes(intents.length));
  const decay = decayInAll / taught.length;
  const linear = trainLinear({ ...lesson, classes, course: { ...course, decay } });
  const pooled = buildPooled({ ...lesson, targets: classes, compared: comparedIn(vocabulary) });
  const toNumbers = createNumberer(vocabulary);
  return (text: string): Float32Array =>
    scoreBoth(linear, pooled, toRow(vocabulary, toNumbers(readFeatures(keepAllWords(text)))));
}

function scoreBoth(linear: LinearModel, pooled: PooledIndex, row: Row): Float32Array {
  const { near } = standPooled(pooled, row);
  return scoreLinear(linear, row).map((score, k) => score + nearnessShare * (near[k] as number));
}
