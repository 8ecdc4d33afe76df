/** What `/metrics` tells to Prometheus: turns, requests, confidence, the desk, the knowledge, faults and the event loop. Never what anybody said. */
import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client';
import type { Message, Turn } from '../../adapters/channel.ts';
import type { KnowledgeState } from '../expertise/living-expertise.ts';
import type { Log } from '../log.ts';
import { within } from '../within.ts';

export interface Metrics {
  /** One finished turn and the seconds it took. */
  turn(channel: string, turn: Turn, seconds: number): void;
  request(labels: { method: string; route: string; status: number }, seconds: number): void;
  /** A line of the log that tells of trouble. */
  trouble(level: 'warn' | 'error'): void;
  /** The text format of Prometheus and its content type. */
  expose(): Promise<{ readonly type: string; readonly text: string }>;
}

/** What is asked at the moment when somebody looks. */
export interface Gauged {
  /** Event streams that are open. */
  readonly streams: () => number;
  /** Resolves while the store answers and takes what is written. */
  readonly store: () => Promise<void>;
  /** Customers who wait for a human. */
  readonly waiting: () => Promise<number>;
  readonly knowledge: () => KnowledgeState;
}

export function createMetrics(gauged?: Gauged): Metrics {
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
  const troubles = new Counter({
    ...{
      name: 'dawen_log_lines_total',
      help: 'Lines of the log that tell of trouble',
      labelNames: ['level'],
    },
    registers,
  });
  for (const level of ['warn', 'error']) troubles.inc({ level }, 0);
  if (gauged) addGauges(gauged, registers);
  return {
    trouble: (level) => troubles.inc({ level }),
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

/** Milliseconds; Prometheus gives up on the whole page after ten seconds. */
const gaugePatience = 2000;

function addGauges({ streams, store, waiting, knowledge }: Gauged, registers: Registry[]): void {
  const gauge = (name: string, help: string, read: () => number | Promise<number>) =>
    new Gauge({
      ...{ name, help, registers },
      async collect() {
        // a store that is away, or does not answer, hides this figure and no other
        this.set(await within(gaugePatience, Promise.resolve(read())).catch(() => Number.NaN));
      },
    });
  gauge('dawen_event_streams', 'Event streams that are open', streams);
  const isReady = () =>
    within(gaugePatience, store()).then(
      () => 1,
      () => 0,
    );
  gauge('dawen_store_ready', '1 while the store answers and takes what is written', isReady);
  gauge('dawen_handoffs_waiting', 'Customers who wait for a human', waiting);
  gauge('dawen_knowledge_loaded_timestamp_seconds', 'When the knowledge in use was loaded', () =>
    Math.round(Date.parse(knowledge().loadedAt) / 1000),
  );
  gauge('dawen_knowledge_refused', '1 while the files of the knowledge base are refused', () =>
    knowledge().refusal ? 1 : 0,
  );
}

interface Turning {
  turn(message: Message): Promise<Turn>;
}

/** The same assistant, whose turns are counted, from every channel. */
export function measureTurns(assistant: Turning, metrics: Metrics): Turning {
  return {
    turn: async (message) => {
      const started = performance.now();
      const turn = await assistant.turn(message);
      metrics.turn(message.channel, turn, (performance.now() - started) / 1000);
      return turn;
    },
  };
}

/** The same log, of which lines that tell of trouble are counted. */
export function countTrouble(log: Log, metrics: Metrics): Log {
  return {
    debug: (fields, message) => log.debug(fields, message),
    info: (fields, message) => log.info(fields, message),
    warn: (fields, message) => {
      metrics.trouble('warn');
      log.warn(fields, message);
    },
    error: (fields, message) => {
      metrics.trouble('error');
      log.error(fields, message);
    },
  };
}
