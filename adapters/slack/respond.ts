/** Answers through the address that Slack gave with a command or a click; only addresses of Slack's own are called. */
import { afterNetwork, type Outcome } from './call.ts';

export interface RespondOptions {
  /** Where the Web API is, when that is elsewhere: its host may be answered as well. */
  readonly apiUrl?: string;
  readonly patience?: number;
}

export type Respond = (url: string, body: Readonly<Record<string, unknown>>) => Promise<Outcome>;

export function createRespond({ apiUrl, patience = 10_000 }: RespondOptions): Respond {
  return async (url, body) => {
    if (!isSlacks(url, apiUrl)) return { status: 'refused', failure: 'not an address of Slack' };
    try {
      const response = await fetch(url, {
        ...{ method: 'POST', redirect: 'error', signal: AbortSignal.timeout(patience) },
        headers: { 'content-type': 'application/json; charset=utf-8' },
        body: JSON.stringify(body),
      });
      return readAnswer(response, await response.text());
    } catch (error) {
      return afterNetwork(error);
    }
  };
}

function isSlacks(url: string, apiUrl: string | undefined): boolean {
  if (!URL.canParse(url)) return false;
  const { origin } = new URL(url);
  return origin === 'https://hooks.slack.com' || (apiUrl !== undefined && origin === new URL(apiUrl).origin);
}

function readAnswer({ status, headers }: Response, text: string): Outcome {
  if (status === 429) {
    const seconds = Number(headers.get('retry-after'));
    return { status: 'later', failure: 'ratelimited', after: (seconds > 0 ? seconds : 1) * 1000 };
  }
  if (status >= 500) return { status: 'later', failure: `HTTP ${status}` };
  if (status === 200) return { status: 'sent', result: undefined };
  return { status: 'refused', failure: /^\w{1,60}$/.test(text) ? text : `HTTP ${status}` };
}
