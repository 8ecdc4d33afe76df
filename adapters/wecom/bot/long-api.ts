/** Answers over the long connection, and what WeCom's receipts mean for us. */
import type { WSClient } from '@wecom/aibot-node-sdk';
import { z } from 'zod';
import type { SendResult } from '../../delivery.ts';
import { describeCode, isPassing, waitAfter } from '../error-codes.ts';
import { type LongSending, longSendingSchema } from './long-sending.ts';

export type LongClient = Pick<
  WSClient,
  'replyStream' | 'replyStreamWithCard' | 'replyWelcome' | 'sendMessage'
>;

/** Milliseconds after the question: WeCom closes a stream after six minutes, and takes a welcome for five seconds. */
const streamOpen = 330_000;
const welcomeOpen = 5000;
/** The call can no longer be answered, but the person can be written to. */
const callIsOver = [846604, 846605, 846607, 846608];

/** `now`: milliseconds since 1970. */
export async function sendLong(client: LongClient, unread: unknown, now: number): Promise<SendResult> {
  const sending = longSendingSchema.parse(unread);
  const age = now - Date.parse(sending.at);
  if (sending.via === 'welcome') return welcome(client, sending, age);
  if (sending.via === 'push' || age > streamOpen) return push(client, sending);
  // the same stream again shows the same text in its place, so nobody sees it twice
  const { code, ...outcome } = await outcomeOf(stream(client, sending), 'later');
  return code !== undefined && callIsOver.includes(code) ? push(client, sending) : toResult(outcome);
}

function stream(client: LongClient, { request, stream: id, content, card, feedback }: LongSending) {
  const frame = { headers: { req_id: request } };
  const thumb = feedback === undefined ? undefined : { id: feedback };
  if (!card) return client.replyStream(frame, id, content, true, undefined, thumb);
  return client.replyStreamWithCard(frame, id, content, true, {
    // the SDK's type names every card's fields; ours is drawn for the kind that it is
    templateCard: card as never,
    ...(thumb && { streamFeedback: thumb }),
  });
}

/** A welcome that comes too late is none. */
async function welcome(client: LongClient, sending: LongSending, age: number): Promise<SendResult> {
  if (age > welcomeOpen) return { status: 'sent' };
  const frame = { headers: { req_id: sending.request } };
  const said = client.replyWelcome(frame, { msgtype: 'text', text: { content: sending.content } });
  return toResult(await outcomeOf(said, 'failed'));
}

async function push(client: LongClient, { chat, content }: LongSending): Promise<SendResult> {
  const body = { msgtype: 'markdown', markdown: { content } } as const;
  return toResult(await outcomeOf(client.sendMessage(chat, body), 'failed'));
}

interface Outcome {
  readonly status: SendResult['status'];
  readonly failure: string;
  readonly code?: number;
  readonly after?: number;
}

const frameSchema = z.object({ errcode: z.number() });

/** `unsure`: how it ended when no receipt came. The SDK rejects with WeCom's own frame, or with an error of the connection. */
async function outcomeOf(sent: Promise<unknown>, unsure: 'later' | 'failed'): Promise<Outcome> {
  try {
    await sent;
    return { status: 'sent', failure: '' };
  } catch (fault) {
    const frame = frameSchema.safeParse(fault);
    if (!frame.success)
      return { status: unsure, failure: 'no receipt came over the long connection; it may have arrived' };
    const { errcode: code } = frame.data;
    const after = waitAfter(code);
    const status = isPassing(code) ? 'later' : 'failed';
    return { status, failure: describeCode(code), code, ...(after !== undefined && { after }) };
  }
}

function toResult({ status, failure, after }: Outcome): SendResult {
  if (status === 'later') return { status, failure, ...(after !== undefined && { after }) };
  return status === 'sent' ? { status } : { status, failure };
}
