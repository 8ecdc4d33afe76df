/** `npm run bench:load`: whole conversations over 20, 100 and 500 connections, beside three yardsticks. Prints Markdown. */
import { parseArgs } from 'node:util';
import { quantile } from './figures.ts';
import { type Contest, type Contestant, contestants, type Measured, openContest } from './load/contest.ts';
import { printLongRun } from './load/long-run.ts';

const { values } = parseArgs({ options: { minutes: { type: 'string', default: '0' } } });
const minutes = Number(values.minutes);
if (!(minutes >= 0)) throw new Error(`--minutes ${values.minutes}: is not a number of minutes`);

const crowds = [20, 100, 500];
const rounds = 3;
const seconds = 5;

const titles: Readonly<Record<Contestant, string>> = {
  bare: 'bare Express 5 route',
  doNothing: 'do-nothing Botkit handler',
  keeping: 'do-nothing Botkit handler, turns kept',
  dawen: 'Dawen',
};
const print = (line: string): boolean => process.stdout.write(`${line}\n`);

/** The rounds go in turns, so that a busy moment of the machine does not fall on one of them alone. */
async function measureCrowd(contest: Contest, connections: number): Promise<Record<Contestant, Measured[]>> {
  const measured: Record<Contestant, Measured[]> = { bare: [], doNothing: [], keeping: [], dawen: [] };
  for (let round = 0; round < rounds; round++)
    for (const contestant of contestants)
      measured[contestant].push(await contest.measure(contestant, { connections, seconds }));
  return measured;
}

/** Milliseconds since it was last asked for, as Dawen itself tells; p99. */
async function loopDelay(url: string): Promise<string> {
  const told = await (await fetch(`${url}/metrics`)).text();
  const seconds = /^nodejs_eventloop_lag_p99_seconds (\S+)$/m.exec(told)?.[1];
  return (Number(seconds) * 1000).toFixed(0);
}

const median = (all: readonly Measured[], pick: (one: Measured) => number): number =>
  quantile(all.map(pick), 0.5);

function printCrowd(connections: number, measured: Record<Contestant, Measured[]>): void {
  for (const contestant of contestants) {
    const all = measured[contestant];
    const times = (['p50', 'p95', 'p99'] as const).map((share) =>
      median(all, (one) => one[share]).toFixed(1),
    );
    const sum = (of: 'errors' | 'shed') => all.reduce((total, one) => total + one[of], 0);
    const turns = median(all, (one) => one.turnsPerSecond).toFixed(0);
    const processor = median(all, (one) => one.processor ?? Number.NaN).toFixed(2);
    const cells = [connections, titles[contestant], turns, ...times, processor, sum('errors'), sum('shed')];
    print(`| ${cells.join(' | ')} |`);
  }
}

function printRatios(connections: number, measured: Record<Contestant, Measured[]>): void {
  const { bare, doNothing, keeping, dawen } = measured;
  const ratio = (to: readonly Measured[], of: 'turnsPerSecond' | 'p99') =>
    quantile(
      dawen.map((one, round) => one[of] / (to[round]?.[of] ?? Number.NaN)),
      0.5,
    ).toFixed(2);
  const cells = [
    connections,
    ratio(doNothing, 'turnsPerSecond'),
    ratio(keeping, 'turnsPerSecond'),
    ratio(bare, 'turnsPerSecond'),
    ratio(bare, 'p99'),
  ];
  print(`| ${cells.join(' | ')} |`);
}

const contest = await openContest();
try {
  for (const contestant of contestants) await contest.measure(contestant, { connections: 20, seconds: 3 });
  const crowd = new Map<number, Record<Contestant, Measured[]>>();
  const delays: string[] = [];
  await loopDelay(contest.dawen.url);
  for (const connections of crowds) {
    crowd.set(connections, await measureCrowd(contest, connections));
    delays.push(`${await loopDelay(contest.dawen.url)} ms at ${connections}`);
  }
  print(
    '| connections | server | turns/s | p50 ms | p95 ms | p99 ms | processor ms a turn | errors | shed |',
  );
  print('|---|---|---|---|---|---|---|---|---|');
  for (const [connections, measured] of crowd) printCrowd(connections, measured);
  print(
    '\n| connections | turns/s beside do-nothing Botkit | with turns kept | beside bare Express | p99 beside bare Express |',
  );
  print('|---|---|---|---|---|');
  for (const [connections, measured] of crowd) printRatios(connections, measured);
  print(`\nEvent-loop delay of Dawen, p99: ${delays.join(', ')}`);
  print(`\nMemory of Dawen afterwards: ${contest.dawen.residentMegabytes()?.toFixed(0)} MB`);
  const most = median(crowd.get(100)?.dawen ?? [], (one) => one.turnsPerSecond);
  if (minutes > 0) await printLongRun(contest, { minutes, turnsPerSecond: most * 0.7, print });
} finally {
  await contest.stop();
}
