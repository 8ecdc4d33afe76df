/** A conversation that somebody has made very long on purpose: it is told whole, and cannot be asked for without end. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { defaultLimits } from '../../../bot/http/rate-limit.ts';
import { type House, openHouse } from '../house.ts';
import { at, sampleTurn } from '../store/samples.ts';

let house: House;
beforeAll(async () => {
  house = await openHouse({ limits: { ...defaultLimits, readsPerSession: 10 } });
});
afterAll(() => house.close());

describe('a long history', () => {
  test('is read in pieces, and counts for as many reads as it costs', async () => {
    const token = await house.openSession();
    const opened = await house.call('POST', '/api/v1/messages', { token, body: { text: '你好' } });
    const { conversationId } = opened.json;
    const { owner } = (await house.store.conversations.find(conversationId)) ?? expect.unreachable();
    for (let n = 2; n <= 75; n++) {
      const { conversation, ...turn } = sampleTurn(conversationId, n);
      await house.store.conversations.saveTurn({
        ...turn,
        conversation: { ...conversation, owner },
        messages: Array.from({ length: 10 }, (_, k) => ({ id: `${n}-${k}`, from: 'person', text: '1', at })),
      });
    }
    const path = `/api/v1/conversations/${conversationId}`;
    const answers = [1, 2, 3].map(() => house.call('GET', path, { token }));
    const [first, second, third] = await Promise.all(answers);
    expect(first?.json.messages.length).toBeGreaterThan(740);
    // 75 turns count for three reads, and the call itself for one
    expect([first?.status, second?.status, third?.status]).toEqual([200, 200, 429]);
    expect(Number(third?.headers.get('retry-after'))).toBeGreaterThan(0);
  });
});
