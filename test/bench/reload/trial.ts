/** Changes the knowledge base over and over while people talk to the server. */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { gather, type Talk } from './people.ts';
import { type Memory, startWatched } from './watched-server.ts';

export interface ReloadTrial {
  readonly talk: Talk;
  readonly seconds: number;
  /** After the first few reloads, and after each tenth of them. */
  readonly memory: readonly Memory[];
  /** The longest time for which all in the server stood still, in milliseconds: during each reload, and now and then without. */
  readonly standstills: { readonly reloading: readonly number[]; readonly calm: readonly number[] };
}

export interface ReloadLoad {
  readonly reloads: number;
  readonly people: number;
  readonly note?: (line: string) => void;
}

/** Reloads before the first look at the memory. */
const settling = 5;
const patience = 120_000;
/** Milliseconds without a reload, to see what the machine does to the server by itself. */
const calmFor = 2000;

export async function reloadUnderLoad({ reloads, people, note }: ReloadLoad): Promise<ReloadTrial> {
  const server = await startWatched();
  try {
    const change = createChange(server.knowledgeDir, server.url);
    // both sides are trained once, as that is not what is measured
    for (let n = 0; n < settling; n++) await change();
    const crowd = await gather(server.url, people);
    // what the first conversations load and compile is no growth
    await wait(calmFor);
    const memory = [await server.memory()];
    await longestStandstill(server.url);
    const started = performance.now();
    const [reloading, calm]: [number[], number[]] = [[], []];
    for (let n = 1; n <= reloads; n++) {
      await change();
      reloading.push(await longestStandstill(server.url));
      if (n % Math.ceil(reloads / 10) !== 0) continue;
      memory.push(await server.memory());
      note?.(`${n} reloads, ${memory.at(-1)?.live.toFixed(1)} MB live`);
      await longestStandstill(server.url);
      await wait(calmFor);
      calm.push(await longestStandstill(server.url));
    }
    const seconds = (performance.now() - started) / 1000;
    return { talk: await crowd.rest(), seconds, memory, standstills: { reloading, calm } };
  } finally {
    await server.stop();
  }
}

/** One edit, which takes back the one before it; resolves when the server knows it. */
function createChange(knowledgeDir: string, url: string): () => Promise<void> {
  const file = join(knowledgeDir, 'responses.yaml');
  const [one, other] = ['现在没有等您选择的项目', '眼下没有等您选择的项目'];
  const known = async () =>
    ((await (await fetch(`${url}/version`)).json()) as { knowledge: string }).knowledge;
  return async () => {
    const before = await known();
    const text = readFileSync(file, 'utf8');
    writeFileSync(file, text.includes(one) ? text.replace(one, other) : text.replace(other, one));
    for (const end = Date.now() + patience; (await known()) === before; await wait(20))
      if (Date.now() > end) throw new Error(`an edit was not taken within ${patience / 1000} s`);
  };
}

/** Since the last time that this was asked. */
async function longestStandstill(url: string): Promise<number> {
  const text = await (await fetch(`${url}/metrics`)).text();
  return Number(/^nodejs_eventloop_lag_max_seconds (\S+)/m.exec(text)?.[1] ?? Number.NaN) * 1000;
}
