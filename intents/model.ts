/** The trained router: learned from the knowledge base, written to bytes and read back. Pure and deterministic. */
import type { KnowledgeBase } from '../knowledge/schema.ts';
import type { Outcome } from './calibrate.ts';
import { type Confidence, fitConfidence } from './confidence.ts';
import { askElsewhere } from './elsewhere.ts';
import { crossedEvidence, weigh } from './evidence.ts';
import { collectExamples, type Example, elsewhere, folds, type Target } from './examples.ts';
import { createFeatureReader } from './features.ts';
import { type IndexedModel, mostLinearEntries, trainIndexed } from './indexed-model.ts';
import { hashText } from './random.ts';
import { createReader, type Reading, toReading } from './reading.ts';
import { consult, type Lesson, type Scorers, trainScorers } from './scorers.ts';
import { collectWords, createSpelling, type KnownWords } from './spelling.ts';
import { comparedIn, createCensus, type Vocabulary } from './vocabulary.ts';

export type RoutingModel = LinearRoutingModel | IndexedModel;

/** For knowledge bases of ordinary size. */
export interface LinearRoutingModel extends Confidence {
  readonly targets: readonly Target[];
  /** What misspelt words and pinyin are brought back to. */
  readonly words: KnownWords;
  readonly vocabulary: Vocabulary;
  readonly scorers: Scorers;
}

/** One example as the scorers see it. */
export interface Taught extends Pick<Example, 'label' | 'fold'> {
  readonly reading: Reading;
  /** When it is learned from; see `Lesson`. */
  readonly turn: number;
}

/** Learns from everything the knowledge base says, in the way that suits its size; the same knowledge gives the same model. */
export function trainModel(knowledge: KnowledgeBase): RoutingModel {
  return knowledge.entries.length > mostLinearEntries
    ? trainIndexed(knowledge)
    : trainLinearRouting(knowledge);
}

function trainLinearRouting(knowledge: KnowledgeBase): LinearRoutingModel {
  const { targets, words, vocabulary, taught } = study(knowledge);
  const teach = (some: readonly Taught[]): Scorers => trainScorers(lessonOf(some, targets, vocabulary));
  const outcomes = tryUnseen({ taught, targets }, teach);
  return {
    targets,
    words,
    vocabulary,
    scorers: teach(taught),
    ...fitConfidence(outcomes, { crossed: crossedEvidence }),
  };
}

/** What may be left out of reading, to see what it gives. */
export interface ReadingParts {
  readonly spell?: (clean: string) => string;
  /** Views of features, such as `p` for pinyin; see feature-list.ts. */
  readonly without?: string;
}

/** Reads all examples as questions will be read. `taught` is in the order of `examples`, and what was made of them follows. */
export function study(knowledge: KnowledgeBase, parts: ReadingParts = {}) {
  const { targets, examples } = collectExamples(knowledge);
  const words = collectWords(examples);
  const spell = parts.spell ?? createSpelling(words);
  const readFeatures = createFeatureReader(knowledge.concepts, undefined, parts.without);
  const census = createCensus();
  // One by one, because the spelling and the features of a text share its sounds.
  const counted = examples.map((example) => {
    const spelt = spell(example.clean);
    const features = readFeatures(spelt);
    const { concepts, outside } = features;
    return { spelt, terms: census.count(features), concepts, outside };
  });
  const vocabulary = census.vocabulary();
  const teach = ({ label, fold, clean }: Example, reading: Reading): Taught => ({
    label,
    fold,
    turn: hashText(clean),
    reading,
  });
  const read = createReader(vocabulary, readFeatures);
  const authored = examples.map((example, at) => {
    const { spelt, terms, ...concepts } = counted[at] as (typeof counted)[number];
    return teach(example, toReading(vocabulary, spelt, { numbers: census.numbersOf(terms), ...concepts }));
  });
  const made = askElsewhere(knowledge, { targets, examples });
  const taught = [...authored, ...made.map((example) => teach(example, read(example.clean)))];
  return { targets, words, vocabulary, taught, examples, read: (clean: string) => read(spell(clean)) };
}

/** The examples as the scorers are taught them. */
export function lessonOf(
  taught: readonly Taught[],
  targets: readonly Target[],
  vocabulary: Vocabulary,
): Lesson {
  return {
    rows: taught.map((one) => one.reading.row),
    labels: Int32Array.from(taught, (one) => one.label),
    turns: Int32Array.from(taught, (one) => one.turn),
    targets,
    features: vocabulary.names.length,
    compared: comparedIn(vocabulary),
  };
}

/** Every authored example judged by scorers that were taught without its fold. */
export function tryUnseen(
  { taught, targets }: { readonly taught: readonly Taught[]; readonly targets: readonly Target[] },
  teach: (some: readonly Taught[]) => Scorers,
  judge = judgeBest,
): Outcome[] {
  const asked = taught.filter(({ label }) => targets[label] !== elsewhere);
  return Array.from({ length: folds }, (_, fold) => {
    const scorers = teach(taught.filter((one) => one.fold !== fold));
    return asked
      .filter((one) => one.fold === fold)
      .map(({ reading, label }) => {
        const { best, evidence } = judge(scorers, reading);
        return { evidence, inScope: label < scorers.entries, right: best === label };
      });
  }).flat();
}

const judgeBest = (scorers: Scorers, reading: Reading) =>
  weigh(scorers, consult(scorers, reading.row), reading);
