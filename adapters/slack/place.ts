/** Where something was said to us in Slack, and so where the answer goes and to which conversation it belongs. */
import { z } from 'zod';

export const placeSchema = z.strictObject({
  team: z.string(),
  channel: z.string(),
  user: z.string(),
  /** `direct`: only this person reads it. `thread`: everybody in the channel. `whisper`: shown to this person alone. */
  manner: z.enum(['direct', 'thread', 'whisper']),
  /** Message under which the answer stands. */
  thread: z.string().exactOptional(),
  /** Address that Slack gave for answers to a command or a button; good for half an hour. */
  respondTo: z.string().exactOptional(),
});
export type Place = z.infer<typeof placeSchema>;

/**
 * A person has one direct conversation, in whichever thread of it; a channel has one for each thread; commands have one
 * for each person and channel, so that `/faq 昨天` can answer what `/faq` has asked;
 * a message that is looked up is a conversation of its own.
 */
export function conversationOf({ team, channel, user, manner, thread }: Place): string {
  if (manner === 'direct') return `slack:${team}:${user}`;
  if (manner === 'whisper') return ['slack', team, channel, user, ...(thread ? [thread] : [])].join(':');
  return `slack:${team}:${channel}:${thread ?? ''}`;
}

/** The direct messages with a person, whose id Slack takes for their channel. */
export const privatelyWith = ({ team, user }: Pick<Place, 'team' | 'user'>): Place => ({
  ...{ team, user, channel: user, manner: 'direct' },
});

/** Where a human may write to the person: in direct messages, which stay and which nobody else reads. */
export function reachOf(address: unknown): Place | undefined {
  const { respondTo, ...place } = placeSchema.parse(address);
  return place.manner === 'direct' ? place : undefined;
}

/** A person of a workspace. */
export const senderOf = ({ team, user }: Pick<Place, 'team' | 'user'>): string => `slack:${team}:${user}`;
