/** Plays a storm against running servers as a platform does: what is not acknowledged comes again, to whichever server answers. */
import type { Planned } from './plan.ts';
import type { Question, Shown, SignedRequest, SimulatedPlatform } from './platform.ts';

export interface Played {
  /** Milliseconds of every acknowledgement. */
  readonly acknowledged: readonly number[];
  /** Calls that no server answered, or not with 200. */
  readonly refused: number;
}

export interface Stage {
  readonly platform: SimulatedPlatform;
  /** Addresses of the servers, which get the deliveries in turn. */
  readonly servers: readonly string[];
  readonly questions: readonly string[];
  /** Told of what an acknowledgement shows. */
  readonly hear: (shown: Shown | undefined) => void;
}

/** Platforms wait longer: milliseconds before each further call. */
const callsAgainAfter = [250, 1000, 3000] as const;
/** Milliseconds that a platform waits for an answer. */
const patience = 5000;

export async function playStorm(plan: readonly Planned[], stage: Stage): Promise<Played> {
  const played = { acknowledged: [] as number[], refused: 0 };
  const start = performance.now();
  const under = plan.map(async (planned, at) => {
    await until(start + planned.at);
    for (const [tries, wait] of [0, ...callsAgainAfter].entries()) {
      await sleep(wait);
      const took = await deliver(planned, at + tries, stage);
      if (took !== undefined) return void played.acknowledged.push(took);
      played.refused += 1;
    }
  });
  await Promise.all(under);
  return played;
}

/** Milliseconds until it was acknowledged; undefined when it was not. */
async function deliver(
  { number, copy }: Planned,
  turn: number,
  { platform, servers, questions, hear }: Stage,
): Promise<number | undefined> {
  const question: Question = { number, text: questions[number % questions.length] ?? '' };
  const request = platform.deliver(question, copy, Math.floor(Date.now() / 1000));
  const started = performance.now();
  const answer = await call(servers[turn % servers.length] ?? '', request);
  if (answer.status !== 200) return undefined;
  hear(platform.readAcknowledgement(question, answer.body));
  return performance.now() - started;
}

export interface CallResult {
  /** 0 when nobody answered. */
  readonly status: number;
  readonly body: string;
}

export async function call(server: string, request: SignedRequest): Promise<CallResult> {
  const { method, path, headers, body } = request;
  try {
    const signal = AbortSignal.timeout(patience);
    const response = await fetch(server + path, { method, headers, signal, ...(body && { body }) });
    return { status: response.status, body: await response.text() };
  } catch {
    return { status: 0, body: '' };
  }
}

const sleep = (milliseconds: number) => new Promise((resolve) => setTimeout(resolve, milliseconds));
const until = (moment: number) => sleep(Math.max(moment - performance.now(), 0));
