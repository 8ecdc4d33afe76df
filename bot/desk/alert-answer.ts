/** What the platforms answer to an alert: taken, to be tried again, or never to be taken. */
import type { WebhookKind } from './alert.ts';

export type AlertAnswer =
  | { readonly status: 'taken' }
  /** `after`: milliseconds that the platform asks for. */
  | { readonly status: 'again'; readonly reason: string; readonly after?: number }
  | { readonly status: 'refused'; readonly reason: string };

export interface Answered {
  readonly http: number;
  readonly retryAfter?: string | null;
  readonly body: string;
}

export function readAlertAnswer(kind: WebhookKind, answered: Answered): AlertAnswer {
  const { http } = answered;
  if (http === 429) return { status: 'again', reason: 'status_429', ...pauseOf(answered) };
  if (http >= 500 || http === 408) return { status: 'again', reason: `status_${http}` };
  if (http !== 200) return { status: 'refused', reason: `status_${http}` };
  return kind === 'wecom' ? readErrcode(answered.body) : { status: 'taken' };
}

function pauseOf({ retryAfter }: Answered): { after?: number } {
  const seconds = Number(retryAfter);
  return seconds > 0 ? { after: seconds * 1000 } : {};
}

/** A robot of a WeCom group takes 20 messages a minute. */
const minute = 60_000;

/** WeCom answers 200 whatever happens; its own code says what did. */
function readErrcode(body: string): AlertAnswer {
  const code = /"errcode"\s*:\s*(-?\d+)/.exec(body)?.[1];
  if (code === '0') return { status: 'taken' };
  const reason = `errcode_${code ?? 'none'}`;
  if (code === '45009') return { status: 'again', reason, after: minute };
  return code === '-1' || code === undefined ? { status: 'again', reason } : { status: 'refused', reason };
}
