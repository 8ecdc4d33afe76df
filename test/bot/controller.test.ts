/** Botkit behind its door: what it is known to do badly does not come through. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Message, Reply } from '../../adapters/channel.ts';
import { createController } from '../../bot/controller.ts';
import { sampleReply } from './store/samples.ts';

const message = (text: string, conversation = 'c1'): Message => ({
  channel: 'test',
  conversation,
  sender: { key: 'sender' },
  id: `id of ${text}`,
  text,
  at: '2026-11-23T05:00:00Z',
});
const echo = async ({ text }: Message): Promise<Reply[]> => [
  sampleReply('1', text),
  sampleReply('2', `${text}!`),
];

const unhandled: unknown[] = [];
const note = (reason: unknown) => unhandled.push(reason);
beforeAll(() => void process.on('unhandledRejection', note));
afterAll(() => void process.off('unhandledRejection', note));

test('replies come out whole and in order', async () => {
  const controller = createController();
  expect(await controller.receive(message('hello'), echo)).toEqual([
    sampleReply('1', 'hello'),
    sampleReply('2', 'hello!'),
  ]);
});

test('the handler gets the message as it was, and nothing of Botkit', async () => {
  const controller = createController();
  let seen: Message | undefined;
  const sent = { ...message('hello'), choice: 2, locale: 'en' as const };
  await controller.receive(sent, async (got) => {
    seen = got;
    return [];
  });
  expect(seen).toEqual(sent);
});

test('a handler that throws rejects the turn, and nothing is left unhandled', async () => {
  const controller = createController();
  const broken = () => Promise.reject(new Error('broken'));
  await expect(controller.receive(message('a'), broken)).rejects.toThrow('broken');
  expect(await controller.receive(message('b'), echo)).toHaveLength(2);
  await new Promise((resolve) => setImmediate(resolve));
  expect(unhandled).toEqual([]);
});

test('a message of the wrong shape is refused', async () => {
  const controller = createController();
  const odd = { ...message('a'), botkitEventType: 'admin' } as unknown as Message;
  await expect(controller.receive(odd, echo)).rejects.toMatchObject({ name: 'ZodError' });
});

test('turns side by side keep their replies apart', async () => {
  const controller = createController();
  const slowly = async (one: Message) => {
    await new Promise((resolve) => setTimeout(resolve, Math.random() * 5));
    return echo(one);
  };
  const names = Array.from({ length: 20 }, (_, at) => `m${at}`);
  const turns = await Promise.all(names.map((name) => controller.receive(message(name, name), slowly)));
  expect(turns.map((replies) => replies[0]?.text)).toEqual(names);
});
