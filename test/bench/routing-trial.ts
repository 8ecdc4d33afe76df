/** Tries routing on examples it has not seen, with any part of it left out: what the ablation and its figures rest on. */
import { type Calibration, calibrated, fitCalibration } from '../../intents/calibrate.ts';
import type { RoutingCase } from '../../intents/evaluate.ts';
import { evidenceNames, weigh } from '../../intents/evidence.ts';
import { collectExamples, folds } from '../../intents/examples.ts';
import { createFeatureReader } from '../../intents/features.ts';
import { normalize } from '../../intents/normalize.ts';
import { createReader, type Reading } from '../../intents/reading.ts';
import { consult, type Scorers, trainScorers } from '../../intents/scorers.ts';
import { collectWords, createSpelling } from '../../intents/spelling.ts';
import { chooseAnswerThreshold } from '../../intents/thresholds.ts';
import { buildVocabulary } from '../../intents/vocabulary.ts';
import type { KnowledgeBase } from '../../knowledge/schema.ts';

/** One question and what came of it. */
export interface Judged {
  readonly confidence: number;
  readonly inScope: boolean;
  readonly right: boolean;
}

/** What is left out. */
export interface Without {
  /** Views of features, such as `p` for pinyin; see intents/features.ts. */
  readonly views?: string;
  readonly spelling?: boolean;
  readonly evidence?: readonly string[];
}

export interface RoutingTrial {
  /** Examples judged by scorers taught without their fold; topics are held out whole. */
  readonly heldOut: readonly Judged[];
  /** Questions of a set, judged by scorers taught with everything. */
  readonly set: readonly Judged[];
  readonly threshold: number;
}

interface Weighed extends Omit<Judged, 'confidence'> {
  readonly evidence: readonly number[];
}

export function tryRouting(
  knowledge: KnowledgeBase,
  cases: readonly RoutingCase[],
  without: Without = {},
): RoutingTrial {
  const { targets, examples } = collectExamples(knowledge);
  const spell = without.spelling ? (clean: string) => clean : createSpelling(collectWords(examples));
  const readAll = createFeatureReader(knowledge.concepts);
  const readFeatures = (clean: string) =>
    new Set([...readAll(clean)].filter((name) => !(without.views ?? '').includes(name.charAt(0))));
  const spelt = examples.map(({ clean }) => spell(clean));
  const vocabulary = buildVocabulary(spelt.map(readFeatures));
  const reader = createReader(vocabulary);
  const read = (text: string) => reader(text, readFeatures(text));
  const readings = spelt.map(read);
  const kept = evidenceNames.map((name) => !(without.evidence ?? []).includes(name));

  const teach = (some: readonly number[]): Scorers =>
    trainScorers({
      rows: some.map((at) => (readings[at] as Reading).row),
      labels: Int32Array.from(some, (at) => examples[at]?.label ?? 0),
      targets,
      features: vocabulary.names.length,
    });
  const judge = (scorers: Scorers, reading: Reading) => {
    const { best, evidence } = weigh(scorers, consult(scorers, reading.row), reading);
    return { best, evidence: evidence.filter((_, at) => kept[at]) };
  };

  const all = examples.map((_, at) => at);
  const heldOut = Array.from({ length: folds }, (_, fold) => {
    const scorers = teach(all.filter((at) => examples[at]?.fold !== fold));
    return all
      .filter((at) => examples[at]?.fold === fold)
      .map((at): Weighed => {
        const { best, evidence } = judge(scorers, readings[at] as Reading);
        const label = examples[at]?.label ?? 0;
        return { evidence, inScope: label < scorers.entries, right: best === label };
      });
  }).flat();
  const full = teach(all);
  const set = cases.map((given): Weighed => {
    const { best, evidence } = judge(full, read(spell(normalize(given.q))));
    const { id, question } = knowledge.entries[best] ?? { id: '', question: '' };
    const right = [...given.expect, ...given.ok].some((name) => name === id || name === question);
    return { evidence, inScope: given.expect.length > 0, right };
  });
  const calibration = fitCalibration(heldOut);
  const trials = withConfidence(heldOut, calibration);
  return {
    heldOut: trials,
    set: withConfidence(set, calibration),
    threshold: chooseAnswerThreshold(trials),
  };
}

function withConfidence(weighed: readonly Weighed[], calibration: Calibration): Judged[] {
  return weighed.map((one) => ({ ...one, confidence: calibrated(calibration, one.evidence) }));
}
