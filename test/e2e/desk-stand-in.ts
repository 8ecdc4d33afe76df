/** Stands before the real server and plays the handoff desk, so that the console's desk can be tried with every turn it may take. */
import { createServer, type IncomingMessage, request, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { FeedbackLine, Handoff, HandoffView, Unanswered } from '../../adapters/console/console-api.ts';

type Message = HandoffView['messages'][number];

export interface DeskStandIn {
  readonly url: string;
  /** Names of the deeds that were done, such as `claim h1`. */
  readonly deeds: string[];
  readonly feedback: FeedbackLine[];
  readonly unanswered: Unanswered[];
  /** Puts a handoff on the desk, or changes it, and tells everyone. */
  put(view: HandoffView): void;
  /** The customer says something. */
  hear(handoff: string, message: Message): void;
  /** Cuts every live line, as a restart does. */
  cutLines(): void;
  /** The next answer of an agent is lost on its way. */
  loseNext(): void;
  close(): Promise<void>;
}

export async function startDeskStandIn(target: string, agent: string): Promise<DeskStandIn> {
  const views = new Map<string, HandoffView>();
  const lines = new Set<ServerResponse>();
  const deeds: string[] = [];
  const feedback: FeedbackLine[] = [];
  const unanswered: Unanswered[] = [];
  let isLosing = false;

  function tell(event: string, data: unknown): void {
    for (const line of lines) line.write(`event: ${event}\ndata: ${JSON.stringify(data)}\n\n`);
  }
  function put(view: HandoffView): void {
    views.set(view.id, view);
    tell('handoff', short(view));
  }
  function hear(id: string, message: Message): void {
    const view = views.get(id);
    if (view) views.set(id, { ...view, messages: [...view.messages, message] });
    tell('message', { handoff: id, message });
  }
  function act(view: HandoffView, deed: string): Handoff {
    deeds.push(`${deed} ${view.id}`);
    const { heldBy: _, ...free } = view;
    const status = deed === 'close' ? 'closed' : deed === 'claim' ? 'held' : 'waiting';
    put({ ...free, status, ...(status === 'held' && { heldBy: agent }) });
    return short(views.get(view.id) ?? view);
  }
  function answer(path: string, body: Body): unknown {
    const [, id = '', deed] = /^handoffs\/([^/]+)(?:\/(\w+))?$/.exec(path) ?? [];
    const view = views.get(id);
    if (path === 'handoffs') return [...views.values()].map(short);
    if (path === 'unanswered') return unanswered;
    if (path.startsWith('feedback')) return noteFeedback(feedback, path, body);
    if (!view) return undefined;
    if (deed === undefined) return view;
    if (deed !== 'messages') return act(view, deed);
    const known = view.messages.find((one) => one.id === body.clientMessageId);
    const said = known ?? {
      id: String(body.clientMessageId),
      from: 'human',
      text: String(body.text),
      at: now(),
    };
    if (!known) hear(id, said as Message);
    return said;
  }
  const server = createServer(async (incoming, response) => {
    const path = /^\/console\/api\/((?:handoffs|events|feedback|unanswered).*)$/.exec(
      incoming.url ?? '',
    )?.[1];
    if (path === undefined) return pass(target, incoming, response);
    if (path === 'events') return openLine(lines, response);
    const result = answer(path, await readBody(incoming));
    if (isLosing && path.endsWith('/messages')) {
      isLosing = false;
      return response.writeHead(503).end();
    }
    response.writeHead(result === undefined ? 404 : 200, { 'content-type': 'application/json' });
    response.end(JSON.stringify(result ?? { code: 'not_found' }));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    ...{ deeds, feedback, unanswered, put, hear },
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    cutLines() {
      for (const line of lines) line.destroy();
    },
    loseNext() {
      isLosing = true;
    },
    async close() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

type Body = Readonly<Record<string, unknown>>;
const now = () => new Date().toISOString();

function short({ messages: _, facts: __, tried: ___, ...handoff }: HandoffView): Handoff {
  return handoff;
}

function noteFeedback(feedback: FeedbackLine[], path: string, body: Body): unknown {
  const entry = new URLSearchParams(path.split('?')[1]).get('entry');
  if (Object.keys(body).length === 0)
    return feedback.filter((line) => entry === null || line.entry === entry);
  feedback.unshift({ ...(body as unknown as FeedbackLine), by: 'agent', at: now() });
  return {};
}

function openLine(lines: Set<ServerResponse>, response: ServerResponse): void {
  response.writeHead(200, { 'content-type': 'text/event-stream', 'cache-control': 'no-store' });
  response.write('retry: 200\n\n');
  lines.add(response);
  response.once('close', () => lines.delete(response));
}

async function readBody(incoming: IncomingMessage): Promise<Body> {
  const chunks: Buffer[] = [];
  for await (const chunk of incoming) chunks.push(chunk);
  return chunks.length === 0 ? {} : JSON.parse(Buffer.concat(chunks).toString());
}

function pass(target: string, incoming: IncomingMessage, response: ServerResponse): void {
  const { method, headers } = incoming;
  const onward = request(`${target}${incoming.url}`, { method, headers }, (answer) => {
    response.writeHead(answer.statusCode ?? 502, answer.headers);
    answer.pipe(response);
  });
  onward.on('error', () => response.destroy());
  incoming.pipe(onward);
}
