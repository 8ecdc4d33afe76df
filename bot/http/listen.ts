/** The life of the HTTP server: listening, bounds for slow callers, and an end that leaves nobody without an answer. */
import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Config } from '../config.ts';

export interface Listening {
  readonly url: string;
  /** Takes no new calls and resolves when the open ones are answered, or after `patience` milliseconds. */
  finish(patience: number): Promise<void>;
}

/** The server cannot listen where it was told to. */
export class ListenError extends Error {
  override readonly name = 'ListenError';
  readonly code = 'LISTEN_FAILED';
}

/** Throws ListenError with what to do. */
export async function listen(
  app: RequestListener,
  config: Pick<Config, 'host' | 'port'>,
): Promise<Listening> {
  const server = createServer({ connectionsCheckingInterval: checkInterval }, app);
  protect(server);
  await bind(server, config);
  return { url: urlOf(server, config.host), finish: (patience) => finish(server, patience) };
}

/** Milliseconds between two looks for connections whose time is up; those below are kept no more exactly. */
const checkInterval = 1000;

/** Slow callers may not hold a connection for long. */
function protect(server: Server): void {
  server.headersTimeout = 10_000;
  server.requestTimeout = 20_000;
  server.keepAliveTimeout = 65_000;
}

function bind(server: Server, { host, port }: Pick<Config, 'host' | 'port'>): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => {
      const isTaken = error.code === 'EADDRINUSE';
      const advice = isTaken
        ? 'another program listens there; choose another PORT'
        : `${error.code}; check HOST and PORT`;
      reject(new ListenError(`HOST ${host}, PORT ${port}: cannot listen (${advice})`, { cause: error }));
    });
    server.listen(port, host, resolve);
  });
}

function urlOf(server: Server, host: string): string {
  const { port } = server.address() as AddressInfo;
  return `http://${host.includes(':') ? `[${host}]` : host}:${port}`;
}

/** Idle connections are closed at once, busy ones with their answer, all of them when patience ends. */
function finish(server: Server, patience: number): Promise<void> {
  server.prependListener('request', (_request, response) => response.setHeader('Connection', 'close'));
  return new Promise((resolve) => {
    const sweep = setInterval(() => server.closeIdleConnections(), 50);
    const end = setTimeout(() => server.closeAllConnections(), patience);
    server.close(() => {
      clearInterval(sweep);
      clearTimeout(end);
      resolve();
    });
  });
}
