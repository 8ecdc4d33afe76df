/** Socket Mode against a stand-in for Slack's end: acknowledged once taken, not when that failed, connected again when cut off. */
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { type WebSocket, WebSocketServer } from 'ws';
import { openSocket, type Socket } from '../../../adapters/slack/socket.ts';
import { aDirectMessage, envelope } from '../../channels/slack-requests.ts';

const server = () => createServer();
let http: ReturnType<typeof server>;
let sockets: WebSocketServer;
let connections: WebSocket[];
let acknowledged: { envelope_id: string; payload?: unknown }[];
let refusals: number;
let apiUrl: string;
let socket: Socket | undefined;

beforeEach(async () => {
  [connections, acknowledged, refusals] = [[], [], 0];
  http = server();
  http.on('request', (_request, response) => {
    const { port } = http.address() as AddressInfo;
    if (refusals-- > 0) response.writeHead(500).end('<html>a proxy</html>');
    else response.end(JSON.stringify({ ok: true, url: `ws://127.0.0.1:${port}/link` }));
  });
  sockets = new WebSocketServer({ server: http });
  sockets.on('connection', (connection) => {
    connections.push(connection);
    connection.on('message', (data) => acknowledged.push(JSON.parse(String(data))));
    connection.send(JSON.stringify({ type: 'hello' }));
  });
  http.listen(0, '127.0.0.1');
  await once(http, 'listening');
  apiUrl = `http://127.0.0.1:${(http.address() as AddressInfo).port}/api/`;
});
afterEach(async () => {
  await socket?.stop();
  for (const client of sockets.clients) client.terminate();
  http.closeAllConnections();
  await new Promise((resolve) => http.close(resolve));
});

const connected = (count: number) =>
  vi.waitFor(() => expect(connections.length).toBeGreaterThanOrEqual(count), 5000);
const deliver = (
  id: string,
  type = 'events_api',
  payload: object = envelope(aDirectMessage('问', '1.1'), id),
) =>
  connections
    .at(-1)
    ?.send(JSON.stringify({ type, envelope_id: id, payload, accepts_response_payload: true }));

test('a delivery is acknowledged when it is taken, with what was given back', async () => {
  const taken: string[] = [];
  const note = vi.fn();
  socket = openSocket({
    ...{ appToken: 'xapp-1', apiUrl, note },
    take: async (type) => {
      taken.push(type);
      return type === 'interactive' ? { response_action: 'errors' } : undefined;
    },
  });
  await connected(1);
  deliver('a');
  deliver('b', 'interactive', { type: 'view_submission' });
  await vi.waitFor(() => expect(acknowledged).toHaveLength(2), 5000);
  expect(taken).toEqual(['events_api', 'interactive']);
  expect(acknowledged.map(({ envelope_id }) => envelope_id)).toEqual(['a', 'b']);
  expect(JSON.stringify(acknowledged[1])).toContain('errors');
  await vi.waitFor(() => expect(note).toHaveBeenCalledWith('connected'), 5000);
});

test('a frame of another shape is left, and what comes after it is taken', async () => {
  const take = vi.fn().mockResolvedValue(undefined);
  const note = vi.fn();
  socket = openSocket({ appToken: 'xapp-1', apiUrl, take, note });
  await connected(1);
  for (const frame of ['null', '{"type":"events_api","envelope_id":"x","payload":{}}', 'no JSON'])
    connections.at(-1)?.send(frame);
  deliver('a');
  await vi.waitFor(() => expect(acknowledged.map(({ envelope_id }) => envelope_id)).toEqual(['a']), 5000);
  expect(note).toHaveBeenCalledWith('unacknowledged', 'TypeError');
});

test('what could not be kept is not acknowledged, and nothing breaks', async () => {
  const take = vi.fn().mockRejectedValueOnce(new Error('full')).mockResolvedValue(undefined);
  socket = openSocket({ appToken: 'xapp-1', apiUrl, take, note: () => undefined });
  await connected(1);
  deliver('a');
  deliver('b');
  await vi.waitFor(() => expect(acknowledged.map(({ envelope_id }) => envelope_id)).toEqual(['b']), 5000);
});

test('it connects again when Slack ends the connection, and when there was none', async () => {
  refusals = 2;
  const states: string[] = [];
  socket = openSocket({
    ...{ appToken: 'xapp-1', apiUrl, firstWait: 20 },
    take: async () => undefined,
    note: (state) => states.push(state),
  });
  await connected(1);
  connections[0]?.send(JSON.stringify({ type: 'disconnect', reason: 'refresh_requested' }));
  await connected(2);
  connections[1]?.terminate();
  await connected(3);
  deliver('a');
  await vi.waitFor(() => expect(acknowledged).toHaveLength(1), 5000);
  expect(states.filter((state) => state === 'disconnected').length).toBeGreaterThanOrEqual(4);
});
