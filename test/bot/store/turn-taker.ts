/** A process with an assistant over a shared store: takes messages as JSON lines, prints every turn as it is given. */
import { createInterface } from 'node:readline';
import { createAssistant } from '../../../bot/assistant.ts';
import { openStore } from '../../../bot/store/open.ts';
import { createTestClock } from '../clock.ts';
import { createTestLog, plainExpertise } from '../house.ts';

const store = await openStore(String(process.argv[2]));
const assistant = createAssistant({
  ...{ current: () => plainExpertise, store, accounts: store.accounts },
  ...{ clock: createTestClock(), log: createTestLog() },
});
process.stdout.write('ready\n');
for await (const line of createInterface({ input: process.stdin })) {
  assistant.turn(JSON.parse(line)).then(
    (turn) => process.stdout.write(`${JSON.stringify(turn)}\n`),
    (error) => process.stdout.write(`${JSON.stringify({ error: error.code ?? String(error) })}\n`),
  );
}
