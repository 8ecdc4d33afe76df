/** The trained router: learned from the knowledge base, written to bytes and read back. Pure and deterministic. */
import type { KnowledgeBase } from '../knowledge/schema.ts';
import { type Calibration, calibrated, fitCalibration } from './calibrate.ts';
import { weigh } from './evidence.ts';
import { collectExamples, type Example, folds, type Target } from './examples.ts';
import { createFeatureReader } from './features.ts';
import { type IndexedModel, mostLinearEntries, trainIndexed } from './indexed-model.ts';
import { createReader, type Reading } from './reading.ts';
import { consult, type Lesson, type Scorers, trainScorers } from './scorers.ts';
import { collectWords, createSpelling, type KnownWords } from './spelling.ts';
import { chooseAnswerThreshold, type Thresholds } from './thresholds.ts';
import { buildVocabulary, type Vocabulary } from './vocabulary.ts';

export type RoutingModel = LinearRoutingModel | IndexedModel;

/** For knowledge bases of ordinary size. */
export interface LinearRoutingModel {
  /** Hash of the knowledge base it was learned from. */
  readonly knowledge: string;
  readonly targets: readonly Target[];
  /** What misspelt words and pinyin are brought back to. */
  readonly words: KnownWords;
  readonly vocabulary: Vocabulary;
  readonly scorers: Scorers;
  /** Chance that the best entry is right, and that any entry is. */
  readonly calibration: { readonly right: Calibration; readonly inScope: Calibration };
  readonly thresholds: Thresholds;
}

/** One example as the scorers see it. */
export interface Taught extends Pick<Example, 'label' | 'fold'> {
  readonly reading: Reading;
}

/** What came of one example that the scorers had not seen. */
interface Outcome {
  readonly evidence: readonly number[];
  readonly inScope: boolean;
  readonly right: boolean;
}

const clarifyFrom = 0.3;

/** Learns from everything the knowledge base says, in the way that suits its size; the same knowledge gives the same model. */
export function trainModel(knowledge: KnowledgeBase): RoutingModel {
  return knowledge.entries.length > mostLinearEntries
    ? trainIndexed(knowledge)
    : trainLinearRouting(knowledge);
}

function trainLinearRouting(knowledge: KnowledgeBase): LinearRoutingModel {
  const { targets, words, vocabulary, taught } = study(knowledge);
  const teach = (some: readonly Taught[]): Scorers =>
    trainScorers(lessonOf(some, targets, vocabulary.names.length));
  const outcomes = tryUnseen(taught, teach);
  const right = fitCalibration(outcomes);
  const inScope = fitCalibration(outcomes.map((one) => ({ ...one, right: one.inScope })));
  const trials = outcomes.map((one) => ({ ...one, confidence: calibrated(right, one.evidence) }));
  const answer = chooseAnswerThreshold(trials);
  return {
    knowledge: knowledge.hash,
    targets,
    words,
    vocabulary,
    scorers: teach(taught),
    calibration: { right, inScope },
    thresholds: { answer, clarify: Math.min(clarifyFrom, answer) },
  };
}

/** Reads all examples as questions will be read. `taught` is in the order of `collectExamples`. */
export function study(knowledge: KnowledgeBase) {
  const { targets, examples } = collectExamples(knowledge);
  const words = collectWords(examples);
  const spell = createSpelling(words);
  const readFeatures = createFeatureReader(knowledge.concepts);
  const spelt = examples.map((example) => spell(example.clean));
  const features = spelt.map(readFeatures);
  const vocabulary = buildVocabulary(features);
  const read = createReader(vocabulary);
  const taught = examples.map(
    ({ label, fold }, at): Taught => ({
      label,
      fold,
      reading: read(spelt[at] as string, features[at] as Set<string>),
    }),
  );
  return { targets, words, vocabulary, taught, cleans: examples.map((example) => example.clean) };
}

/** The examples as the scorers are taught them. */
export function lessonOf(taught: readonly Taught[], targets: readonly Target[], features: number): Lesson {
  return {
    rows: taught.map((one) => one.reading.row),
    labels: Int32Array.from(taught, (one) => one.label),
    targets,
    features,
  };
}

/** Every example judged by scorers that were taught without its fold. */
function tryUnseen(taught: readonly Taught[], teach: (some: readonly Taught[]) => Scorers): Outcome[] {
  return Array.from({ length: folds }, (_, fold) => {
    const scorers = teach(taught.filter((one) => one.fold !== fold));
    return taught
      .filter((one) => one.fold === fold)
      .map(({ reading, label }) => {
        const { best, evidence } = weigh(scorers, consult(scorers, reading.row), reading);
        return { evidence, inScope: label < scorers.entries, right: best === label };
      });
  }).flat();
}
