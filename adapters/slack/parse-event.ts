/** An event of the Events API → what it asks of us. What bots say, edits and deletions are nothing. */
import { z } from 'zod';
import { mayLack } from '../may-lack.ts';
import { type Arrival, malformed, nothing } from './arrival.ts';
import type { Place } from './place.ts';
import { cleanText, firstMention, mentions } from './read-text.ts';

const envelopeSchema = z.object({
  type: z.literal('event_callback'),
  team_id: z.string().nullish(),
  /** Where the app is installed; in a shared channel `team_id` may be the other company. */
  context_team_id: z.string().nullish(),
  event_id: z.string(),
  authorizations: z.array(z.object({ user_id: z.string().nullish() })).nullish(),
  event: z.looseObject({ type: z.string() }),
});

const messageSchema = z.object({
  type: z.enum(['message', 'app_mention']),
  subtype: mayLack(z.string()),
  channel_type: mayLack(z.string()),
  channel: z.string(),
  user: mayLack(z.string()),
  bot_id: mayLack(z.string()),
  text: z
    .string()
    .nullish()
    .transform((text) => text ?? ''),
  ts: z.string(),
  thread_ts: mayLack(z.string()),
  files: mayLack(z.array(z.unknown())),
});
type SlackMessage = z.infer<typeof messageSchema>;

const panelSchema = z.object({
  assistant_thread: z.object({ user_id: z.string(), channel_id: z.string(), thread_ts: z.string() }),
});
const homeSchema = z.object({ user: z.string(), channel: mayLack(z.string()), tab: z.string() });

/** Kinds of message that are a person's words all the same. */
const spokenSubtypes = new Set(['file_share', 'thread_broadcast', 'me_message']);

interface Around {
  readonly team: string;
  readonly event: string;
  /** The user that we are in this workspace. */
  readonly self: string | undefined;
}

export function parseEvent(body: unknown): Arrival {
  const handshake = z.object({ type: z.literal('url_verification'), challenge: z.string() }).safeParse(body);
  if (handshake.success) return { kind: 'challenge', challenge: handshake.data.challenge };
  const parsed = envelopeSchema.safeParse(body);
  if (!parsed.success) return isOther(body) ? nothing('not an event') : malformed;
  const { event, event_id, team_id, context_team_id, authorizations } = parsed.data;
  const team = context_team_id ?? team_id;
  if (!team) return malformed;
  const around = { team, event: event_id, self: authorizations?.[0]?.user_id ?? undefined };
  if (event.type === 'message' || event.type === 'app_mention') return parseMessage(event, around);
  if (event.type === 'assistant_thread_started') return parsePanel(event, around);
  if (event.type === 'app_home_opened') return parseHome(event, around);
  return nothing(event.type);
}

/** Such as `app_rate_limited`: nothing to answer, and nothing to complain about. */
const isOther = (body: unknown): boolean =>
  z.object({ type: z.string() }).safeParse(body).data?.type === 'app_rate_limited';

function parseMessage(event: unknown, around: Around): Arrival {
  const parsed = messageSchema.safeParse(event);
  // an edit carries its message inside, and no person beside it
  if (!parsed.success) return nothing('no message of a person');
  const message = parsed.data;
  const barred = whyNot(message, around);
  if (barred !== undefined) return nothing(barred);
  const isCalled = message.type === 'app_mention' || mentions(message.text, around.self);
  const isDirect = message.channel_type === 'im' || message.channel.startsWith('D');
  if (!isDirect && !isCalled && message.thread_ts === undefined) return nothing('not addressed');
  if (!isDirect && !isCalled && mentions(message.text)) return nothing('addressed to somebody else');
  const called = message.type === 'app_mention' ? firstMention(message.text) : undefined;
  const text = cleanText(message.text, around.self ?? called);
  return {
    kind: 'said',
    // a mention in a channel comes as two events, which have this in common
    id: `slack:${around.team}:${message.channel}:${message.ts}`,
    place: placeOf(message, around.team, isDirect),
    text,
    ...(text === '' && message.files?.length && { isWordless: true }),
    isAddressed: isDirect || isCalled,
  };
}

function whyNot({ subtype, bot_id, user }: SlackMessage, { self }: Around): string | undefined {
  if (subtype !== undefined && !spokenSubtypes.has(subtype)) return subtype;
  if (bot_id !== undefined) return 'a bot';
  if (user === undefined || user === 'USLACKBOT') return 'nobody';
  return user === self ? 'ourselves' : undefined;
}

function placeOf(
  { channel, user = '', ts, thread_ts }: SlackMessage,
  team: string,
  isDirect: boolean,
): Place {
  const manner = isDirect ? 'direct' : 'thread';
  return { team, channel, user, manner, thread: thread_ts ?? ts };
}

function parsePanel(event: unknown, { team, event: id }: Around): Arrival {
  const parsed = panelSchema.safeParse(event);
  if (!parsed.success) return malformed;
  const { user_id: user, channel_id: channel, thread_ts: thread } = parsed.data.assistant_thread;
  const place: Place = { team, channel, user, manner: 'direct', thread };
  return { kind: 'opened', id: `slack:${id}`, place, panel: true };
}

function parseHome(event: unknown, { team, event: id }: Around): Arrival {
  const parsed = homeSchema.safeParse(event);
  if (!parsed.success) return malformed;
  const { user, channel, tab } = parsed.data;
  if (tab === 'home') return { kind: 'home', id: `slack:${id}`, team, user };
  if (tab !== 'messages' || channel === undefined) return nothing(`tab ${tab}`);
  return {
    kind: 'opened',
    id: `slack:${id}`,
    place: { team, channel, user, manner: 'direct' },
    panel: false,
  };
}
