/** Drives a server with whole conversations over many connections for a while, and counts what comes back. */
import { setTimeout as sleep } from 'node:timers/promises';
import { Client } from 'undici';
import { quantile } from '../figures.ts';
import { type Answered, converse } from './conversation.ts';

export interface Drive {
  readonly connections: number;
  readonly seconds: number;
  /** Conversations begun per second, over all connections; as many as go without it. */
  readonly rate?: number;
}

export interface Load {
  readonly turnsPerSecond: number;
  /** From the first call to the last answer. */
  readonly seconds: number;
  /** Milliseconds of a turn. */
  readonly p50: number;
  readonly p95: number;
  readonly p99: number;
  /** Calls shed with 503, and those that came to anything else than success. */
  readonly shed: number;
  readonly errors: number;
}

/** Number of the next conversation, so that no run repeats those of the one before. */
let next = 0;

export async function drive(url: string, { connections, seconds, rate }: Drive): Promise<Load> {
  const clients = Array.from({ length: connections }, () => new Client(url, { pipelining: 1 }));
  const times: number[] = [];
  const counts = { shed: 0, errors: 0 };
  const note = ({ status, milliseconds, isTurn }: Answered) => {
    if (status === 503) counts.shed += 1;
    else if (status === undefined || status >= 300) counts.errors += 1;
    else if (isTurn) times.push(milliseconds);
  };
  const started = performance.now();
  const end = started + seconds * 1000;
  let begun = 0;
  const isOver = () => performance.now() >= end;
  const talk = async (client: Client) => {
    for (;;) {
      if (rate !== undefined) await sleep(started + (begun++ * 1000) / rate - performance.now());
      if (isOver()) return;
      await converse(client, next++, { note, isOver });
    }
  };
  await Promise.all(clients.map(talk));
  const took = (performance.now() - started) / 1000;
  await Promise.all(clients.map((client) => client.close()));
  const [p50, p95, p99] = [0.5, 0.95, 0.99].map((share) => quantile(times, share)) as [
    number,
    number,
    number,
  ];
  return { turnsPerSecond: times.length / took, seconds: took, p50, p95, p99, ...counts };
}
