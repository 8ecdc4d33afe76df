/** `npm run bench:reload [COUNT]`: changes the knowledge base 1,000 times while 20 people talk. Ends with 1 when a turn failed. */
import { quantile } from './figures.ts';
import { reloadUnderLoad } from './reload/trial.ts';

const reloads = Number(process.argv[2] ?? 1000);
const say = (line: string) => process.stdout.write(`${line}\n`);

const { talk, seconds, memory, standstills } = await reloadUnderLoad({ reloads, people: 20, note: say });
const [first, last] = [memory[0], memory.at(-1)];
const time = (q: number) => quantile([...talk.times], q).toFixed(1);
say(`reloads                     ${reloads} in ${seconds.toFixed(0)} s`);
say(`turns, failed               ${talk.turns}, ${talk.failures.length}`);
say(`a turn, p50 / p99           ${time(0.5)} / ${time(0.99)} ms`);
for (const [name, times] of Object.entries(standstills))
  say(
    `standstill, ${name.padEnd(15)} ${[0.5, 0.99].map((q) => quantile(times, q).toFixed(0)).join(' / ')} ms, p50 / p99`,
  );
say(`in use after a collection   ${memory.map(({ live }) => live.toFixed(1)).join(' ')} MB`);
say(`resident memory             ${first?.resident.toFixed(0)} → ${last?.resident.toFixed(0)} MB`);
for (const failure of new Set(talk.failures)) say(failure);
process.exitCode = talk.failures.length > 0 ? 1 : 0;
