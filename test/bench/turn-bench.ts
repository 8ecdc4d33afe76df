/** Chat turns per second over HTTP, beside a bare Express 5 route that returns the same JSON, in turns. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import autocannon from 'autocannon';
import { type Figure, quantile } from './figures.ts';
import { openSession, questions, say } from './person.ts';
import { type RunningServer, startBareExpress, startDawen } from './running-server.ts';

const connections = 20;
const seconds = 5;
const rounds = 3;
/** A person's messages per session stay below the server's limit; so the load is spread over many sessions. */
const sessionCount = 2000;

interface Load {
  readonly perSecond: number;
  readonly p99: number;
  readonly errors: number;
}

async function load(server: RunningServer, tokens: readonly string[]): Promise<Load> {
  let next = 0;
  const result = await autocannon({
    url: `${server.url}/api/v1/messages`,
    method: 'POST',
    connections,
    duration: seconds,
    requests: [
      {
        setupRequest: (request) => {
          const number = next++;
          return {
            ...request,
            headers: {
              'content-type': 'application/json',
              authorization: `Bearer ${tokens[number % tokens.length]}`,
            },
            body: JSON.stringify({ text: questions[number % questions.length] }),
          };
        },
      },
    ],
  });
  return {
    perSecond: result.requests.average,
    p99: result.latency.p99,
    errors: result.errors + result.non2xx,
  };
}

export async function turnFigures(): Promise<Figure[]> {
  const dawen = await startDawen();
  const tokens: string[] = [];
  for (let i = 0; i < sessionCount; i++) tokens.push(await openSession(dawen.url));
  const folder = mkdtempSync(join(tmpdir(), 'dawen-bench-'));
  const bodyFile = join(folder, 'turn.json');
  writeFileSync(bodyFile, JSON.stringify(await say(dawen.url, 0)));
  const bare = await startBareExpress(bodyFile);
  const pairs: { ours: Load; theirs: Load }[] = [];
  for (let round = 0; round < rounds; round++) {
    pairs.push({ theirs: await load(bare, ['none']), ours: await load(dawen, tokens) });
  }
  await Promise.all([dawen.stop(), bare.stop()]);
  rmSync(folder, { recursive: true, force: true });
  const median = (pick: (pair: { ours: Load; theirs: Load }) => number) => quantile(pairs.map(pick), 0.5);
  const errors = pairs.reduce((sum, pair) => sum + pair.ours.errors, 0);
  return [
    {
      figure: `chat turns per second, ${connections} connections, every turn committed to disk`,
      measured: `${median((p) => p.ours.perSecond).toFixed(0)} (p99 ${median((p) => p.ours.p99).toFixed(0)} ms, ${errors} errors)`,
      goal: '0 errors',
    },
    {
      figure: 'bare Express 5 route returning the same JSON, same run',
      measured: `${median((p) => p.theirs.perSecond).toFixed(0)} (p99 ${median((p) => p.theirs.p99).toFixed(0)} ms)`,
      goal: '–',
    },
    {
      figure: 'ratio of the two, median of 3 pairs',
      measured: median((p) => p.ours.perSecond / p.theirs.perSecond).toFixed(2),
      goal: 'reported',
    },
  ];
}
