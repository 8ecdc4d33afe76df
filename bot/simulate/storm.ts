/** A whole storm: the address is checked, one message is tried, all deliveries are played, and the answers are counted. */
import { planStorm, type StormSize } from './plan.ts';
import type { SimulatedPlatform } from './platform.ts';
import { call, playStorm } from './play.ts';
import { openStandIn } from './stand-in.ts';
import { createTally, type Tally } from './tally.ts';

export interface StormOptions {
  readonly platform: SimulatedPlatform;
  /** Addresses of running servers on one store, without a path. */
  readonly servers: readonly string[];
  /** What people ask, in turn. */
  readonly questions: readonly string[];
  readonly size: StormSize;
  /** Port of the stand-in for the platform's API; 0 for any. */
  readonly port: number;
  /** Milliseconds without any answer after which the rest counts as lost; longer than a lease of a killed server. */
  readonly patience?: number;
}

/** Milliseconds are rounded. */
export interface StormReport {
  readonly platform: SimulatedPlatform['name'];
  readonly deliveries: number;
  readonly messages: number;
  readonly acknowledged: { readonly p50: number; readonly p99: number; readonly max: number };
  /** Calls that no server answered, or not with 200; each came again. */
  readonly refused: number;
  readonly answered: number;
  readonly lost: number;
  /** Pieces of answers that were shown more than once. */
  readonly twice: number;
}

export type StormResult =
  | { readonly status: 'played'; readonly report: StormReport }
  /** `url`: of the stand-in, where the server should call. */
  | { readonly status: 'unfit'; readonly reason: Unfit; readonly server: string; readonly url: string };
/** Why nothing was played. */
export type Unfit = 'unreachable' | 'off' | 'other_keys' | 'calls_elsewhere';

const mostPatience = 45_000;
/** Milliseconds in which the server's call must reach the stand-in. */
const knockPatience = 10_000;

/** Throws the system's error when the port is taken. */
export async function runStorm(options: StormOptions): Promise<StormResult> {
  const { platform, servers, port } = options;
  const tally = createTally();
  const standIn = await openStandIn(platform, port, tally.hear);
  const unfit = (server: string, reason: Unfit) =>
    ({ status: 'unfit', reason, server, url: standIn.url }) as const;
  try {
    for (const server of servers) {
      const reason = await checkAddress(server, platform);
      if (reason) return unfit(server, reason);
    }
    const [server = ''] = servers;
    await call(server, platform.knock(nowInSeconds()));
    if (!(await tally.hearAnything(knockPatience))) return unfit(server, 'calls_elsewhere');
    return { status: 'played', report: await playAll(options, tally) };
  } finally {
    await standIn.close();
  }
}

const nowInSeconds = () => Math.floor(Date.now() / 1000);

async function checkAddress(server: string, platform: SimulatedPlatform): Promise<Unfit | undefined> {
  const { request, answer } = platform.check(nowInSeconds());
  const { status, body } = await call(server, request);
  if (status === 0) return 'unreachable';
  if (status === 404) return 'off';
  return status === 200 && body === answer ? undefined : 'other_keys';
}

async function playAll(options: StormOptions, tally: Tally): Promise<StormReport> {
  const { platform, size, patience = mostPatience } = options;
  const plan = planStorm(size);
  const messages = plan.filter(({ copy }) => copy === 'first').length;
  const { acknowledged, refused } = await playStorm(plan, { ...options, hear: tally.hear });
  await tally.settle(messages, patience);
  return {
    ...{ platform: platform.name, deliveries: plan.length, messages, refused },
    acknowledged: {
      ...{ p50: quantile(acknowledged, 0.5), p99: quantile(acknowledged, 0.99) },
      max: quantile(acknowledged, 1),
    },
    ...{ answered: tally.answered(), lost: messages - tally.answered(), twice: tally.twice() },
  };
}

/** The smallest value that so many of all do not exceed; 0 of none. */
function quantile(values: readonly number[], share: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  return Math.round(sorted[Math.ceil(sorted.length * share) - 1] ?? 0);
}
