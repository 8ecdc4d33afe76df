/** A support desk of a test's own: holds the lines that browsers open, and says on them what the test wants said. */
import { once } from 'node:events';
import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Page } from 'playwright-core';

export interface Desk {
  /** Leads the lines of a page here. */
  prepare(page: Page): Promise<unknown>;
  say(event: string, data: object): void;
  sayRaw(text: string): void;
  /** Breaks every line. */
  hangUp(): void;
  /** Authorization headers of all who have called, in their order. */
  readonly calls: readonly string[];
  close(): void;
}

export async function openDesk(): Promise<Desk> {
  const lines = new Set<ServerResponse>();
  const calls: string[] = [];
  const server = createServer((request, response) => {
    calls.push(request.headers.authorization ?? '');
    response.writeHead(200, { 'content-type': 'text/event-stream' }).write(': hello\n\n');
    lines.add(response);
    response.once('close', () => lines.delete(response));
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  const sayRaw = (text: string) => {
    for (const line of lines) line.write(text);
  };
  return {
    calls,
    prepare: (page) =>
      page.route('**/api/v1/conversations/*/events', (route) =>
        route.continue({ url: `http://127.0.0.1:${port}/` }),
      ),
    say: (event, data) => sayRaw(`event: ${event}\ndata: ${JSON.stringify(data)}\n\n`),
    sayRaw,
    hangUp() {
      for (const line of lines) line.destroy();
    },
    close() {
      server.closeAllConnections();
      server.close();
    },
  };
}
