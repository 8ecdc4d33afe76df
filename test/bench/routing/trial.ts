/** Child process of the routing bench: builds one system, asks it everything, and sends what came of it. */
import { resolve } from 'node:path';
import { ruleSignatures } from '../../../intents/rules/registry.ts';
import { loadKnowledge } from '../../../knowledge/load.ts';
import { quantile } from '../figures.ts';
import { loadSystem } from './load-system.ts';
import { readQuestions, type SetName } from './questions.ts';
import type { Answer, System, Trial } from './system.ts';

const root = resolve(import.meta.dirname, '..', '..', '..');
/** Timing ends after this many milliseconds, but not before this many questions. */
const longest = 4000;
const fewest = 100;

/** Memory in use after a thorough collection, the buffers outside the heap included. */
function heldMb(): number {
  for (let i = 0; i < 3; i++) globalThis.gc?.();
  const { heapUsed, external } = process.memoryUsage();
  return (heapUsed + external) / 2 ** 20;
}

async function askAll(system: System, questions: readonly string[]): Promise<Answer[]> {
  const answers: Answer[] = [];
  for (const question of questions) answers.push(await system.answer(question));
  return answers;
}

/** Microseconds for one question each, round after round. */
async function timeAll(system: System, questions: readonly string[]): Promise<number[]> {
  const times: number[] = [];
  const started = performance.now();
  while (times.length < fewest || performance.now() - started < longest) {
    const question = questions[times.length % questions.length] ?? '';
    const before = performance.now();
    const answer = system.answer(question);
    if (answer instanceof Promise) await answer;
    times.push((performance.now() - before) * 1000);
  }
  return times;
}

async function run(key: string, set: SetName): Promise<Trial> {
  const knowledge = loadKnowledge(resolve(root, 'knowledge'), { rules: ruleSignatures });
  const [dev, asked] = [readQuestions('dev'), readQuestions(set)].map((cases) => cases.map(({ q }) => q));
  const before = heldMb();
  const build = await loadSystem(key);
  const started = performance.now();
  const system = await build(knowledge);
  const buildMs = performance.now() - started;
  const memoryMb = heldMb() - before;
  const onDev = await askAll(system, dev ?? []);
  const answers = { dev: onDev, set: set === 'dev' ? onDev : await askAll(system, asked ?? []) };
  const times = await timeAll(system, asked ?? []);
  const { name, version, settings } = system;
  const [p50, p99] = [quantile(times, 0.5), quantile(times, 0.99)];
  const residentMb = process.memoryUsage.rss() / 2 ** 20;
  return { key, name, version, settings, buildMs, memoryMb, residentMb, p50, p99, answers };
}

const [key = '', set = 'dev'] = process.argv.slice(2);
process.send?.(await run(key, set as SetName));
