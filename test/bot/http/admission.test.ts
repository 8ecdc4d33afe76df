/** Too much at once is refused at once, whoever is in is answered, and afterwards everybody is let in again. */
import { afterEach, describe, expect, test } from 'vitest';
import type { Message, Turn } from '../../../adapters/channel.ts';
import { type House, openHouse } from '../house.ts';

let house: House;
afterEach(() => house.close());

/** A house whose assistant answers when it is told to. */
async function openSlowHouse(open: number) {
  const begun: string[] = [];
  const held: (() => void)[] = [];
  const turn = ({ text, conversation }: Message) =>
    new Promise<Turn>((resolve) => {
      begun.push(text);
      held.push(() => resolve({ conversationId: conversation, replies: [] }));
    });
  house = await openHouse({ admission: { open, perRound: 2 }, assistant: () => ({ turn }) });
  const token = await house.openSession();
  const say = (text: string) => house.call('POST', '/api/v1/messages', { token, body: { text } });
  const answerAll = () => {
    for (const answer of held.splice(0)) answer();
  };
  return { begun, say, answerAll };
}

describe('with as many open calls as are worked on at once', () => {
  test('the next one is shed at once with 503 and Retry-After, and the others are answered', async () => {
    const { begun, say, answerAll } = await openSlowHouse(2);
    const inside = [say('one'), say('two')];
    await expect.poll(() => begun).toHaveLength(2);
    const shed = await say('three');
    expect(shed).toMatchObject({ status: 503, json: { code: 'overloaded' } });
    expect(shed.headers.get('retry-after')).toBe('1');
    answerAll();
    expect((await Promise.all(inside)).map(({ status }) => status)).toEqual([200, 200]);
    expect(begun).toHaveLength(2);
  });

  test('no line is logged for a shed call as for a fault of ours', async () => {
    const { begun, say, answerAll } = await openSlowHouse(1);
    const inside = say('one');
    await expect.poll(() => begun).toHaveLength(1);
    await say('two');
    answerAll();
    await inside;
    expect(house.log.lines.filter(({ level }) => level === 'error')).toEqual([]);
  });

  test('health is told, and what is only read is read', async () => {
    const { begun, say, answerAll } = await openSlowHouse(1);
    const inside = say('one');
    await expect.poll(() => begun).toHaveLength(1);
    const asked = ['/healthz', '/readyz', '/metrics', '/api/v1/suggestions?q='];
    const answers = await Promise.all(asked.map((path) => fetch(house.url + path)));
    expect(answers.map(({ status }) => status)).toEqual([200, 200, 200, 200]);
    answerAll();
    await inside;
  });

  test('the same message is taken as soon as one of them is answered', async () => {
    const { begun, say, answerAll } = await openSlowHouse(1);
    const inside = say('one');
    await expect.poll(() => begun).toHaveLength(1);
    expect(await say('two')).toMatchObject({ status: 503 });
    answerAll();
    await inside;
    const again = say('two');
    await expect.poll(() => begun).toEqual(['one', 'two']);
    answerAll();
    expect(await again).toMatchObject({ status: 200 });
  });

  test('a call whose body does not come takes nobody’s place', async () => {
    const { begun, say, answerAll } = await openSlowHouse(1);
    const hanging = new AbortController();
    const body = new ReadableStream({ start: (stream) => stream.enqueue(new TextEncoder().encode('{"te')) });
    const headers = { 'content-type': 'application/json' };
    const slow = { method: 'POST', headers, body, duplex: 'half', signal: hanging.signal } as RequestInit;
    const never = fetch(`${house.url}/api/v1/messages`, slow).catch(() => 'hung up');
    const inside = say('one');
    await expect.poll(() => begun).toHaveLength(1);
    answerAll();
    expect(await inside).toMatchObject({ status: 200 });
    hanging.abort();
    expect(await never).toBe('hung up');
  });
});

test('of many calls at once every one is begun and answered', async () => {
  const { begun, say, answerAll } = await openSlowHouse(100);
  const texts = Array.from({ length: 20 }, (_, number) => `call ${number}`);
  const all = texts.map(say);
  await expect.poll(() => begun.length).toBe(20);
  expect([...begun].sort()).toEqual([...texts].sort());
  answerAll();
  expect((await Promise.all(all)).every(({ status }) => status === 200)).toBe(true);
});
