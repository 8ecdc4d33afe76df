/** Somebody else's web server on an origin of its own: serves pages that embed the widget, and collects reports of breaches. */
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface Served {
  readonly type?: 'text/html' | 'text/javascript' | 'text/css' | 'text/plain';
  readonly headers?: Readonly<Record<string, string>>;
  /** `{NONCE}` in it and in the headers becomes that of the response. */
  readonly body: string | (() => Promise<string>);
}

export interface EmbeddingHost {
  /** As the allow-list of the server has it. */
  readonly origin: string;
  /** The same server under a name that no list has. */
  readonly unlisted: string;
  serve(path: string, served: Served): void;
  /** Every breach of a policy that a browser has reported. */
  readonly reports: readonly string[];
  close(): Promise<void>;
}

export async function openEmbeddingHost(): Promise<EmbeddingHost> {
  const shown = new Map<string, Served>();
  const reports: string[] = [];
  const server = createServer(async (request, response) => {
    const { pathname } = new URL(request.url ?? '/', 'http://host');
    if (pathname === '/reports') {
      reports.push(await bodyOf(request));
      return response.writeHead(204).end();
    }
    const served = shown.get(pathname);
    if (!served) return response.writeHead(pathname === '/favicon.ico' ? 204 : 404).end();
    const nonce = randomBytes(16).toString('base64');
    const fill = (text: string) => text.replaceAll('{NONCE}', nonce);
    const body = typeof served.body === 'string' ? served.body : await served.body();
    for (const [name, value] of Object.entries(served.headers ?? {})) response.setHeader(name, fill(value));
    response.setHeader('content-type', `${served.type ?? 'text/html'}; charset=utf-8`);
    response.end(fill(body));
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  return {
    origin: `http://localhost:${port}`,
    unlisted: `http://127.0.0.1:${port}`,
    reports,
    serve: (path, served) => void shown.set(path, served),
    async close() {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}

async function bodyOf(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString('utf8');
}
