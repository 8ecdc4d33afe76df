/** A click, a shortcut or a sent form → what it asks of us. */
import { z } from 'zod';
import { mayLack } from '../may-lack.ts';
import * as actions from './actions.ts';
import { type Arrival, malformed, nothing } from './arrival.ts';
import { type Place, privatelyWith } from './place.ts';
import { cleanText } from './read-text.ts';

const personSchema = z.object({ id: z.string(), team_id: z.string().nullish() });
const baseSchema = z.object({
  type: z.string(),
  /** Absent where the app is installed for a whole organisation. */
  team: z.object({ id: z.string() }).nullish(),
  user: personSchema,
});
const actionSchema = z.looseObject({
  action_id: z.string(),
  value: mayLack(z.string()),
  action_ts: mayLack(z.string()),
  text: mayLack(z.object({ text: z.string() })),
});
type Action = z.infer<typeof actionSchema>;
const clickSchema = baseSchema.extend({
  trigger_id: z.string().default(''),
  response_url: mayLack(z.string()),
  channel: mayLack(z.object({ id: z.string() })),
  container: mayLack(
    z.object({
      type: z.string(),
      message_ts: mayLack(z.string()),
      thread_ts: mayLack(z.string()),
      is_ephemeral: mayLack(z.boolean()),
    }),
  ),
  message: mayLack(z.object({ thread_ts: mayLack(z.string()) })),
  actions: z.array(actionSchema).min(1),
});
type Click = z.infer<typeof clickSchema>;
const shortcutSchema = baseSchema.extend({
  callback_id: z.string(),
  trigger_id: z.string(),
  response_url: mayLack(z.string()),
  channel: mayLack(z.object({ id: z.string() })),
  message: mayLack(z.object({ text: mayLack(z.string()), ts: z.string().default('') })),
});
const formSchema = baseSchema.extend({
  view: z.object({
    id: z.string(),
    callback_id: z.string(),
    state: z.object({ values: z.record(z.string(), z.record(z.string(), z.looseObject({}))) }),
  }),
});

export function parseInteraction(body: unknown): Arrival {
  const parsed = baseSchema.safeParse(body);
  if (!parsed.success) return malformed;
  const { type, team, user } = parsed.data;
  const who = { team: team?.id ?? user.team_id ?? '', user: user.id };
  if (type === 'block_actions') return parseClick(body, who);
  if (type === 'message_action' || type === 'shortcut') return parseShortcut(body, who);
  if (type === 'view_submission') return parseSentForm(body, who);
  return nothing(type);
}

type Who = Pick<Place, 'team' | 'user'>;

function parseClick(body: unknown, who: Who): Arrival {
  const parsed = clickSchema.safeParse(body);
  if (!parsed.success) return malformed;
  const click = parsed.data;
  const [action] = click.actions;
  if (!action) return malformed;
  const kind = action.action_id.split(':')[0];
  if (kind === actions.homeSearchAction || kind === actions.homeEntryAction)
    return atHome(action, who, click);
  const place = placeOf(click, who);
  const value = action.value ?? '';
  if (!place) return malformed;
  const at = `slack:${place.team}:${place.channel}:${click.container?.message_ts ?? ''}`;
  if (kind === actions.choiceAction) {
    // once for each option and person, however often it is clicked
    const id = `${at}:${place.user}:${value}`;
    return { kind: 'said', id, place, text: action.text?.text ?? value, choice: value, isAddressed: true };
  }
  if (kind === actions.shareAction) return { kind: 'shared', id: `${at}:share`, place, entry: value };
  return kind === actions.rateAction ? rated(value, place) : nothing(`action ${kind}`);
}

function rated(value: string, place: Place): Arrival {
  const [rating, ...messageId] = value.split(':');
  if (rating !== 'up' && rating !== 'down') return malformed;
  return { kind: 'rated', place, messageId: messageId.join(':'), rating };
}

/** Something shown to one person is answered to that person; anything else, where it stands. */
function placeOf({ channel, container, message, response_url }: Click, who: Who): Place | undefined {
  if (!channel) return undefined;
  const respondTo = response_url === undefined ? {} : { respondTo: response_url };
  const at = { ...who, channel: channel.id, ...respondTo };
  if (container?.is_ephemeral) return { ...at, manner: 'whisper' };
  const thread = container?.thread_ts ?? message?.thread_ts ?? container?.message_ts;
  const manner = channel.id.startsWith('D') ? 'direct' : 'thread';
  return { ...at, manner, ...(thread !== undefined && { thread }) };
}

function atHome({ action_id, value, action_ts }: Action, who: Who, { trigger_id }: Click): Arrival {
  const id = `slack:${who.team}:home:${who.user}:${action_ts ?? trigger_id}`;
  const isSearch = action_id.startsWith(actions.homeSearchAction);
  return { kind: 'home', id, ...who, ...(isSearch ? { query: value ?? '' } : { entry: value ?? '' }) };
}

function parseShortcut(body: unknown, who: Who): Arrival {
  const parsed = shortcutSchema.safeParse(body);
  if (!parsed.success) return malformed;
  const { callback_id, trigger_id, channel, message, response_url } = parsed.data;
  if (callback_id === actions.askShortcut) return { kind: 'form', trigger: trigger_id };
  if (callback_id !== actions.answerShortcut || !channel || !response_url || !message)
    return nothing(`shortcut ${callback_id}`);
  return {
    kind: 'said',
    id: `slack:${who.team}:shortcut:${trigger_id}`,
    place: { ...who, channel: channel.id, manner: 'whisper', thread: message.ts, respondTo: response_url },
    text: cleanText(message.text ?? ''),
    ...{ isQuoted: true, isAddressed: true },
  };
}

function parseSentForm(body: unknown, who: Who): Arrival {
  const parsed = formSchema.safeParse(body);
  if (!parsed.success) return malformed;
  const { view } = parsed.data;
  if (view.callback_id !== actions.askForm) return nothing(`form ${view.callback_id}`);
  const typed = view.state.values[actions.askBlock]?.[actions.askField]?.value;
  const text = typeof typed === 'string' ? typed.trim() : '';
  if (text === '') return { kind: 'form-fault', block: actions.askBlock };
  // a form knows no channel: the answer goes to the person, whose id Slack takes for a direct channel
  const place = privatelyWith(who);
  return { kind: 'said', id: `slack:${who.team}:form:${view.id}`, place, text, isAddressed: true };
}
