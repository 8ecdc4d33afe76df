/** Any neutral Message → a turn of a Bot Framework adapter, which is what Botkit listens to; replies are collected. */
import { type Activity, ActivityTypes, BotAdapter, type ResourceResponse, TurnContext } from 'botbuilder';
import type { Message, Reply } from './channel.ts';

/** Botkit spreads `channelData` over its own message, so the letter travels under one name of its own. */
export interface Carried {
  readonly letter: Message;
}

/** Runs one turn at a time per call; knows no platform, so nothing is sent anywhere, and no middleware. */
export class MessageAdapter extends BotAdapter {
  /** Gives the message to `logic` as an activity and resolves with the replies that were sent meanwhile. */
  async receive(message: Message, logic: (context: TurnContext) => Promise<void>): Promise<Reply[]> {
    const context = new TurnContext(this, toActivity(message));
    await logic(context);
    return repliesOf(context);
  }

  override async sendActivities(
    context: TurnContext,
    activities: Partial<Activity>[],
  ): Promise<ResourceResponse[]> {
    for (const { channelData } of activities) repliesOf(context).push(channelData as Reply);
    return activities.map((_, at) => ({ id: String(at) }));
  }

  /** Sent replies are final, and every turn begins with a message of the person. */
  override updateActivity(): Promise<never> {
    return Promise.reject(new UnsupportedTurnError('updateActivity'));
  }
  override deleteActivity(): Promise<never> {
    return Promise.reject(new UnsupportedTurnError('deleteActivity'));
  }
  override continueConversation(): Promise<never> {
    return Promise.reject(new UnsupportedTurnError('continueConversation'));
  }
}

/** Something asked the adapter for what it does not do. */
export class UnsupportedTurnError extends Error {
  override readonly name = 'UnsupportedTurnError';
  readonly code = 'TURN_UNSUPPORTED';

  constructor(what: string) {
    super(`${what} is not supported: replies are collected per turn; send them within the turn`);
  }
}

/** A reply as Botkit sends it. */
export function carryReply(reply: Reply): Partial<Activity> {
  return { type: ActivityTypes.Message, text: reply.text, channelData: reply };
}

function toActivity(message: Message): Partial<Activity> {
  const carried: Carried = { letter: message };
  return {
    type: ActivityTypes.Message,
    id: message.id,
    channelId: message.channel,
    conversation: { id: message.conversation, isGroup: false, conversationType: 'personal', name: '' },
    from: { id: message.sender.key, name: '' },
    recipient: { id: 'assistant', name: '' },
    text: message.text,
    channelData: carried,
  };
}

const sent = Symbol('replies of this turn');

function repliesOf(context: TurnContext): Reply[] {
  const known: Reply[] | undefined = context.turnState.get(sent);
  if (known) return known;
  const replies: Reply[] = [];
  context.turnState.set(sent, replies);
  return replies;
}
