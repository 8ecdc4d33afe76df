/** One system of the scale bench in this process: builds it, asks it, and tells the parent what it cost. */
import { createRouter, trainModel } from '../../../intents/router.ts';
import { quantile } from '../figures.ts';
import type { Ranked } from '../peers/peer.ts';
import { peers } from '../peers/registry.ts';
import { lessonOf } from '../routing/lesson.ts';
import { readHeadings } from './corpus.ts';
import { createNoise, generateQuestions } from './generate.ts';
import { knowledgeOf } from './knowledge.ts';

export interface ScaleTask {
  readonly key: string;
  readonly entries: number;
  readonly asked: number;
  readonly corpus?: string;
}

/** Times in ms; memory in MB over that of the process with the questions alone; hits are shares. */
export interface ScaleFigures extends ScaleTask {
  readonly name: string;
  readonly buildMs: number;
  readonly buildCpuMs: number;
  readonly memoryMb: number;
  readonly p50: number;
  readonly p99: number;
  readonly hit1: number;
  readonly hit3: number;
}

type Ask = (question: string) => readonly Ranked[] | Promise<readonly Ranked[]>;
/** Each question is timed so often and the shortest kept, so that other work on the machine does not count. */
const rounds = 3;
const seed = 5;

function held(): number {
  globalThis.gc?.();
  const { heapUsed, arrayBuffers } = process.memoryUsage();
  return (heapUsed + arrayBuffers) / 1e6;
}

async function build(key: string, questions: readonly string[]): Promise<{ name: string; ask: Ask }> {
  const knowledge = knowledgeOf(questions);
  const peer = key === 'dawen' ? undefined : await peers[key]?.();
  if (peer !== undefined)
    return { name: `${peer.name} ${peer.version}`, ask: await peer.build(lessonOf(knowledge)) };
  const router = createRouter(knowledge, trainModel(knowledge));
  const ask: Ask = (question) =>
    router.route(question).ranking.map(({ entry, confidence }) => ({ entry, score: confidence }));
  return { name: 'Dawen', ask };
}

async function time(ask: Ask, question: string): Promise<{ found: readonly Ranked[]; ms: number }> {
  let found: readonly Ranked[] = [];
  let ms = Number.POSITIVE_INFINITY;
  for (let round = 0; round < rounds; round++) {
    const started = performance.now();
    const given = ask(question);
    found = given instanceof Promise ? await given : given;
    ms = Math.min(ms, performance.now() - started);
  }
  return { found, ms };
}

async function tryOne(task: ScaleTask): Promise<ScaleFigures> {
  const { key, entries, asked, corpus } = task;
  const questions = generateQuestions(entries, corpus === undefined ? [] : readHeadings(corpus));
  const before = held();
  const [started, cpu] = [performance.now(), process.cpuUsage()];
  const { name, ask } = await build(key, questions);
  const buildMs = performance.now() - started;
  const { user, system } = process.cpuUsage(cpu);
  const memoryMb = held() - before;
  const noise = createNoise(seed);
  const times: number[] = [];
  let [hit1, hit3] = [0, 0];
  for (let nth = 0; nth < asked; nth++) {
    const at = Math.floor((nth * entries) / asked);
    const { found, ms } = await time(ask, noise(questions[at] as string));
    times.push(ms);
    const place = found.findIndex(({ entry }) => entry === `e${at}`);
    if (place === 0) hit1++;
    if (place >= 0 && place < 3) hit3++;
  }
  const cost = { buildMs, buildCpuMs: (user + system) / 1000, memoryMb };
  const [p50, p99] = [quantile(times, 0.5), quantile(times, 0.99)];
  return { ...task, name, ...cost, p50, p99, hit1: hit1 / asked, hit3: hit3 / asked };
}

process.once('message', async (task: ScaleTask) => {
  process.send?.(await tryOne(task));
  process.disconnect?.();
});
