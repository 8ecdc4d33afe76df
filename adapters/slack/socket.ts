/**
 * Socket Mode: Slack's deliveries over a connection that we open, for servers without a public address.
 * Each process holds one (Slack allows ten and gives each delivery to one of them); the store knows what is a repeat.
 */
import { SocketModeClient } from '@slack/socket-mode';
import { z } from 'zod';
import { quietLogger } from './quiet-logger.ts';

export interface SocketOptions {
  readonly appToken: string;
  readonly apiUrl?: string;
  /** Takes a delivery; what it gives goes back with the acknowledgement. A throw leaves it unacknowledged: it comes again. */
  readonly take: (type: string, body: unknown) => Promise<Record<string, unknown> | undefined>;
  /** Said when the connection is there, when it is not, and when a delivery was not acknowledged. */
  readonly note: (state: 'connected' | 'disconnected' | 'unacknowledged', failure?: string) => void;
  /** Milliseconds before the first attempt to connect again; one second unless set. */
  readonly firstWait?: number;
}

export interface Socket {
  stop(): Promise<void>;
}

const longestWait = 60_000;
const deliverySchema = z.object({
  type: z.string(),
  body: z.unknown(),
  ack: z.custom<(body?: Record<string, unknown>) => Promise<void>>((value) => typeof value === 'function'),
});

/** Connects, and again whenever the connection ends: at its own pace, so that a refused token does not spin. */
export function openSocket(options: SocketOptions): Socket {
  let stopped = false;
  let wait = options.firstWait ?? 1000;
  let client: SocketModeClient | undefined;
  let timer: NodeJS.Timeout | undefined;

  async function connect(): Promise<void> {
    const mine = createClient(options);
    client = mine;
    mine.on('slack_event', (delivery: unknown) => void take(delivery, options));
    mine.once('disconnected', () => again('closed'));
    try {
      await mine.start();
      wait = options.firstWait ?? 1000;
      options.note('connected');
    } catch (error) {
      again(error instanceof Error ? error.message : 'UNKNOWN');
    }
  }

  function again(failure: string): void {
    if (stopped || timer) return;
    options.note('disconnected', failure);
    client?.removeAllListeners('disconnected');
    timer = setTimeout(() => {
      timer = undefined;
      void connect();
    }, wait);
    wait = Math.min(wait * 2, longestWait);
  }

  void connect();
  return {
    stop: async () => {
      stopped = true;
      clearTimeout(timer);
      await client?.disconnect().catch(() => undefined);
    },
  };
}

/** Slack's client reads each frame in a promise that nobody holds: one of a shape it does not know would end the process. */
class SteadyClient extends SocketModeClient {
  onUnreadable = (_error: unknown): void => undefined;

  protected override async onWebSocketMessage(data: string | ArrayBuffer, isBinary: boolean): Promise<void> {
    await super.onWebSocketMessage(data, isBinary).catch((error: unknown) => this.onUnreadable(error));
  }
}

function createClient({ appToken, apiUrl, note }: SocketOptions): SocketModeClient {
  const client = new SteadyClient({
    ...{ appToken, logger: quietLogger, autoReconnectEnabled: false },
    clientOptions: {
      ...(apiUrl !== undefined && { slackApiUrl: apiUrl }),
      ...{ retryConfig: { retries: 0 }, rejectRateLimitedCalls: true, timeout: 10_000 },
    },
  });
  client.onUnreadable = (error) => note('unacknowledged', error instanceof Error ? error.name : 'UNKNOWN');
  return client;
}

async function take(unread: unknown, options: SocketOptions): Promise<void> {
  const delivery = deliverySchema.safeParse(unread);
  if (!delivery.success) return;
  const { type, body, ack } = delivery.data;
  try {
    await ack(await options.take(type, body));
  } catch (error) {
    // not acknowledged, or the connection went away: Slack delivers it again
    options.note('unacknowledged', error instanceof Error ? error.name : 'UNKNOWN');
  }
}
