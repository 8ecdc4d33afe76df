/** Three servers behind nginx are one, while they are killed and come back. */
import { randomUUID } from 'node:crypto';
import { setTimeout as wait } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Turn } from '../../adapters/channel.ts';
import { systemClock } from '../../bot/clock.ts';
import { createKnowledgeBoard } from '../../bot/expertise/knowledge-board.ts';
import { defaultLimits } from '../../bot/http/rate-limit.ts';
import { type OpenedStore, openStore } from '../../bot/store/open.ts';
import { signInAgent } from '../bot/console/agents.ts';
import { type Line, listen } from '../bot/desk/desk-house.ts';
import { postgresEngine, type TestPlace } from '../bot/store/engines.ts';
import { botId, type LineStub, openLineStub, secret } from '../channels/wecom-line-stub.ts';
import { type Balanced, hasNginx, startBalanced } from './balancer.ts';

if (!hasNginx)
  test.skip('three servers behind nginx: skipped, there is no nginx (Debian: apt-get install nginx-light)', () =>
    undefined);
else if (!postgresEngine)
  test.skip('three servers behind nginx: skipped, TEST_DATABASE_URL names no server', () => undefined);

const texts = ['一个身份证可以认证几个账号', '帮我算', '2', '打款金额输错了怎么办', '2', '刷脸一直失败'];
const people = 6;
const messages = 30;
/** Servers that are killed while people talk. */
const kills = 6;

interface Said {
  readonly id: string;
  readonly text: string;
  readonly turn: Turn;
}

describe.runIf(hasNginx && postgresEngine)('three servers behind nginx', () => {
  let where: TestPlace;
  let store: OpenedStore;
  let house: Balanced;
  /** What one of them may be connected to at a time. */
  let line: LineStub;

  beforeAll(async () => {
    if (!postgresEngine) return;
    where = await postgresEngine.make();
    // all of them find an empty store at the same time
    line = await openLineStub();
    house = await startBalanced({
      ...{ DATABASE_URL: where.place, WECOM_BOT_WS_URL: line.url },
      ...{ WECOM_BOT_ID: botId, WECOM_BOT_SECRET: secret },
    });
    store = await openStore(where.place);
  });
  afterAll(async () => {
    await house?.stop();
    await line?.close();
    await store?.close();
    await where?.remove();
  });

  const call = async (
    method: string,
    path: string,
    { body, headers = {} }: { body?: object; headers?: object } = {},
  ) => {
    const response = await fetch(house.url + path, {
      ...{ method, headers: { 'content-type': 'application/json', ...headers } },
      ...(body && { body: JSON.stringify(body) }),
    });
    // biome-ignore lint/suspicious/noExplicitAny: a test looks into any answer
    return { status: response.status, json: (await response.json()) as any };
  };
  /** As the chat does: what has no answer is sent again until it has one. */
  async function insist(...args: Parameters<typeof call>): ReturnType<typeof call> {
    for (let tries = 0; tries < 200; tries++) {
      const answer = await call(...args).catch(() => undefined);
      if (answer && answer.status < 500) return answer;
      await wait(50);
    }
    throw new Error(`${args[1]} had no answer`);
  }
  const bearer = (token: string) => ({ authorization: `Bearer ${token}` });
  async function comeIn() {
    const { token } = (await insist('POST', '/api/v1/sessions', { body: {} })).json;
    const say = async (text: string, id: string = randomUUID(), conversationId?: string): Promise<Turn> => {
      const body = { text, clientMessageId: id, ...(conversationId && { conversationId }) };
      const { status, json } = await insist('POST', '/api/v1/messages', { body, headers: bearer(token) });
      expect({ status, json }).toMatchObject({ status: 200 });
      return json;
    };
    return { token, say };
  }
  const restart = async (at: number) => {
    await house.servers[at % 3]?.stop('SIGKILL');
    await house.servers[at % 3]?.start();
  };

  test('keep every turn that they acknowledged, once and in order, while they are killed', async () => {
    let isOver = false;
    async function talk() {
      const { token, say } = await comeIn();
      const said: Said[] = [];
      let conversation: string | undefined;
      // until the last server was killed
      for (let at = 0; at < messages || !isOver; at++) {
        const [id, text] = [`m${at}`, texts[at % texts.length] ?? ''];
        const turn = await say(text, id, conversation);
        conversation = turn.conversationId;
        said.push({ id, text, turn });
        await wait(260);
      }
      return { token, say, said, conversation: conversation ?? '' };
    }
    async function kill() {
      for (let at = 0; at < kills; at++) await restart(at);
      isOver = true;
    }
    const [talks] = await Promise.all([Promise.all(Array.from({ length: people }, talk)), kill()]);
    // whoever finds itself replaced comes back: two at a time would be seen as many connections
    await expect.poll(line.isHeld, { timeout: 30_000 }).toBe(true);
    expect(line.connections()).toBeLessThanOrEqual(1 + kills);
    for (const { token, say, said, conversation } of talks) {
      const history = await insist('GET', `/api/v1/conversations/${conversation}`, {
        headers: bearer(token),
      });
      const kept: { from: string; id: string; clientMessageId?: string }[] = history.json.messages;
      const expected = said.flatMap(({ id, turn }) => [
        id,
        ...turn.replies.map(({ messageId }) => messageId),
      ]);
      expect(kept.map(({ from, id, clientMessageId }) => (from === 'person' ? clientMessageId : id))).toEqual(
        expected,
      );
      for (const { id, text, turn } of said.filter((_, at) => at % 5 === 1))
        expect(await say(text, id, conversation)).toEqual(turn);
    }
  }, 240_000);

  test('bring what a customer and an agent say to the page of the other, whichever server each is at', async () => {
    const { cookie } = await signInAgent({ store, clock: systemClock });
    const desk = (path: string, body?: object) =>
      insist(body ? 'POST' : 'GET', `/console/api/${path}`, { headers: { cookie }, ...(body && { body }) });
    const openLines = async (): Promise<Line[]> => [
      await listen(`${house.url}/console/api/events`, { cookie }),
      await listen(`${house.url}/api/v1/conversations/${conversationId}/events`, bearer(token)),
    ];
    const { token, say } = await comeIn();
    const first = await listen(`${house.url}/console/api/events`, { cookie });
    const { conversationId } = await say('转人工');
    const { id } = await first.hear('handoff');
    first.close();
    expect(await desk(`handoffs/${id}/claim`, {})).toMatchObject({ status: 200 });
    const times: number[] = [];
    for (let round = 0; round < 6; round++) {
      const [console = never(), chat = never()] = await openLines();
      await wait(100);
      const started = performance.now();
      await desk(`handoffs/${id}/messages`, { text: `您好${round}`, clientMessageId: `a${round}` });
      await expect.poll(() => JSON.stringify(chat.heard), { interval: 5 }).toContain(`您好${round}`);
      times.push(performance.now() - started);
      await say(`在吗${round}`, randomUUID(), conversationId);
      await expect.poll(() => JSON.stringify(console.heard), { interval: 5 }).toContain(`在吗${round}`);
      for (const line of [console, chat]) line.close();
      if (round < 3) await restart(round);
    }
    // told by the database: a look without that comes after 3 s
    expect(times.sort((a, b) => a - b)[2]).toBeLessThan(1500);
  }, 120_000);

  test('count together: a session may say as much as it might at one of them', async () => {
    const { token } = await comeIn();
    const statuses: number[] = [];
    const say = async () => {
      const body = { text: '刷脸一直失败' };
      statuses.push((await insist('POST', '/api/v1/messages', { body, headers: bearer(token) })).status);
    };
    for (let n = 0; n < 26; n++) await Promise.all(Array.from({ length: 10 }, say));
    expect(statuses.filter((status) => status === 200)).toHaveLength(defaultLimits.messagesPerSession);
    expect(statuses.filter((status) => status === 429)).toHaveLength(260 - defaultLimits.messagesPerSession);
  });

  test('know of each other, and what each knows', async () => {
    const board = createKnowledgeBoard(store);
    await expect.poll(async () => (await board.peers()).length, { timeout: 30_000 }).toBe(3);
    const wish = await board.wish();
    const answered = async () => (await board.peers()).filter((one) => one.answered === wish).length;
    await expect.poll(answered, { timeout: 30_000 }).toBe(3);
    expect(new Set((await board.peers()).map(({ knowledge }) => knowledge)).size).toBe(1);
  });
});

function never(): never {
  throw new Error('there are two lines');
}
