/** A server in the place of the platform's API, to which the server under test is pointed. */
import { once } from 'node:events';
import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Shown, SimulatedPlatform } from './platform.ts';

export interface StandIn {
  readonly url: string;
  close(): Promise<void>;
}

/** `hear` is told of every call, and of the piece of an answer that it carried. Rejects when the port is taken. */
export async function openStandIn(
  platform: Pick<SimulatedPlatform, 'callApi'>,
  port: number,
  hear: (shown: Shown | undefined) => void,
): Promise<StandIn> {
  const server = createServer(async (request, response) => {
    const { pathname: path, searchParams: query } = new URL(request.url ?? '/', 'http://stand-in');
    const { json, shown } = platform.callApi({ path, query, body: await bodyOf(request) });
    response.setHeader('content-type', 'application/json').end(JSON.stringify(json));
    hear(shown);
  });
  server.listen(port, '127.0.0.1');
  await once(server, 'listening');
  const { port: bound } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${bound}`,
    close: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

async function bodyOf(request: IncomingMessage): Promise<string> {
  let body = '';
  for await (const chunk of request.setEncoding('utf8')) body += chunk;
  return body;
}
