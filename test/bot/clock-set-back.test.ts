/** The clock of the machine is set back while the server runs: people notice nothing. */
import { afterEach, describe, expect, test, vi } from 'vitest';
import { createAssistant } from '../../bot/assistant.ts';
import { createRateLimits, defaultLimits } from '../../bot/http/rate-limit.ts';
import { openStore } from '../../bot/store/open.ts';
import { type House, openHouse, plainExpertise } from './house.ts';

describe('a conversation, two hours back', () => {
  let house: House;
  afterEach(() => house.close());

  test('goes on in its order, in the same session, and a repeated message is still one turn', async () => {
    house = await openHouse({
      assistant: (store, parts) =>
        createAssistant({ current: () => plainExpertise, store, accounts: store.accounts, ...parts }),
    });
    const token = await house.openSession();
    const say = (clientMessageId: string, conversationId?: string) =>
      house.call('POST', '/api/v1/messages', {
        ...{ token, body: { text: clientMessageId, clientMessageId, conversationId } },
      });
    const first = await say('m1');
    const { conversationId } = first.json;
    house.clock.move({ hours: -2 });
    expect(await say('m2', conversationId)).toMatchObject({ status: 200 });
    expect((await say('m1', conversationId)).json).toEqual(first.json);
    house.clock.move({ hours: 2 });
    expect(await say('m3', conversationId)).toMatchObject({ status: 200 });
    const { json } = await house.call('GET', `/api/v1/conversations/${conversationId}`, { token });
    const said = json.messages.filter(({ from }: { from: string }) => from === 'person');
    expect(said.map(({ text }: { text: string }) => text)).toEqual(['m1', 'm2', 'm3']);
  });
});

describe('a rate limit', () => {
  afterEach(() => {
    vi.useRealTimers();
  });

  test('still ends after its minute, and nobody is told to wait longer', async () => {
    vi.useFakeTimers();
    const { say } = createRateLimits({ ...defaultLimits, messagesPerSession: 1 });
    await say('s1');
    vi.setSystemTime(Date.now() - 3_600_000);
    await expect(say('s1')).rejects.toMatchObject({ code: 'rate_limited', more: { retryAfter: 60 } });
    await vi.advanceTimersByTimeAsync(61_000);
    await say('s1');
  });
});

test('a lease whose end now lies far ahead is kept by its holder, and ends as the next claim says', async () => {
  const store = await openStore(':memory:');
  const claim = (holder: string, ttl: number) => store.leases.claim({ name: 'puller', holder, ttl });
  expect(await claim('one', 3_600_000)).toBe(true);
  expect(await claim('one', 1)).toBe(true);
  await expect.poll(() => claim('two', 1000)).toBe(true);
  await store.close();
});
