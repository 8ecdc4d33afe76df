/** What `/metrics` tells to Prometheus: turns, requests, confidence and the event loop. Never what anybody said. */
import { Counter, collectDefaultMetrics, Histogram, Registry } from 'prom-client';
import type { Turn } from '../../adapters/channel.ts';

export interface Metrics {
  /** One finished turn and the seconds it took. */
  turn(channel: string, turn: Turn, seconds: number): void;
  request(labels: { method: string; route: string; status: number }, seconds: number): void;
  /** The text format of Prometheus and its content type. */
  expose(): Promise<{ readonly type: string; readonly text: string }>;
}

export function createMetrics(): Metrics {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry });
  const registers = [registry];
  const replies = new Counter({
    ...{
      name: 'dawen_replies_total',
      help: 'Replies by act and channel',
      labelNames: ['act', 'channel'],
      registers,
    },
  });
  const turns = new Histogram({
    ...{
      name: 'dawen_turn_duration_seconds',
      help: 'Time of one turn, commit included',
      labelNames: ['channel'],
    },
    ...{ buckets: [0.001, 0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.25, 1, 5], registers },
  });
  const confidence = new Histogram({
    ...{ name: 'dawen_confidence', help: 'Confidence of replies that rest on an entry', labelNames: ['act'] },
    ...{ buckets: [0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 0.95, 0.99], registers },
  });
  const requests = new Histogram({
    ...{
      name: 'dawen_request_duration_seconds',
      help: 'HTTP requests',
      labelNames: ['method', 'route', 'status'],
    },
    ...{ buckets: [0.001, 0.005, 0.02, 0.1, 0.5, 2, 10], registers },
  });
  return {
    turn: (channel, turn, seconds) => {
      turns.observe({ channel }, seconds);
      for (const reply of turn.replies) {
        replies.inc({ act: reply.act, channel });
        if (reply.confidence !== undefined) confidence.observe({ act: reply.act }, reply.confidence);
      }
    },
    request: (labels, seconds) => requests.observe(labels, seconds),
    expose: async () => ({ type: registry.contentType, text: await registry.metrics() }),
  };
}
