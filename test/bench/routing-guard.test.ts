/** Holds routing to its committed figures, so that a change that costs accuracy is seen. */
import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { expect, test } from 'vitest';
import { evaluateRouting, type Tally } from '../../intents/evaluate.ts';
import { createRouter, trainModel } from '../../intents/router.ts';
import { ruleSignatures } from '../../intents/rules/registry.ts';
import { loadKnowledge } from '../../knowledge/load.ts';
import { fallenBehind } from './routing/baseline.ts';
import { readQuestions } from './routing/questions.ts';

const root = resolve(import.meta.dirname, '..', '..');

test('routing on the reporting set is as good as its committed figures, within half their intervals', () => {
  const knowledge = loadKnowledge(join(root, 'knowledge'), { rules: ruleSignatures });
  const router = createRouter(knowledge, trainModel(knowledge));
  const file = join(root, 'test', 'bench', 'routing-baseline.json');
  const baseline = JSON.parse(readFileSync(file, 'utf8')) as Tally;
  const { all } = evaluateRouting(router, readQuestions('report'));
  expect([all.inScope, all.outOfScope]).toEqual([baseline.inScope, baseline.outOfScope]);
  expect(fallenBehind(all, baseline)).toEqual([]);
}, 60_000);
