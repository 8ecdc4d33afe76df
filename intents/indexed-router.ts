/** Routes in a large knowledge base: candidates from the inverted index first, and only those are judged. */
import type { KnowledgeBase } from '../knowledge/schema.ts';
import { calibrated, unsure } from './calibrate.ts';
import { decide, type Judged } from './decide.ts';
import { type Target, targetsOf } from './examples.ts';
import type { IndexedModel } from './indexed-model.ts';
import { consultIndex, type IndexedOpinion, indexedEvidenceNames, type Standing } from './indexed-opinion.ts';
import { createHashedReader, unitsOf } from './matchers/hashed-features.ts';
import { createPostingSearch } from './matchers/posting-search.ts';
import { normalize } from './normalize.ts';
import type { Candidate, ExplainingRouter, Explanation } from './types.ts';
import { cutWindows } from './windows.ts';

interface Judgement extends Judged {
  readonly clean: string;
  readonly opinion: IndexedOpinion;
}

const mostRanked = 31;
/** Every question gets so many places, found or not. */
const fewestRanked = 5;
const featuresShown = 20;
const partsShown = 3;
/** How fast an entry's share falls with its distance to the best one. */
const steepness = 20;

const surety = (judged: Judged): number => judged.ranking[0]?.confidence ?? 0;

export function createIndexedRouter(knowledge: KnowledgeBase, model: IndexedModel): ExplainingRouter {
  const { index, calibration, thresholds } = model;
  const { entries } = knowledge;
  const targets = targetsOf(knowledge);
  const read = createHashedReader(index.bits);
  const search = createPostingSearch(index);

  const candidate = (k: number, confidence: number): Candidate => ({
    entry: entries[k]?.id ?? '',
    question: entries[k]?.question ?? '',
    confidence,
  });

  /** Entries by likeness: the best has its own confidence, the others share what is left of being in scope. */
  function rank(found: readonly Standing[], right: number, inScope: number): Candidate[] {
    const [best, ...others] = found.slice(0, mostRanked);
    const worth = (one: Standing): number => Math.exp(steepness * (one.score - (best?.score ?? 0)));
    const all = others.reduce((sum, one) => sum + worth(one), 0) || 1;
    const left = Math.max(0, inScope - right);
    const ranked = others.map((one) => candidate(one.owner, Math.min(right, (left * worth(one)) / all)));
    const named = new Set(found.map(({ owner }) => owner));
    const unnamed = Array.from({ length: Math.min(entries.length, 2 * mostRanked) }, (_, k) => k)
      .filter((k) => !named.has(k))
      .slice(0, Math.max(0, fewestRanked - Math.min(found.length, mostRanked)));
    return [
      ...(best ? [candidate(best.owner, right)] : []),
      ...ranked,
      ...unnamed.map((k) => candidate(k, 0)),
    ];
  }

  /** What it is instead of an entry: small talk or a topic that is more like it than any entry. */
  function findDeclined({ entries: found, declined }: IndexedOpinion): Target | undefined {
    const [first] = declined;
    return first !== undefined && first.score > (found[0]?.score ?? 0) ? targets[first.owner] : undefined;
  }

  function judgePiece(text: string, clean: string): Judgement {
    const question = { clean, features: read.ofQuestion(clean) };
    const opinion = consultIndex(search, entries.length, { question });
    const silent = opinion.entries.length === 0;
    const sure = silent ? unsure : calibrated(calibration, opinion.evidence);
    const { right } = sure;
    const inScope = Math.max(right, sure.inScope);
    const declined = findDeclined(opinion);
    const ranking = rank(opinion.entries, right, inScope);
    return { text, clean, opinion, inScope, ranking, ...(declined === undefined ? {} : { declined }) };
  }

  /** The surest piece of the text stands for all of it. */
  function judge(text: string): Judgement {
    const pieces = cutWindows(normalize(text)).map((clean) => judgePiece(text, clean));
    return pieces.reduce((best, piece) => (surety(piece) > surety(best) ? piece : best));
  }

  /** Characters and words that question and best text share, the rarest first. */
  function featuresFor({ clean, opinion }: Judgement): Explanation['features'] {
    const best = new Set(unitsOf(index.texts[opinion.entries[0]?.text ?? -1] ?? ''));
    const shared = [...new Set(unitsOf(clean))].filter((unit) => best.has(unit));
    const weigh = (unit: string): number => {
      const id = read.ofQuestion(unit)[0] ?? 0;
      return 1 / (1 + (index.starts[id + 1] ?? 0) - (index.starts[id] ?? 0));
    };
    return shared
      .map((unit) => ({ feature: `c:${unit}`, weight: weigh(unit) }))
      .sort((a, b) => b.weight - a.weight)
      .slice(0, featuresShown);
  }

  return {
    route: (text) => decide(judge(text), thresholds),
    explain: (text) => {
      const judgement = judge(text);
      const { opinion, clean, ranking, inScope } = judgement;
      return {
        match: decide(judgement, thresholds),
        normalized: clean,
        clean,
        features: featuresFor(judgement),
        parts: opinion.entries.slice(0, partsShown).map(({ owner, score, covered }) => ({
          entry: entries[owner]?.id ?? '',
          linear: 0,
          nearness: score,
          coverage: covered,
        })),
        evidence: Object.fromEntries(
          indexedEvidenceNames.map((name, at) => [name, opinion.evidence[at] ?? 0]),
        ),
        margin: (ranking[0]?.confidence ?? 0) - (ranking[1]?.confidence ?? 0),
        threshold: thresholds.answer,
        inScope,
        clarifyFrom: thresholds.clarify,
      };
    },
  };
}
