/** Turns of one conversation are taken one after the other. */
import { expect, test } from 'vitest';
import { createTurnQueue } from '../../bot/turn-queue.ts';

const soon = (milliseconds: number) => new Promise<void>((resolve) => setTimeout(resolve, milliseconds));

test('a turn waits for the one before it in its conversation, and for no other', async () => {
  const inTurn = createTurnQueue();
  const order: string[] = [];
  const turn = (name: string, milliseconds: number) => async () => {
    order.push(`${name} begins`);
    await soon(milliseconds);
    order.push(`${name} ends`);
  };
  await Promise.all([
    inTurn('one', turn('first', 30)),
    inTurn('one', turn('second', 1)),
    inTurn('two', turn('other', 1)),
  ]);
  expect(order.filter((line) => !line.startsWith('other'))).toEqual([
    'first begins',
    'first ends',
    'second begins',
    'second ends',
  ]);
  expect(order.indexOf('other ends')).toBeLessThan(order.indexOf('first ends'));
});

test('a failed turn is told to its caller and does not stop the next', async () => {
  const inTurn = createTurnQueue();
  const failed = inTurn('one', () => Promise.reject(new Error('broken')));
  const next = inTurn('one', async () => 'fine');
  await expect(failed).rejects.toThrow('broken');
  await expect(next).resolves.toBe('fine');
});
