/** A stub of WeCom's API on a port of its own: tokens that can be revoked, messages that are kept, failures on demand. */
import { once } from 'node:events';
import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface SentMessage {
  readonly path: string;
  readonly token: string;
  // biome-ignore lint/suspicious/noExplicitAny: tests look into any body
  readonly body: any;
}

/** A code of WeCom's, an HTTP status with a page, or a call that is never answered. */
export type StubFailure = { readonly errcode: number } | { readonly status: number } | 'silence';

export interface WecomStub {
  readonly url: string;
  /** Calls that were done, in order. */
  readonly sent: SentMessage[];
  readonly tokens: string[];
  /** The next calls of a path fail like this, one after the other. */
  fail(path: string, ...failures: readonly StubFailure[]): void;
  /** What a path answers besides the code. */
  answer(path: string, make: (body: unknown) => object): void;
  /** Tokens given so far are no longer good. */
  revoke(): void;
  close(): Promise<void>;
}

export const sendPath = '/cgi-bin/message/send';
const tokenPath = '/cgi-bin/gettoken';

export async function openWecomStub(secret: string): Promise<WecomStub> {
  const sent: SentMessage[] = [];
  const tokens: string[] = [];
  const valid = new Set<string>();
  const failures = new Map<string, StubFailure[]>();
  const answers = new Map<string, (body: unknown) => object>();

  function giveToken(url: URL): object {
    if (url.searchParams.get('corpsecret') !== secret)
      return { errcode: 40001, errmsg: 'invalid credential' };
    const token = `token-${tokens.length + 1}`;
    tokens.push(token);
    valid.add(token);
    return { errcode: 0, access_token: token, expires_in: 7200 };
  }

  function doCall(url: URL, body: unknown): object {
    const token = url.searchParams.get('access_token') ?? '';
    if (!valid.has(token)) return { errcode: 40014, errmsg: 'invalid access_token' };
    sent.push({ path: url.pathname, token, body });
    return { errcode: 0, errmsg: 'ok', ...answers.get(url.pathname)?.(body) };
  }

  const server = createServer(async (request, response) => {
    const url = new URL(request.url ?? '/', 'http://stub');
    const body = await readBody(request);
    const failure = failures.get(url.pathname)?.shift();
    if (failure === 'silence') return;
    if (failure && 'status' in failure) {
      response.writeHead(failure.status, { 'content-type': 'text/html' }).end('<html>Bad gateway</html>');
      return;
    }
    const answer = failure ?? (url.pathname === tokenPath ? giveToken(url) : doCall(url, body));
    response.setHeader('content-type', 'application/json').end(JSON.stringify(answer));
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    ...{ sent, tokens, url: `http://127.0.0.1:${(server.address() as AddressInfo).port}` },
    fail: (path, ...more) => void failures.set(path, [...(failures.get(path) ?? []), ...more]),
    answer: (path, make) => void answers.set(path, make),
    revoke: () => valid.clear(),
    close: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

async function readBody(request: IncomingMessage): Promise<unknown> {
  let text = '';
  for await (const chunk of request.setEncoding('utf8')) text += chunk;
  return text === '' ? undefined : JSON.parse(text);
}
