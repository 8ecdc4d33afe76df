/** The router's features and linear model on labelled questions of any kind, for measuring on public English sets. */
import { createFeatureReader, type LatinReading } from './features.ts';
import {
  type Course,
  eachChance,
  type LinearModel,
  scoreLinear,
  softmax,
  trainLinear,
} from './matchers/linear.ts';
import { normalize } from './normalize.ts';
import { createCensus, createNumberer, type Row, toRow } from './vocabulary.ts';

/** One labelled question; without an intent it is out of scope. */
export interface Labelled {
  readonly text: string;
  readonly intent?: string;
}

/** The likeliest intent of a question and how sure (0..1) the members are of it together. */
export interface Guess {
  readonly intent: string;
  readonly chance: number;
}

export type Guesser = (text: string) => Guess;

interface Member {
  readonly reading: LatinReading;
  readonly course: Course;
}

interface Trained {
  readonly read: (text: string) => Row;
  readonly model: LinearModel;
  readonly toChances: (scores: Float32Array) => Float32Array;
}

/** Models that err in different ways; their chances are averaged. Chosen on CLINC150's validation split. */
const members: readonly Member[] = [
  {
    reading: { pinyin: false, letters: [3, 5], pairs: false },
    course: { epochs: 12, firstRate: 15, dropped: 0.5, classes: 'alone' },
  },
  {
    reading: { pinyin: false, letters: [2, 5], pairs: true },
    course: { epochs: 24, firstRate: 20, dropped: 0.7, classes: 'alone' },
  },
  {
    reading: { pinyin: false, letters: [2, 5], pairs: true },
    course: { epochs: 24, firstRate: 10, dropped: 0.7, classes: 'compete' },
  },
  {
    reading: { pinyin: false, pairs: true },
    course: { epochs: 12, firstRate: 15, dropped: 0.3, classes: 'alone' },
  },
];

/** English as it stands, for sets in which thanks and greetings are intents, so that nothing polite may be dropped. */
export function keepAllWords(text: string): string {
  const plain = text.normalize('NFKC').toLowerCase().replace(/[’']/g, '');
  return plain.replace(/[^a-z0-9]+/g, ' ').trim();
}

/** Learns from these questions, made comparable by `clean`, and from the names of their intents. Deterministic. */
export function trainIntents(
  examples: readonly Labelled[],
  clean: (text: string) => string = normalize,
): Guesser {
  const intents = [...new Set(examples.flatMap(({ intent }) => (intent === undefined ? [] : [intent])))];
  const named = intents.map((intent): Labelled => ({ text: intent.replace(/_/g, ' '), intent }));
  const taught = [...examples, ...named];
  const outside = intents.length;
  const labels = Int32Array.from(taught, ({ intent }) =>
    intent === undefined ? outside : intents.indexOf(intent),
  );
  const texts = taught.map(({ text }) => clean(text));
  const classes = labels.includes(outside) ? outside + 1 : outside;
  const trained = members.map((member) => trainMember(member, { texts, labels, classes }));
  return (text) => {
    const asked = clean(text);
    const chances = trained.map((one) => chancesOf(one, asked));
    const sums = intents.map((_, k) => chances.reduce((sum, some) => sum + (some[k] as number), 0));
    const best = sums.indexOf(Math.max(...sums));
    return { intent: intents[best] as string, chance: (sums[best] as number) / trained.length };
  };
}

interface Lesson {
  readonly texts: readonly string[];
  readonly labels: Int32Array;
  readonly classes: number;
}

function trainMember({ reading, course }: Member, { texts, labels, classes }: Lesson): Trained {
  const readFeatures = createFeatureReader([], reading);
  const census = createCensus();
  const counted = texts.map((text) => census.count(readFeatures(text)));
  const vocabulary = census.vocabulary();
  const rows = counted.map((terms) => toRow(vocabulary, census.numbersOf(terms)));
  const model = trainLinear({ rows, labels, classes, features: vocabulary.names.length, course });
  const toNumbers = createNumberer(vocabulary);
  return {
    read: (text) => toRow(vocabulary, toNumbers(readFeatures(text))),
    model,
    toChances: course.classes === 'alone' ? eachChance : softmax,
  };
}

function chancesOf({ read, model, toChances }: Trained, text: string): Float32Array {
  return toChances(scoreLinear(model, read(text)));
}
