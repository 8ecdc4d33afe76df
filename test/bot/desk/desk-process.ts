/** A server with a desk over a shared store, in a process of its own: prints its address, and the agent's cookie. */
import { openStore } from '../../../bot/store/open.ts';
import { signInAgent } from '../console/agents.ts';
import { openDeskHouse } from './desk-house.ts';

const store = await openStore(String(process.argv[2]));
const house = await openDeskHouse({ store });
const { cookie } = await signInAgent(house, { name: 'mei' });
process.stdout.write(`${JSON.stringify({ url: house.url, cookie })}\n`);
