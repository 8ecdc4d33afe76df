/** A conversation in the terminal: the whole assistant over a store that forgets, printing every turn. */
import { createAssistant } from '../assistant.ts';
import { toIso } from '../clock.ts';
import { newConversation, statedFacts } from '../turn/conversation.ts';
import type { CliContext } from './context.ts';
import { type Facts, readAsOf, readFacts } from './inputs.ts';
import { renderTurn } from './render.ts';
import { writeJson, writeLine } from './write.ts';

export interface ConversationOptions {
  readonly facts?: string;
  readonly asOf?: string;
  readonly json?: boolean;
}

export interface TerminalConversation {
  /** One turn: answers the text and prints the replies. */
  say(text: string): Promise<void>;
  close(): Promise<void>;
}

const conversation = 'terminal';

/** Facts with an `accountId` are those of a signed-in account; without one the person is taken to have said them. */
export async function openConversation(
  options: ConversationOptions,
  context: CliContext,
): Promise<TerminalConversation> {
  const facts = await readFacts(options.facts, context);
  const asOf = await readAsOf(options.asOf, context);
  const clock = options.asOf === undefined ? context.clock : () => asOf;
  const [expertise, store, log] = [
    await context.expertise(),
    await context.memoryStore(),
    await context.log(),
  ];
  const account = accountOf(facts);
  const assistant = createAssistant({
    ...{ current: () => expertise, store, clock, log },
    accounts: { find: async (id) => (id === account ? facts : undefined) },
    opening: account === undefined ? { ...newConversation, facts: statedFacts(facts) } : newConversation,
  });
  let turns = 0;
  return {
    async say(text) {
      turns += 1;
      const sender = { key: conversation, ...(account !== undefined && { account }) };
      const message = {
        channel: 'terminal',
        conversation,
        sender,
        id: `line-${turns}`,
        text,
        at: toIso(clock()),
      };
      const turn = await assistant.turn(message);
      await (options.json ? writeJson(context.stdout, turn) : writeLine(context.stdout, renderTurn(turn)));
    },
    close: () => store.close(),
  };
}

function accountOf({ accountId }: Facts): string | undefined {
  if (typeof accountId === 'number') return String(accountId);
  return typeof accountId === 'string' && accountId.trim() !== '' ? accountId : undefined;
}
