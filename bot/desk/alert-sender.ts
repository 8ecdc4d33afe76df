/** Sends alerts that are due, one process at a time, again and again until they are taken or refused for good. */
import { randomUUID } from 'node:crypto';
import type { KnowledgeBase } from '../../knowledge/schema.ts';
import type { Log } from '../log.ts';
import type { Settlement, TakenMessage } from '../store/outbox.ts';
import type { Store } from '../store/store.ts';
import { type Alerts, type AlertWords, alertBody, alertChannel } from './alert.ts';
import { type AlertAnswer, readAlertAnswer } from './alert-answer.ts';

export interface AlertSenderDeps {
  readonly alerts: Alerts;
  readonly store: Pick<Store, 'outbox' | 'handoffs'>;
  readonly knowledge: () => KnowledgeBase;
  readonly log: Log;
  /** Milliseconds between two looks; 3 seconds unless set. */
  readonly interval?: number;
  /** Milliseconds before the second attempt, doubled with each; 2 seconds unless set. */
  readonly backoff?: number;
}

export interface AlertSender {
  /** Looks now instead of a little later. */
  ring(): void;
  /** Resolves when what is on its way has been settled. */
  stop(): Promise<void>;
}

const patience = 10_000;
/** Longer than an attempt. */
const ttl = 30_000;
const limit = 10;
const longestPause = 10 * 60_000;
/** About three hours. */
const mostAttempts = 24;

export function createAlertSender(deps: AlertSenderDeps): AlertSender {
  const { store, log, interval = 3_000 } = deps;
  const holder = randomUUID();
  let isStopped = false;
  let isRung = false;
  let timer: NodeJS.Timeout | undefined;
  let running: Promise<void> | undefined;

  async function sendDue(): Promise<void> {
    do {
      isRung = false;
      const due = await store.outbox.takeDue({ channel: alertChannel, holder, limit, ttl });
      await Promise.all(
        due.map(async (alert) => store.outbox.settle(alert.id, holder, await attempt(deps, alert))),
      );
    } while (isRung && !isStopped);
  }

  function look(): void {
    clearTimeout(timer);
    running ??= sendDue()
      .catch((error: unknown) => log.warn({ code: codeOf(error) }, 'alerts could not be looked up'))
      .finally(() => {
        running = undefined;
        if (!isStopped) timer = setTimeout(look, interval).unref();
      });
  }

  look();
  return {
    ring: () => {
      isRung = true;
      if (!isStopped) look();
    },
    stop: async () => {
      isStopped = true;
      clearTimeout(timer);
      await running;
    },
  };
}

/** Somebody who is answered already needs no alert any more. */
async function attempt(deps: AlertSenderDeps, alert: TakenMessage): Promise<Settlement> {
  const { handoff, channel, topic } = alert.payload as { handoff: string; channel: string; topic?: string };
  const waiting = await deps.store.handoffs.find(handoff);
  if (waiting?.status !== 'waiting') return { status: 'done' };
  const question = deps.knowledge().entries.find(({ id }) => id === topic)?.question;
  const answer = await send(deps.alerts, { handoff, channel, ...(question !== undefined && { question }) });
  if (answer.status !== 'taken') deps.log.warn({ handoff, reason: answer.reason }, 'an alert was not taken');
  return settle(answer, alert.attempts, deps.backoff);
}

function settle(answer: AlertAnswer, attempts: number, backoff = 2_000): Settlement {
  if (answer.status === 'taken') return { status: 'done' };
  if (answer.status === 'refused' || attempts >= mostAttempts)
    return { status: 'failed', failure: answer.reason };
  const after = answer.after ?? Math.min(longestPause, backoff * 2 ** (attempts - 1));
  return { status: 'retry', after, failure: answer.reason };
}

async function send(alerts: Alerts, words: AlertWords): Promise<AlertAnswer> {
  try {
    const response = await fetch(alerts.webhook.url, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(alertBody(alerts, words)),
      // the address is a secret, which must not be handed on
      redirect: 'manual',
      signal: AbortSignal.timeout(patience),
    });
    const body = await response.text();
    const retryAfter = response.headers.get('retry-after');
    return readAlertAnswer(alerts.webhook.kind, { http: response.status, retryAfter, body });
  } catch (error) {
    return { status: 'again', reason: codeOf(error) };
  }
}

function codeOf(error: unknown): string {
  if (!(error instanceof Error)) return 'UNKNOWN';
  return 'code' in error ? String(error.code) : error.name;
}
