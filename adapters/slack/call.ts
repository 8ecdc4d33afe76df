/** One call to Slack's Web API, and how it ended: sent, refused, to be made later, or nobody knows. */
import {
  WebAPIHTTPError,
  WebAPIPlatformError,
  WebAPIRateLimitedError,
  WebAPIRequestError,
  WebClient,
} from '@slack/web-api';
import { quietLogger } from './quiet-logger.ts';

export type Outcome =
  | { readonly status: 'sent'; readonly result: unknown }
  | { readonly status: 'refused'; readonly failure: string }
  /** Certainly not done. `after`: milliseconds, as Slack said. */
  | { readonly status: 'later'; readonly failure: string; readonly after?: number }
  | { readonly status: 'unsure'; readonly failure: string };

export interface CallOptions {
  readonly token: string;
  /** Other address of the Web API, such as a stand-in for tests. */
  readonly apiUrl?: string;
  /** Milliseconds that a call may take; 10 seconds unless set. */
  readonly patience?: number;
}

export type Call = (method: string, args: Readonly<Record<string, unknown>>) => Promise<Outcome>;

/** Faults of Slack's own that pass. */
const passing = new Set([
  ...['ratelimited', 'rate_limited', 'message_limit_exceeded', 'internal_error', 'fatal_error'],
  ...['service_unavailable', 'request_timeout', 'team_added_to_org', 'accesslimited'],
]);
const neverReached = new Set([
  'ECONNREFUSED',
  'ENOTFOUND',
  'EAI_AGAIN',
  'ENETUNREACH',
  'UND_ERR_CONNECT_TIMEOUT',
]);

/** Makes each call once: when to try again is for the queue to say, which outlives this process. */
export function createCall({ token, apiUrl, patience = 10_000 }: CallOptions): Call {
  const client = new WebClient(token, {
    ...(apiUrl !== undefined && { slackApiUrl: apiUrl }),
    ...{ timeout: patience, retryConfig: { retries: 0 }, rejectRateLimitedCalls: true },
    ...{ allowAbsoluteUrls: false, logger: quietLogger },
  });
  return async (method, args) => {
    try {
      return { status: 'sent', result: await client.apiCall(method, { ...args }) };
    } catch (error) {
      return outcomeOf(error);
    }
  };
}

function outcomeOf(error: unknown): Outcome {
  if (error instanceof WebAPIRateLimitedError)
    return { status: 'later', failure: 'ratelimited', after: error.retryAfter * 1000 };
  if (error instanceof WebAPIPlatformError) {
    const failure = error.data.error;
    return { status: passing.has(failure) ? 'later' : 'refused', failure };
  }
  if (error instanceof WebAPIHTTPError) return afterStatus(error.statusCode);
  if (error instanceof WebAPIRequestError) return afterNetwork(error.original);
  return { status: 'unsure', failure: error instanceof Error ? error.name : 'UNKNOWN' };
}

/** A proxy's page or a fault of Slack's: behind a 5xx the call may have been done. */
const afterStatus = (status: number): Outcome => ({
  status: status >= 500 ? 'unsure' : 'refused',
  failure: `HTTP ${status}`,
});

/** A request that found nobody was not made; one that broke off may have been. */
export function afterNetwork(error: unknown): Outcome {
  const cause = error instanceof Error && error.cause !== undefined ? error.cause : error;
  const code = typeof cause === 'object' && cause !== null && 'code' in cause ? String(cause.code) : '';
  const failure = code || (error instanceof Error ? error.name : 'UNKNOWN');
  return { status: neverReached.has(code) ? 'later' : 'unsure', failure };
}
