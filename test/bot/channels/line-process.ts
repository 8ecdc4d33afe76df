/** A process that wants to hold the long connection of a bot: answers with its own number. */
import { openWecomBotLine } from '../../../bot/channels/wecom-bot-line.ts';
import { openStore } from '../../../bot/store/open.ts';
import { botId, secret } from '../../channels/wecom-line-stub.ts';
import { createTestClock } from '../clock.ts';
import { createEcho, createTestLog, plainExpertise } from '../house.ts';

const [place = '', url = ''] = process.argv.slice(2);
const store = await openStore(place);
openWecomBotLine(
  { botId, secret, url },
  {
    ...{ assistant: createEcho(store), store, current: () => plainExpertise, clock: createTestClock() },
    ...{ log: createTestLog(), ttl: 1200 },
  },
);
process.stdout.write('ready\n');
// a lease alone keeps no process alive
setInterval(() => undefined, 1000);
