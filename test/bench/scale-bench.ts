/** `npm run bench:scale [-- --corpus DIR]`: Dawen and search engines on 1,000 to 100,000 entries, each in a process of its own. */
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import type { ScaleFigures, ScaleTask } from './scale/scale-trial.ts';

const { values } = parseArgs({
  options: {
    /** Folder of Markdown files whose headings come first; the rest is generated. */
    corpus: { type: 'string' },
    asked: { type: 'string', default: '2000' },
  },
});

/** Peers are asked less often: some take a tenth of a second for one question. */
const peerAsked = 500;
const plan: readonly (readonly [string, number])[] = [
  ['dawen', 1_001],
  ['dawen', 10_000],
  ['minisearch', 10_000],
  ['flexsearch', 10_000],
  ['dawen', 100_000],
];

async function run(task: ScaleTask): Promise<ScaleFigures> {
  const child = fork(resolve(import.meta.dirname, 'scale', 'scale-trial.ts'), [], {
    execArgv: ['--import', 'tsx', '--expose-gc'],
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  });
  child.send(task);
  const [result] = await Promise.race([once(child, 'message'), once(child, 'exit')]);
  if (typeof result !== 'object' || result === null)
    throw new Error(
      `the trial of ${task.key} ended with ${result} before it had a result; its output is above`,
    );
  return result as ScaleFigures;
}

const print = (line: string): boolean => process.stdout.write(`${line}\n`);
const percent = (share: number): string => (share * 100).toFixed(1);

print('| entries | system | p50 / p99 ms | build s, wall / processor | memory MB | hit@1 | hit@3 |');
print('|---|---|---|---|---|---|---|');
for (const [key, entries] of plan) {
  const asked = key === 'dawen' ? Number(values.asked) : Math.min(peerAsked, Number(values.asked));
  const corpus = values.corpus === undefined ? {} : { corpus: resolve(values.corpus) };
  const figures = await run({ key, entries, asked, ...corpus });
  const { name, p50, p99, buildMs, buildCpuMs, memoryMb, hit1, hit3 } = figures;
  const times = `${p50.toFixed(2)} / ${p99.toFixed(2)}`;
  const build = `${(buildMs / 1000).toFixed(1)} / ${(buildCpuMs / 1000).toFixed(1)}`;
  const cells = [entries, name, times, build, memoryMb.toFixed(0), percent(hit1), percent(hit3)];
  print(`| ${cells.join(' | ')} |`);
}
