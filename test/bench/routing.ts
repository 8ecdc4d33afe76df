/** Routing in figures: right, served, wrong and false answers with their uncertainty, reliability, cost. Prints Markdown. */
import { evaluateRouting, type Tally } from '../../intents/evaluate.ts';
import { measureReliability } from '../../intents/reliability.ts';
import { createRouter, parseModel, serializeModel, trainModel } from '../../intents/router.ts';
import { ruleSignatures } from '../../intents/rules/registry.ts';
import { loadKnowledge } from '../../knowledge/load.ts';
import { quantile } from './figures.ts';
import { readCases } from './routing-cases.ts';
import { percent } from './statistics.ts';

const file = process.argv[2] ?? 'test/cases/routing/dev.jsonl';
const cases = readCases(file);
const knowledge = loadKnowledge('knowledge', { rules: ruleSignatures });
const print = (line: string): boolean => process.stdout.write(`${line}\n`);

function timed<Result>(work: () => Result): { result: Result; ms: number } {
  const started = performance.now();
  const result = work();
  return { result, ms: performance.now() - started };
}

const trained = timed(() => trainModel(knowledge));
const bytes = serializeModel(trained.result);
const loaded = timed(() => createRouter(knowledge, parseModel(bytes)));
const router = loaded.result;

function printTable(): void {
  const { all, byKind } = evaluateRouting(router, cases);
  print(`## ${file}\n`);
  print(
    '| kind | questions | top-1 | or equally right | top-3 | answered rightly | served | wrong | false answers |',
  );
  print('|---|---|---|---|---|---|---|---|---|');
  const row = (kind: string, tally: Tally): boolean => {
    const of = (hits: number): string => percent(hits, tally.inScope);
    const { inScope, outOfScope, top1, top1Ok, top3, answered, served, wrong, falseAnswers } = tally;
    const shares = [top1, top1Ok, top3, answered, served, wrong].map(of);
    return print(
      `| ${[kind, inScope + outOfScope, ...shares, percent(falseAnswers, outOfScope)].join(' | ')} |`,
    );
  };
  row('all', all);
  for (const [kind, tally] of Object.entries(byKind)) row(kind, tally);
}

function printReliability(): void {
  const { bins, calibrationError } = measureReliability(router, cases);
  print(`\n## Reliability (answered from ${trained.result.thresholds.answer.toFixed(2)})\n`);
  print('| confidence | questions | mean confidence | right |');
  print('|---|---|---|---|');
  for (const { from, to, questions, confidence, right } of bins)
    print(`| ${from}-${to} | ${questions} | ${confidence.toFixed(2)} | ${right.toFixed(2)} |`);
  print(`\nExpected calibration error: ${calibrationError.toFixed(3)}`);
}

function printCost(): void {
  const times: number[] = [];
  for (let round = 0; round < 12; round++) {
    for (const { q } of cases) {
      const { ms } = timed(() => router.route(q));
      if (round > 1) times.push(ms);
    }
  }
  print('\n## Cost\n');
  print('| figure | measured |');
  print('|---|---|');
  print(`| training | ${trained.ms.toFixed(0)} ms |`);
  print(
    `| model | ${(bytes.length / 1e6).toFixed(1)} MB, ${'vocabulary' in trained.result ? trained.result.vocabulary.names.length : 'hashed'} features |`,
  );
  print(`| loading it | ${loaded.ms.toFixed(0)} ms |`);
  print(
    `| one match, p50 / p99 | ${quantile(times, 0.5).toFixed(3)} / ${quantile(times, 0.99).toFixed(3)} ms |`,
  );
}

printTable();
printReliability();
printCost();
