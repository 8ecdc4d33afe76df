/** The only door to Botkit: a checked message goes in, the replies that its handler sends come out. */
import { Botkit, type BotkitMessage, type BotWorker } from 'botkit';
import { z } from 'zod';
import { carryReply, MessageAdapter } from '../adapters/botkit-adapter.ts';
import type { Message, Reply } from '../adapters/channel.ts';
import { locales } from '../knowledge/schema.ts';

/** What a channel may bring in. Botkit hands on whatever it was given, so it is checked on this side again. */
const messageSchema = z.strictObject({
  channel: z.string().min(1),
  conversation: z.string().min(1),
  sender: z.strictObject({ key: z.string().min(1), account: z.string().min(1).exactOptional() }),
  id: z.string().min(1),
  text: z.string(),
  choice: z.union([z.string(), z.number()]).exactOptional(),
  masked: z.literal(true).exactOptional(),
  locale: z.enum(locales).exactOptional(),
  reach: z.record(z.string(), z.unknown()).exactOptional(),
  at: z.iso.datetime({ offset: true }),
});

/** Answers one message. May throw or never settle: the turn ends all the same. */
export type Answer = (message: Message) => Promise<readonly Reply[]>;

export interface Controller {
  /** Rejects with whatever `answer` threw; nothing is left unhandled. */
  receive(message: Message, answer: Answer): Promise<readonly Reply[]>;
}

const answerKey = Symbol('answer');
const faultKey = Symbol('fault');
/** Under this name Botkit keeps how it reads the memory of dialogs, for the rest of a turn. */
const memoryKey = 'DialogStateManagerConfiguration';

/** State lives in our own store: whatever Botkit wants to keep between turns is forgotten. */
const forgetful = {
  read: async () => ({}),
  write: async () => undefined,
  delete: async () => undefined,
};

export function createController(): Controller {
  const adapter = new MessageAdapter();
  const botkit = new Botkit({ adapter, storage: forgetful, disable_webserver: true, disable_console: true });
  botkit.on('message', handle);
  // it holds nothing of a turn, and making it anew for each was a sixth of Botkit's work
  let memory: unknown;
  return {
    async receive(message, answer) {
      let fault: { readonly error: unknown } | undefined;
      const replies = await adapter.receive(message, async (context) => {
        context.turnState.set(answerKey, answer);
        if (memory) context.turnState.set(memoryKey, memory);
        await botkit.handleTurn(context);
        memory = context.turnState.get(memoryKey);
        fault = context.turnState.get(faultKey);
      });
      if (fault) throw fault.error;
      return replies;
    },
  };
}

/** The catch-all: a handler that throws would hang Botkit's turn and raise an unhandled rejection. */
async function handle(bot: BotWorker, { context, letter }: BotkitMessage): Promise<void> {
  try {
    const answer: Answer = context.turnState.get(answerKey);
    for (const reply of await answer(messageSchema.parse(letter))) {
      await bot.say(carryReply(reply));
    }
  } catch (error) {
    context.turnState.set(faultKey, { error });
  }
}
