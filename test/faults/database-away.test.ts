/** PostgreSQL goes away in flight and comes back: calls are refused meanwhile, nothing is lost, nothing is restarted. */
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { connect, createServer, type Server, type Socket } from 'node:net';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { noteSkipped, postgresEngine, type TestPlace } from '../bot/store/engines.ts';
import { type RunningServer, startServer } from '../e2e/server.ts';
import { call, meet, type Person } from './person.ts';

noteSkipped();

/** A line to the database that can be cut. */
interface Line {
  readonly url: string;
  cut(): void;
  /** Nothing goes through any more, and nobody is told. */
  hang(): void;
  mend(): Promise<void>;
  close(): void;
}

async function openLine(place: string): Promise<Line> {
  const target = new URL(place);
  const sockets = new Set<Socket>();
  let hangs = false;
  const relay: Server = createServer((near) => {
    if (hangs) return void sockets.add(near.pause());
    const far = connect(Number(target.port || 5432), target.hostname);
    for (const [socket, other] of [
      [near, far],
      [far, near],
    ] as const) {
      sockets.add(socket);
      socket.on('error', () => undefined).on('close', () => other.destroy());
      socket.pipe(other);
    }
  });
  const listen = async (port: number) => {
    relay.listen(port, '127.0.0.1');
    await once(relay, 'listening');
  };
  const cut = () => {
    relay.close();
    for (const socket of sockets) socket.destroy();
    sockets.clear();
  };
  const hang = () => {
    hangs = true;
    for (const socket of sockets) socket.unpipe().pause();
  };
  await listen(0);
  const { port } = relay.address() as AddressInfo;
  const url = new URL(place);
  url.hostname = '127.0.0.1';
  url.port = String(port);
  return { url: url.href, cut, hang, mend: () => listen(port), close: cut };
}

describe.skipIf(!postgresEngine)('while PostgreSQL is away', () => {
  let where: TestPlace;
  let line: Line;
  let server: RunningServer;
  let person: Person;

  beforeAll(async () => {
    where = (await postgresEngine?.make()) ?? expect.unreachable();
    line = await openLine(where.place);
    server = await startServer({ env: { DATABASE_URL: line.url } });
    person = await meet(server.url);
  });
  afterAll(async () => {
    await server?.remove();
    line?.close();
    await where?.remove();
  });

  const say = (clientMessageId: string, conversationId?: string) =>
    person.say({ text: '打款金额输错了怎么办', clientMessageId, conversationId });

  test('calls get 503 with Retry-After, health is told truly, and afterwards each message is there once', async () => {
    const before = await say('before');
    const conversationId = before?.body.conversationId;
    const inFlight = say('in-flight', conversationId);
    line.cut();
    expect([200, 503]).toContain((await inFlight)?.status);
    const refused = await say('away', conversationId);
    expect(refused).toMatchObject({ status: 503, body: { code: 'store_unavailable' } });
    expect(Number(refused?.retryAfter)).toBeGreaterThan(0);
    expect((await call(`${server.url}/healthz`))?.status).toBe(200);
    expect(await call(`${server.url}/readyz`)).toMatchObject({ status: 503, body: { status: 'not_ready' } });
    await line.mend();
    await expect.poll(async () => (await call(`${server.url}/readyz`))?.status).toBe(200);
    for (const id of ['in-flight', 'away']) expect((await say(id, conversationId))?.status).toBe(200);
    expect(await say('before', conversationId)).toEqual(before);
    expect(await person.history(conversationId ?? '')).toEqual(['before', 'in-flight', 'away']);
  });

  test('that hangs is told of in time, and does not keep the server from stopping', async () => {
    line.hang();
    const asked = performance.now();
    const paths = ['readyz', 'metrics', 'healthz'];
    const [ready, metrics, health] = await Promise.all(paths.map((path) => fetch(`${server.url}/${path}`)));
    expect([ready?.status, metrics?.status, health?.status]).toEqual([503, 200, 200]);
    expect(performance.now() - asked).toBeLessThan(4000);
    const open = say('left-open');
    const told = performance.now();
    await server.stop();
    expect(performance.now() - told).toBeLessThan(10_000);
    await open;
  });
});
