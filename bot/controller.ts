/** The only door to Botkit: a checked message goes in, the replies that its handler sends come out. */
import { type ConversationReference, TurnContext } from 'botbuilder';
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

/** State lives in our own store: whatever Botkit wants to keep between turns is forgotten. */
const forgetful = {
  read: async () => ({}),
  write: async () => undefined,
  delete: async () => undefined,
};

/** One message on its way through Botkit, with what answers it and what went wrong. */
interface Passage {
  readonly letter: Message;
  readonly answer: Answer;
  fault?: { readonly error: unknown };
}

/**
 * Botkit spawns a worker for each message and triggers the catch-all. Its `handleTurn` does that as well, but makes
 * a context of dialogs and their state first, which nobody here has: that was two thirds of its work.
 */
export function createController(): Controller {
  const adapter = new MessageAdapter();
  const botkit = new Botkit({ adapter, storage: forgetful, disable_webserver: true, disable_console: true });
  botkit.on('message', handle);
  return {
    async receive(letter, answer) {
      const passage: Passage = { letter, answer };
      const replies = await adapter.receive(letter, async (context) => {
        const bot = await botkit.spawn({ context, activity: context.activity });
        await botkit.trigger('message', bot, toBotkit(passage, context));
      });
      if (passage.fault) throw passage.fault.error;
      return replies;
    },
  };
}

function toBotkit(passage: Passage, { activity }: TurnContext): BotkitMessage {
  const reference = TurnContext.getConversationReference(activity) as ConversationReference;
  const { type, from, conversation, text } = activity;
  return {
    type,
    user: from.id,
    channel: conversation.id,
    text,
    reference,
    incoming_message: activity,
    passage,
  };
}

/** The catch-all: of a handler that throws Botkit would print the fault, words of the person included. */
async function handle(bot: BotWorker, message: BotkitMessage): Promise<void> {
  const passage: Passage = message.passage;
  try {
    for (const reply of await passage.answer(messageSchema.parse(passage.letter))) {
      await bot.say(carryReply(reply));
    }
  } catch (error) {
    passage.fault = { error };
  }
}
