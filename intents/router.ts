/** The folder's one door: a question in, a match out. */
import type { KnowledgeBase } from '../knowledge/schema.ts';
import { calibrated, unsure } from './calibrate.ts';
import { decide, type Judged } from './decide.ts';
import { evidenceNames, weigh } from './evidence.ts';
import type { Target } from './examples.ts';
import { createFeatureReader } from './features.ts';
import { createIndexedRouter } from './indexed-router.ts';
import type { LinearRoutingModel, RoutingModel } from './model.ts';
import { normalize } from './normalize.ts';
import { createReader, type Reading } from './reading.ts';
import { consult, headsOf, type Opinion, topOf } from './scorers.ts';
import { createSpelling, type SpellingMender } from './spelling.ts';
import type { Candidate, ExplainingRouter, Explanation, ScorerParts } from './types.ts';
import { cutWindows } from './windows.ts';

export { ModelFormatError } from './bytes.ts';
export { lessonText } from './examples.ts';
export { type RoutingModel, trainModel } from './model.ts';
export { parseModel, serializeModel } from './model-file.ts';

interface Judgement extends Judged {
  readonly normalized: string;
  readonly clean: string;
  readonly reading: Reading;
  readonly best: number;
  readonly evidence: readonly number[];
}

const likely = 0.5;
const mostRanked = 31;
/** A topic is named only when it is nearer than the next by this much, or a wrong name would be given too often. */
const namingLead = 0.15;
const featuresShown = 20;
const partsShown = 3;

const surety = (judged: Judged): number => judged.ranking[0]?.confidence ?? 0;

/** Routes with a model that was trained on what this knowledge teaches (see `trainModel`, `lessonText`). */
export function createRouter(
  knowledge: KnowledgeBase,
  model: RoutingModel,
  spell = spellingOf(model),
): ExplainingRouter {
  return 'index' in model
    ? createIndexedRouter(knowledge, model)
    : createLinearRouter(knowledge, model, spell);
}

/** What a router mends typed text with; it takes as long to make as the rest of a router, and can be made before it. */
export const spellingOf = (model: RoutingModel): SpellingMender =>
  'index' in model ? (clean) => clean : createSpelling(model.words);

function createLinearRouter(
  knowledge: KnowledgeBase,
  model: LinearRoutingModel,
  spell: SpellingMender,
): ExplainingRouter {
  const { scorers, targets, calibration, thresholds, vocabulary } = model;
  const { entries } = scorers;
  const heads = headsOf(targets);
  const read = createReader(vocabulary, createFeatureReader(knowledge.concepts));
  const topicNames = targets.map(({ kind, id }) => {
    const topic = kind === 'boundary' ? knowledge.boundaries.find((one) => one.id === id) : undefined;
    return topic && normalize(topic.name['zh-Hans']);
  });

  const candidate = (k: number, confidence: number): Candidate => ({
    entry: knowledge.entries[k]?.id ?? '',
    question: knowledge.entries[k]?.question ?? '',
    confidence,
  });

  const entryNumbers = knowledge.entries.map((_, k) => k);

  /** Entries by confidence: the best has its own, the others share what is left of being in scope. */
  function rank({ chances }: Opinion, best: number, sure: { right: number; inScope: number }): Candidate[] {
    const others = entryNumbers.filter((k) => k !== best);
    const all = others.reduce((sum, k) => sum + (chances[k] as number), 0) || 1;
    const left = Math.max(0, sure.inScope - sure.right) / all;
    others.sort((a, b) => (chances[b] as number) - (chances[a] as number));
    return [
      candidate(best, sure.right),
      ...others
        .slice(0, mostRanked - 1)
        .map((k) => candidate(k, Math.min(sure.right, left * (chances[k] as number)))),
    ];
  }

  /** The likeliest thing besides the entries: an act of small talk, or the topic that its words name or are nearest to. */
  function findDeclined({ chances, near }: Opinion, clean: string): Target | undefined {
    const head = topOf(chances, entries, chances.length);
    const outside = chances.subarray(entries).reduce((sum, chance) => sum + chance, 0);
    if (outside < likely) return undefined;
    if (heads[head]?.startsWith('smalltalk')) return targets.find((target) => target.head === heads[head]);
    const named = near.map((value, at) => (topicNames[at] && clean.includes(topicNames[at]) ? value : -1));
    const best = topOf(named, entries, named.length);
    if ((named[best] as number) >= 0) return targets[best];
    const boundaries = near.map((value, at) => (targets[at]?.kind === 'boundary' ? value : 0));
    const nearest = topOf(boundaries, entries, boundaries.length);
    const next = topOf(boundaries, entries, boundaries.length, nearest);
    return (boundaries[nearest] as number) - (boundaries[next] as number) >= namingLead
      ? targets[nearest]
      : undefined;
  }

  /** The surest piece of the text stands for all of it. */
  function judge(text: string): Judgement {
    const pieces = cutWindows(normalize(text)).map((piece) => judgePiece(text, piece));
    return pieces.reduce((best, piece) => (surety(piece) > surety(best) ? piece : best));
  }

  function judgePiece(text: string, normalized: string): Judgement {
    const clean = spell(normalized);
    const reading = read(clean);
    const opinion = consult(scorers, reading.row);
    const { best, evidence } = weigh(scorers, opinion, reading);
    const silent = reading.row.ids.length === 0;
    const sure = silent ? unsure : calibrated(calibration, evidence);
    const { right } = sure;
    const inScope = Math.max(right, sure.inScope);
    const declined = silent ? undefined : findDeclined(opinion, clean);
    return {
      text,
      normalized,
      clean,
      reading,
      best,
      evidence,
      inScope,
      ranking: rank(opinion, best, { right, inScope }),
      ...(declined === undefined ? {} : { declined }),
    };
  }

  /** What each known feature adds to the best entry's score. */
  function featuresFor({ reading, best }: Judgement): Explanation['features'] {
    const { weights, scales, classes } = scorers.linear;
    const parts = Array.from(reading.row.ids, (id, at) => ({
      feature: vocabulary.names[id] ?? '',
      weight: (reading.row.values[at] ?? 0) * (scales[id] ?? 0) * (weights[id * classes + best] ?? 0),
    }));
    return parts.sort((a, b) => Math.abs(b.weight) - Math.abs(a.weight)).slice(0, featuresShown);
  }

  /** The scorers on the first entries of the ranking. */
  function partsFor({ reading, ranking }: Judgement): ScorerParts[] {
    const { chances, near, covered } = consult(scorers, reading.row);
    return ranking.slice(0, partsShown).map(({ entry }) => {
      const k = knowledge.entries.findIndex(({ id }) => id === entry);
      return { entry, linear: chances[k] ?? 0, nearness: near[k] ?? 0, coverage: covered[k] ?? 0 };
    });
  }

  return {
    route: (text) => decide(judge(text), thresholds),
    explain: (text) => {
      const judgement = judge(text);
      const [first, second] = judgement.ranking;
      return {
        match: decide(judgement, thresholds),
        normalized: judgement.normalized,
        clean: judgement.clean,
        features: featuresFor(judgement),
        parts: partsFor(judgement),
        evidence: Object.fromEntries(evidenceNames.map((name, at) => [name, judgement.evidence[at] ?? 0])),
        margin: (first?.confidence ?? 0) - (second?.confidence ?? 0),
        threshold: thresholds.answer,
        inScope: judgement.inScope,
        clarifyFrom: thresholds.clarify,
      };
    },
  };
}
