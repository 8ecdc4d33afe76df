/** A service of the company's own, asked by GET for JSON: bounded in time and size, tried again, and left alone while it fails. */
import {
  ConsecutiveBreaker,
  circuitBreaker,
  ExponentialBackoff,
  handleWhen,
  type IPolicy,
  isBrokenCircuitError,
  retry,
  wrap,
} from 'cockatiel';
import { z } from 'zod';

export interface GuardedOptions {
  readonly url: string;
  /** Sent as a bearer token. */
  readonly token?: string;
  /** Milliseconds that a lookup may take with all its attempts; 2500 by default. */
  readonly patience?: number;
  /** Milliseconds that one attempt may take; 1000 by default. */
  readonly attemptPatience?: number;
  /** Milliseconds for which a service that fails again and again is left alone; 10 seconds by default. */
  readonly rest?: number;
}

/** The service did not answer with an object. What it said is not repeated, it may be about a person. */
export class ServiceError extends Error {
  override readonly name = 'ServiceError';
  readonly code = 'SERVICE_UNAVAILABLE';
  /** What went wrong, in a word for the log: `slow`, `network`, `status_503`, `too_big`, `not_json`, … */
  readonly reason: string;

  constructor(reason: string, options?: ErrorOptions) {
    super(`the service gave no answer (${reason})`, options);
    this.reason = reason;
  }
}

/** `GET URL/{part}/{part}`: the object that the service gives; undefined where it answers 404. */
export type GuardedGet = (...parts: readonly string[]) => Promise<Answer | undefined>;

/**
 * Every failure but 404 throws ServiceError. What may pass is tried three times; after five failures in a row the
 * service is left alone for a while, and then one call tries it.
 */
export function createGuardedGet(options: GuardedOptions): GuardedGet {
  const { url, token, patience = 2500, attemptPatience = 1000, rest = 10_000 } = options;
  const authorization = token === undefined ? {} : { authorization: `Bearer ${token}` };
  const headers = { accept: 'application/json', ...authorization };
  const policy = createPolicy(rest);
  return async (...parts) => {
    if (parts.some(leavesFolder)) return undefined;
    const whole = AbortSignal.timeout(patience);
    const attempt = () => {
      const signal = AbortSignal.any([whole, AbortSignal.timeout(attemptPatience)]);
      return ask(placeOf(url, parts), { headers, signal });
    };
    return policy.execute(attempt, whole).catch((error: unknown) => {
      throw toServiceError(error);
    });
  };
}

const mostRetries = 2;
const failuresInARow = 5;
const backoff = { initialDelay: 50, maxDelay: 500 };

function createPolicy(rest: number): IPolicy {
  const passing = handleWhen((error) => error instanceof ServiceError && mayPass(error));
  const breaker = new ConsecutiveBreaker(failuresInARow);
  return wrap(
    retry(passing, { maxAttempts: mostRetries, backoff: new ExponentialBackoff(backoff) }),
    circuitBreaker(passing, { halfOpenAfter: rest, breaker }),
  );
}

/** A wrong address, token or answer will be wrong again; an overloaded or restarting service will not. */
const mayPass = ({ reason }: ServiceError) => /^(slow|network|status_(5\d\d|408|429))$/.test(reason);

/** In an address these mean another folder, however they are written. */
const leavesFolder = (part: string) => part === '.' || part === '..' || part === '';

function placeOf(url: string, parts: readonly string[]): URL {
  const place = new URL(url);
  place.pathname = `${place.pathname.replace(/(?<!\/)\/+$/, '')}/${parts.map(encodeURIComponent).join('/')}`;
  return place;
}

const longestAnswer = 64 * 1024;
const answerSchema = z.record(z.string(), z.unknown());
type Answer = z.infer<typeof answerSchema>;

async function ask(place: URL, request: RequestInit): Promise<Answer | undefined> {
  try {
    // a redirect could send the token elsewhere
    const response = await fetch(place, { ...request, redirect: 'manual' });
    if (response.ok) return readAnswer(await readText(response));
    await response.body?.cancel();
    if (response.status === 404) return undefined;
    throw new ServiceError(`status_${response.status}`);
  } catch (error) {
    throw toServiceError(error);
  }
}

async function readText(response: Response): Promise<string> {
  const chunks: Uint8Array[] = [];
  let length = 0;
  for await (const chunk of response.body ?? []) {
    length += chunk.length;
    if (length > longestAnswer) throw new ServiceError('too_big');
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString('utf8');
}

function readAnswer(text: string): Answer {
  const answer = answerSchema.safeParse(parseJson(text));
  if (!answer.success) throw new ServiceError('not_an_object');
  return answer.data;
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw new ServiceError('not_json', { cause });
  }
}

function toServiceError(error: unknown): ServiceError {
  if (error instanceof ServiceError) return error;
  if (isBrokenCircuitError(error)) return new ServiceError('resting', { cause: error });
  const isSlow = error instanceof Error && /^(TimeoutError|AbortError)$/.test(error.name);
  return new ServiceError(isSlow ? 'slow' : 'network', { cause: error });
}
