/** Saves turns for ever and prints each one's number after its commit; its parent kills it. */
import { openStore } from '../../../bot/store/open.ts';
import { sampleTurn } from './samples.ts';

/** Each round saves a turn in all of them at once. */
const conversations = ['one', 'two', 'three', 'four'].map((name) => `${process.argv[3]}-${name}`);
const store = await openStore(String(process.argv[2]));
for (let n = 1; ; n += 1) {
  await Promise.all(
    conversations.map(async (conversation) => {
      await store.conversations.saveTurn(sampleTurn(conversation, n));
      process.stdout.write(`${conversation} ${n}\n`);
    }),
  );
}
