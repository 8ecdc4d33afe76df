/** One match in process, over the development questions. */
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { loadExpertise } from '../../bot/expertise/load-expertise.ts';
import { createLog } from '../../bot/log.ts';
import { type Figure, quantile } from './figures.ts';

const rounds = 10;

export async function matchFigures(): Promise<Figure[]> {
  const dataDir = mkdtempSync(join(tmpdir(), 'dawen-bench-'));
  const { router } = loadExpertise({ knowledgeDir: resolve('knowledge'), dataDir }, createLog('error'));
  rmSync(dataDir, { recursive: true, force: true });
  const questions = readFileSync('test/cases/routing/dev.jsonl', 'utf8')
    .split('\n')
    .filter(Boolean)
    .map((line) => (JSON.parse(line) as { q: string }).q);
  for (const question of questions) router.route(question);
  const times: number[] = [];
  for (let round = 0; round < rounds; round++) {
    for (const question of questions) {
      const started = performance.now();
      router.route(question);
      times.push(performance.now() - started);
    }
  }
  return [
    {
      figure: `one match, p50 / p99 over ${times.length}`,
      measured: `${quantile(times, 0.5).toFixed(2)} / ${quantile(times, 0.99).toFixed(2)} ms`,
      goal: 'p99 ≤ 2 ms',
    },
  ];
}
