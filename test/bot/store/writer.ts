/** Saves turns for ever and prints each one's number after its commit; its parent kills it. */
import { openStore } from '../../../bot/store/open.ts';
import { sampleTurn } from './samples.ts';

const store = await openStore(String(process.argv[2]));
for (let n = 1; ; n += 4) {
  const numbers = [n, n + 1, n + 2, n + 3];
  await Promise.all(
    numbers.map(async (number) => {
      await store.conversations.saveTurn(sampleTurn('crash', number));
      process.stdout.write(`${number}\n`);
    }),
  );
}
