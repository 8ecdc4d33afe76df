/** Saves turns until the disk is full and says so; with `check` says what is there, and saves one more. */
import { StoreError } from '../../../bot/store/errors.ts';
import { openStore } from '../../../bot/store/open.ts';
import { sampleTurn } from './samples.ts';

const [file = '', mode] = process.argv.slice(2);
const store = await openStore(file);
if (mode === 'check') {
  const version = (await store.conversations.find('full'))?.version ?? 0;
  const saved = await store.conversations.saveTurn(sampleTurn('full', version + 1));
  process.stdout.write(`${version} turns are there, and ${saved === 'saved' ? 'one more' : saved}\n`);
} else {
  let turns = 0;
  try {
    for (;;) {
      await store.conversations.saveTurn(sampleTurn('full', turns + 1));
      turns += 1;
    }
  } catch (error) {
    if (!(error instanceof StoreError)) throw error;
    process.stdout.write(`${error.code} after ${turns} turns: ${error.message}\n`);
  }
}
await store.close();
