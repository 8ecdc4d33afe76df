/** Makes the calls that wait in the queue, once each: what may have been posted is looked for before it is posted again. */
import { z } from 'zod';
import type { SendResult } from '../delivery.ts';
import { type CallOptions, createCall, type Outcome } from './call.ts';
import { askFormView } from './form.ts';
import { createRespond } from './respond.ts';
import { type Sending, type SlackBlock, sendingSchema } from './sending.ts';

export interface SlackApi {
  /** `attempts`: how often it was tried, this time included. */
  send(sending: unknown, attempts?: number): Promise<SendResult>;
  /** Opens the form for a question; the trigger is good for three seconds, so there is no second try. */
  openForm(trigger: string): Promise<SendResult>;
}

type Sent<Via extends Sending['via']> = Extract<Sending, { via: Via }>;

/** Metadata of our messages. */
const eventType = 'dawen_reply';
const foundSchema = z.object({
  messages: z.array(
    z.looseObject({
      metadata: z
        .object({ event_type: z.string(), event_payload: z.object({ key: z.string() }) })
        .optional()
        .catch(undefined),
    }),
  ),
});
const refusedBlocks = new Set([
  'invalid_blocks',
  'invalid_blocks_format',
  'msg_blocks_too_long',
  'msg_too_long',
]);

export function createSlackApi(options: CallOptions): SlackApi {
  const call = createCall(options);
  const respond = createRespond(options);

  async function post(sending: Sent<'post'>, attempts: number): Promise<SendResult> {
    if (attempts > 1) {
      const found = await isPosted(sending);
      if (found !== 'no') return found === 'yes' ? { status: 'sent' } : found;
    }
    const { key, channel, thread, text, blocks } = sending;
    const metadata = { event_type: eventType, event_payload: { key } };
    const args = { channel, text, metadata, ...quiet, ...(thread && { thread_ts: thread }) };
    const outcome = await plainer(blocks, (drawn) => call('chat.postMessage', { ...args, ...drawn }));
    // the next attempt looks whether this one arrived
    if (outcome.status === 'unsure') return { status: 'later', failure: outcome.failure };
    return toResult(outcome);
  }

  /** Whether a message of that key stands where it should; what stops the look-up stops the attempt. */
  async function isPosted({ channel, thread, key }: Sent<'post'>): Promise<'yes' | 'no' | SendResult> {
    const where = { channel, include_all_metadata: true, limit: 50 };
    const outcome = thread
      ? await call('conversations.replies', { ...where, ts: thread })
      : await call('conversations.history', where);
    if (outcome.status === 'later') return outcome;
    // where nobody can look, nothing is said twice
    if (outcome.status !== 'sent') return { status: 'failed', failure: `unsure: ${outcome.failure}` };
    const messages = foundSchema.safeParse(outcome.result).data?.messages ?? [];
    return messages.some(({ metadata }) => metadata?.event_payload.key === key) ? 'yes' : 'no';
  }

  async function answer(sending: Sent<'respond'>): Promise<SendResult> {
    const { url, channel, user, audience, text, blocks } = sending;
    const isForAll = audience === 'channel';
    const body = { text, response_type: isForAll ? 'in_channel' : 'ephemeral', replace_original: false };
    const outcome = await plainer(blocks, (drawn) => respond(url, { ...body, ...drawn }));
    if (outcome.status !== 'refused' || isForAll) return toResult(outcome);
    // the address has run out
    return whisper({ via: 'whisper', channel, user, text, blocks });
  }

  const whisper = async ({ channel, user, text, blocks }: Sent<'whisper'>): Promise<SendResult> =>
    toResult(await plainer(blocks, (drawn) => call('chat.postEphemeral', { channel, user, text, ...drawn })));

  const publish = async ({ user, blocks }: Sent<'home'>): Promise<SendResult> =>
    repeatable(await call('views.publish', { user_id: user, view: { type: 'home', blocks } }));

  const suggest = async ({ channel, thread, prompts }: Sent<'prompts'>): Promise<SendResult> =>
    repeatable(
      await call('assistant.threads.setSuggestedPrompts', {
        ...{ channel_id: channel, prompts },
        ...(thread && { thread_ts: thread }),
      }),
    );

  return {
    send: async (unread, attempts = 1) => {
      const sending = sendingSchema.parse(unread);
      switch (sending.via) {
        case 'post':
          return post(sending, attempts);
        case 'respond':
          return answer(sending);
        case 'whisper':
          return whisper(sending);
        case 'home':
          return publish(sending);
        case 'prompts':
          return suggest(sending);
      }
    },
    openForm: async (trigger) =>
      toResult(await call('views.open', { trigger_id: trigger, view: askFormView })),
  };
}

/** Links of answers stay lines of text. */
const quiet = { unfurl_links: false, unfurl_media: false } as const;

/** Blocks that this workspace refuses are left out, first the thumbs, then all: the text says everything. */
async function plainer(
  blocks: readonly SlackBlock[],
  attempt: (drawn: { blocks?: readonly SlackBlock[] }) => Promise<Outcome>,
): Promise<Outcome> {
  const outcome = await attempt({ blocks });
  if (!isRefused(outcome)) return outcome;
  const simple = blocks.filter(({ type }) => type !== 'context_actions');
  const again = simple.length < blocks.length ? await attempt({ blocks: simple }) : outcome;
  return isRefused(again) ? attempt({}) : again;
}

const isRefused = (outcome: Outcome): boolean =>
  outcome.status === 'refused' && refusedBlocks.has(outcome.failure);

function toResult(outcome: Outcome): SendResult {
  if (outcome.status === 'sent') return { status: 'sent' };
  if (outcome.status === 'later') return outcome;
  return { status: 'failed', failure: outcome.failure };
}

/** What may be done twice is done again when nobody knows. */
const repeatable = (outcome: Outcome): SendResult =>
  outcome.status === 'unsure' ? { status: 'later', failure: outcome.failure } : toResult(outcome);
