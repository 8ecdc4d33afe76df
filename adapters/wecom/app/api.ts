/** Sends messages of a self-built app through `message/send`. */
import type { SendResult } from '../../delivery.ts';
import type { WecomApi } from '../api-client.ts';
import { sendingSchema } from './sending.ts';

export interface AppApiOptions {
  readonly api: WecomApi;
  readonly agentId: string;
}

export function createAppSender({
  api,
  agentId,
}: AppApiOptions): (sending: unknown, attempts?: number) => Promise<SendResult> {
  return async (waiting, attempts = 1) => {
    const sending = sendingSchema.parse(waiting);
    const content =
      sending.kind === 'text'
        ? { msgtype: 'text', text: { content: printable(sending.text) } }
        : { msgtype: 'template_card', template_card: sending.card };
    const again = attempts > 1 ? noSecondCopy : {};
    const body = { touser: sending.user, agentid: Number(agentId), ...content, ...again };
    const result = await api.post('/cgi-bin/message/send', body);
    if (result.status !== 'ok') return result;
    return wasRefused(result.data) ? { status: 'failed', failure: unreachable } : { status: 'sent' };
  };
}

/** A process may have been killed after WeCom had the message: WeCom is asked to drop what it got in the last two minutes. */
const noSecondCopy = { enable_duplicate_check: 1, duplicate_check_interval: 120 };

const unreachable = 'the member cannot be reached: check 可见范围 of the app and the member’s licence';

/** Code 0 with the only recipient among the invalid ones: nobody got it. */
const wasRefused = (data: Readonly<Record<string, unknown>>): boolean =>
  [data.invaliduser, data.unlicenseduser].some((users) => typeof users === 'string' && users !== '');

/** JSON writes control characters as escapes, which WeCom refuses. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is taken out
const printable = (text: string): string => text.replace(/[\0-\x08\x0b-\x1f\x7f]/g, '');
