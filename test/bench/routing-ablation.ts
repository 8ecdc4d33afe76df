/** What each part of routing gives: it is left out, and both held-out examples and the development sets are judged again. */

import { evidenceNames } from '../../intents/evidence.ts';
import { ruleSignatures } from '../../intents/rules/registry.ts';
import { loadKnowledge } from '../../knowledge/load.ts';
import type { KnowledgeBase } from '../../knowledge/schema.ts';
import { readCases } from './routing-cases.ts';
import { type Judged, type RoutingTrial, tryRouting, type Without } from './routing-trial.ts';
import { auroc } from './statistics.ts';

const knowledge = loadKnowledge('knowledge', { rules: ruleSignatures });
const cases = ['dev', 'dev-2'].flatMap((name) => readCases(`test/cases/routing/${name}.jsonl`));

const withoutLayer = (layer: string): KnowledgeBase => ({
  ...knowledge,
  concepts: knowledge.concepts.filter((concept) => (concept.layer ?? 'exact') !== layer),
});
const fewer = (most: number): KnowledgeBase => ({
  ...knowledge,
  entries: knowledge.entries.map((entry) => ({ ...entry, similar: entry.similar.slice(0, most) })),
});

const parts: readonly (readonly [string, KnowledgeBase, Without?])[] = [
  ['everything', knowledge],
  ['without characters', knowledge, { views: 'c' }],
  ['without pinyin', knowledge, { views: 'p' }],
  ['without English words (natural)', knowledge, { views: 'e' }],
  ['without the lexicon', { ...knowledge, concepts: [] }],
  ['without its layer exact', withoutLayer('exact')],
  ['without its layer broad', withoutLayer('broad')],
  ['without its layer outside', withoutLayer('outside')],
  ['without its layer owner', withoutLayer('owner')],
  ['without nearness (BM25)', knowledge, { nearness: true }],
  ['without products of evidence', knowledge, { products: true }],
  ['without the second linear model', knowledge, { evidence: ['scope'] }],
  ['without spelling (fuse.js, pinyin input)', knowledge, { spelling: true }],
  ['without boundary topics', { ...knowledge, boundaries: [] }],
  ['without `not`', { ...knowledge, entries: knowledge.entries.map((entry) => ({ ...entry, not: [] })) }],
  [
    'without `contrast`',
    { ...knowledge, entries: knowledge.entries.map((entry) => ({ ...entry, contrast: [] })) },
  ],
  ['confidence from the chance alone', knowledge, { evidence: allEvidenceBut('chance') }],
  ['without coverage', knowledge, { evidence: ['covered', 'covered lead'] }],
  [
    'without foreign concepts',
    knowledge,
    { evidence: ['foreign to entry', 'foreign to all', 'outside', 'only declined'] },
  ],
  ['8 similar questions an entry', fewer(8)],
  ['24 similar questions an entry', fewer(24)],
  ['48 similar questions an entry', fewer(48)],
];

function allEvidenceBut(kept: string): string[] {
  return evidenceNames.filter((name) => name !== kept);
}

/** In scope: right first, answered rightly, answered wrongly; then false answers; in percent. */
function figures(judged: readonly Judged[], threshold: number): string[] {
  const inScope = judged.filter((one) => one.inScope);
  const outside = judged.filter((one) => !one.inScope);
  const answered = (one: Judged): boolean => one.confidence >= threshold;
  const percent = (hits: readonly Judged[], all: readonly Judged[]): string =>
    all.length === 0 ? '–' : ((100 * hits.length) / all.length).toFixed(1);
  const scored = judged.map(({ confidence, inScope, right }) => ({
    score: confidence,
    positive: inScope && right,
  }));
  return [
    percent(
      inScope.filter((one) => one.right),
      inScope,
    ),
    percent(
      inScope.filter((one) => one.right && answered(one)),
      inScope,
    ),
    percent(
      inScope.filter((one) => !one.right && answered(one)),
      inScope,
    ),
    percent(outside.filter(answered), outside),
    (100 * auroc(scored)).toFixed(1),
  ];
}

const row = (name: string, { heldOut, set, threshold }: RoutingTrial): string =>
  `| ${[name, ...figures(heldOut, threshold), ...figures(set, threshold)].join(' | ')} |\n`;

process.stdout.write(
  '| | held out: top-1 | answered | wrong | false | AUROC | dev: top-1 | answered | wrong | false | AUROC |\n',
);
process.stdout.write('|---|---|---|---|---|---|---|---|---|---|---|\n');
for (const [name, some, without] of parts) process.stdout.write(row(name, tryRouting(some, cases, without)));
